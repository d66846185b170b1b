"""The unit that somebody with several works with just now, kept in the session."""

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
