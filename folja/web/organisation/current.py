"""The unit that somebody with several works with just now, kept in the session."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from folja.vocabulary.unit import Unit
from folja.web.organisation.scope import Scope, scope_of

CHOSEN = "unit"


def own_units(scope: Scope) -> tuple[Unit, ...]:
    """The units somebody can choose among: those they register for or manage."""
    codes = {unit.code for unit in (*scope.registers, *scope.manages)}
    return tuple(unit for unit in scope.tree.units if unit.code in codes)


def current_unit(request: HttpRequest) -> Unit | None:
    """The chosen unit while it is still the account's own, else the first it manages or registers for."""
    scope = scope_of(request)
    own = own_units(scope)
    chosen = request.session.get(CHOSEN)
    return next((unit for unit in own if unit.code == chosen), own[0] if own else None)


def asked_unit(request: HttpRequest) -> Unit:
    """The unit that a page is asked for among one's own, else the one that is worked with.

    Raises PermissionDenied for another's, and for who has none.
    """
    asked = request.POST.get("unit") or request.GET.get("unit")
    own = {unit.code: unit for unit in own_units(scope_of(request))}
    unit = own.get(asked) if asked else current_unit(request)
    if unit is None:
        raise PermissionDenied
    return unit


def own_leaves(scope: Scope) -> list[Unit]:
    """The workplaces among one's own."""
    return [unit for unit in own_units(scope) if unit.kind == "unit"]
