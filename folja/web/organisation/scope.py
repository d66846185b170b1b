"""Which units an account may register for, manage and read: the one place that decides it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest

from folja.vocabulary.clock import today
from folja.vocabulary.period import Month
from folja.vocabulary.unit import Unit, UnitTree
from folja.web.organisation.models import Account
from folja.web.organisation.units import first_open, tree

ROLES = "SELECT kind, unit_id FROM organisation_role WHERE account_id = %s"  # written out: every page asks


@dataclass(frozen=True)
class Scope:
    """The units an account works with, by what it may do there. docs/reference/who-may-what.yaml is the whole table.

    `registers` are leaves. `manages` holds every unit at or below the account's own, `represents` just those that are
    named. `follows` are these with the units above, whose figures are offered where a unit's own are too few: plans,
    open months and drafts are read there. `reads` are those, and what readers, method developers and administrators
    are shown: what is closed and approved. `administers` are the units where the account gives and takes roles,
    `describes` those whose methods it writes about, `reads_rooms` those with the ended ones whose rooms it reads.
    """

    tree: UnitTree
    registers: tuple[Unit, ...] = ()
    manages: tuple[Unit, ...] = ()
    reads: tuple[Unit, ...] = ()
    leads_city: bool = False
    represents: tuple[Unit, ...] = ()
    follows: tuple[Unit, ...] = ()
    administers: tuple[Unit, ...] = ()
    develops: bool = False
    describes: tuple[Unit, ...] = ()
    reads_rooms: tuple[Unit, ...] = ()
    ended: frozenset[str] = frozenset()

    @property
    def meets_families(self) -> tuple[Unit, ...]:
        """The units whose codes, tablets and comments are the account's own. Nobody meets families for a nation."""
        return () if self.tree.is_national else self._in_order((*self.registers, *self.manages))

    @property
    def works(self) -> tuple[Unit, ...]:
        """The units that the account does something for."""
        return self._in_order((*self.registers, *self.manages, *self.represents))

    @property
    def reviews_words(self) -> bool:
        """Whether the account reads and approves what families are met with in their language."""
        return self.leads_city or self.develops

    def may_register(self, unit: str) -> bool:
        return _holds(self.registers, unit)

    def may_manage(self, unit: str) -> bool:
        return _holds(self.manages, unit)

    def may_write(self, unit: str) -> bool:
        """In the unit's reports, and about its year."""
        return _holds(self.works, unit)

    def may_follow(self, unit: str) -> bool:
        return _holds(self.follows, unit)

    def may_read(self, unit: str) -> bool:
        return _holds(self.reads, unit)

    def may_describe(self, unit: str) -> bool:
        """Methods of the unit."""
        return _holds(self.describes, unit)

    def may_read_rooms(self, unit: str) -> bool:
        """Where methods of the unit are described."""
        return _holds(self.reads_rooms, unit)

    def takes_over(self, unit: str) -> tuple[Unit, ...]:
        """Where the methods of a unit that has ended may be taken on: at who took over, else at the top."""
        if unit not in self.ended:
            return ()
        went_on = [one for one in self.tree.units if one.code not in self.ended]
        heirs = [one for one in went_on if any(before.code == unit for before in self.tree.predecessors(one.code))]
        return self._of((heirs or [self.tree.city]), self.describes)

    def may_administer(self, unit: str) -> bool:
        return _holds(self.administers, unit)

    def _of(self, units: Iterable[Unit], held: tuple[Unit, ...]) -> tuple[Unit, ...]:
        return tuple(unit for unit in units if _holds(held, unit.code))

    def _in_order(self, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
        codes = {unit.code for unit in units}
        return tuple(unit for unit in self.tree.units if unit.code in codes)


def _holds(units: tuple[Unit, ...], code: str) -> bool:
    return any(unit.code == code for unit in units)


def scope_of(request: HttpRequest) -> Scope:
    """The scope of whoever is signed in, read once per request."""
    if not hasattr(request, "scope"):
        request.scope = read_scope(request.user)  # type: ignore[attr-defined]
    return request.scope  # type: ignore[attr-defined]


def _ended(units: UnitTree) -> set[str]:
    """The units about which nothing is left to write."""
    if not any(unit.valid_to for unit in units.units):
        return set()
    opened = first_open() or Month.of(today()).tertial
    return {unit.code for unit in units.units if unit.valid_to and unit.valid_to.tertial.next_tertial < opened}


def read_scope(account: Account | AnonymousUser) -> Scope:
    """The scope of an account, from its roles.

    A unit that has ended is written about until the tertial after its last one is closed: its last report is written
    then. After that whoever worked there reads it. Who reads a unit reads those that it took over from too.
    """
    units = tree()
    ended = _ended(units)
    roles = _roles(account.pk) if account.pk else []

    def at(*kinds: str) -> set[str]:
        return {unit for kind, unit in roles if kind in kinds}

    def below(tops: set[str]) -> set[str]:
        return {unit.code for unit in units.units if tops & set(units.path(unit.code))}

    def in_order(codes: set[str]) -> tuple[Unit, ...]:
        return tuple(unit for unit in units.units if unit.code in codes)

    def with_above(codes: set[str]) -> set[str]:
        return {above for code in codes for above in units.path(code)}

    leads = bool(at("leads_city"))
    registered = {leaf.code for unit in at("registers") for leaf in units.leaves_of(unit)}
    managed = below({units.city.code} if leads else at("manages"))
    registers, manages, represents = registered - ended, managed - ended, at("represents") - ended
    follows = with_above(registers | manages | represents)
    worked = with_above(registered | managed | at("represents"))
    reads = follows | worked | with_above(below(at("reads", "develops", "administers")))
    before = _before(units, reads)
    developed = below(at("develops"))
    describes = manages | represents | (developed - ended)
    rooms = describes | managed | at("represents") | developed
    return Scope(
        tree=units,
        registers=() if units.is_national else in_order(registers),
        manages=in_order(manages),
        reads=in_order(reads | before),
        leads_city=leads,
        represents=in_order(represents),
        follows=in_order(follows),
        administers=in_order(below(at("administers"))),
        develops=bool(at("develops")),
        describes=in_order(describes),
        reads_rooms=in_order(rooms | _before(units, rooms)),
        ended=frozenset(ended),
    )


def _before(units: UnitTree, codes: set[str]) -> set[str]:
    return {one.code for code in codes for one in units.predecessors(code)}


def _roles(account: int) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(ROLES, (account,))
        return cursor.fetchall()


def scope_below(unit: str, *, follows: bool) -> Scope:
    """What another system reads with a token of a unit: it and all below, open months only where it `follows`."""
    units = tree()
    below = tuple(one for one in units.units if unit in units.path(one.code))
    return Scope(tree=units, reads=below, follows=below if follows else ())
