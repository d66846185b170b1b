"""The unit that somebody with several works with just now, kept in the session."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from folja.vocabulary.unit import Unit
from folja.web.organisation.scope import Scope, scope_of

CHOSEN = "unit"


def own_units(scope: Scope) -> tuple[Unit, ...]:
    """The units somebody can choose among: those they do something for; who only reads, those they read."""
    return scope.works or scope.reads


def current_unit(request: HttpRequest) -> Unit | None:
    """The chosen unit while it is still the account's own, else the first of them."""
    scope = scope_of(request)
    own = own_units(scope)
    chosen = request.session.get(CHOSEN)
    return next((unit for unit in own if unit.code == chosen), own[0] if own else None)


def asked_unit(request: HttpRequest) -> Unit:
    """The unit that a page about families is asked for among one's own, else the one that is worked with.

    Raises PermissionDenied for another's, and for who has none.
    """
    asked = request.POST.get("unit") or request.GET.get("unit")
    own = {unit.code: unit for unit in scope_of(request).meets_families}
    here = current_unit(request)
    unit = own.get(asked) if asked else here if here and here.code in own else next(iter(own.values()), None)
    if unit is None:
        raise PermissionDenied
    return unit


def own_leaves(scope: Scope) -> list[Unit]:
    """The workplaces that meet families among one's own."""
    return [unit for unit in scope.meets_families if unit.kind == "unit"]
