"""What the frame's templates need on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from folja.vocabulary.clock import today
from folja.vocabulary.problem import Refused
from folja.web.frame.navigation import destinations
from folja.web.organisation.current import current_unit, own_units
from folja.web.organisation.scope import scope_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """`invented` always; for somebody signed in also `user`, `device_mark`,
    `account_mark`, `scope`, `own_units`, `unit` (the chosen one), `above` (what it lies in) and `destinations`."""
    shared: dict[str, Any] = {"invented": settings.FOLJA_INVENTED}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return shared
    try:
        scope = scope_of(request)
    except Refused:  # no units have been loaded yet; the page itself says so
        return shared
    unit = current_unit(request)
    above = scope.tree[unit.parent] if unit and unit.parent else None
    return shared | {
        "user": user,
        "device_mark": _mark(f"{user.pk} {today()}"),
        "account_mark": _mark(f"{user.pk}"),
        "scope": scope,
        "own_units": own_units(scope),
        "unit": unit,
        "above": above,
        "destinations": destinations(request, scope),
    }


def _mark(whose: str) -> str:
    """Tells a device whose something is, by itself saying nothing: the day, so that it keeps nothing of another's, and
    what waits to be sent, so that only its owner sends and opens it, also on another day."""
    return salted_hmac("folja.web.frame.device", whose).hexdigest()[:16]
