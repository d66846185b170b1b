"""Which units an account may register for, manage and read: the one place that decides it."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from folja.vocabulary.unit import Unit, UnitTree
from folja.web.organisation.models import Account, Role
from folja.web.organisation.units import tree


@dataclass(frozen=True)
class Scope:
    """The units an account works with.

    `registers` are leaves. `manages` holds every unit at or below the account's own. `reads` holds what is
    registered for and managed, and the units above: their figures are offered where a unit's own are too few.
    """

    tree: UnitTree
    registers: tuple[Unit, ...]
    manages: tuple[Unit, ...]
    reads: tuple[Unit, ...]
    leads_city: bool = False

    def may_register(self, unit: str) -> bool:
        return any(own.code == unit for own in self.registers)

    def may_manage(self, unit: str) -> bool:
        return any(own.code == unit for own in self.manages)

    def may_read(self, unit: str) -> bool:
        return any(own.code == unit for own in self.reads)


def scope_of(request: HttpRequest) -> Scope:
    """The scope of whoever is signed in, read once per request."""
    if not hasattr(request, "scope"):
        request.scope = read_scope(request.user)  # type: ignore[attr-defined]
    return request.scope  # type: ignore[attr-defined]


def read_scope(account: Account | AnonymousUser) -> Scope:
    """The scope of an account, from its roles."""
    units = tree()
    roles = list(Role.objects.filter(account=account).values_list("kind", "unit_id")) if account.pk else []
    leads = any(kind == Role.Kind.LEADS_CITY for kind, _ in roles)
    registers = {leaf.code for kind, unit in roles if kind == "registers" for leaf in units.leaves_of(unit)}
    tops = {units.city.code} if leads else {unit for kind, unit in roles if kind == "manages"}
    manages = {unit.code for unit in units.units if tops & set(units.path(unit.code))}
    reads = {above for code in registers | manages for above in units.path(code)}
    in_order = [tuple(unit for unit in units.units if unit.code in codes) for codes in (registers, manages, reads)]
    return Scope(units, in_order[0], in_order[1], in_order[2], leads)
