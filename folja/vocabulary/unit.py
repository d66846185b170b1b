"""Units and their tree: the city, its districts and the units that meet families; of a nation, its municipalities."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, get_args

from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Problem, Refused, problem

UnitKind = Literal["nation", "city", "group", "district", "unit"]
KINDS: tuple[UnitKind, ...] = get_args(UnitKind)
_CODE = re.compile(r"[\w-]+")  # codes stand in addresses, and other signs join leaves


@dataclass(frozen=True)
class Unit:
    """A place in the organisation. `staff` is how many people register there; None is not known.

    `successors` are the units that it went up in or was parted into when it ended.
    """

    code: str
    name: str
    kind: UnitKind
    parent: str | None = None
    staff: int | None = None
    valid_from: Month | None = None
    valid_to: Month | None = None
    successors: tuple[str, ...] = ()

    def exists_in(self, period: Period) -> bool:
        """Whether the unit exists in some month of the period."""
        return (self.valid_from is None or self.valid_from <= period.last) and (
            self.valid_to is None or self.valid_to >= period.first
        )


@dataclass(frozen=True)
class UnitTree:
    """All units under one city, or of a nation, whose cities are municipalities that have been pooled.

    Raises Refused for two at the top, unknown parents, loops and units above districts.
    """

    units: tuple[Unit, ...]
    _by_code: Mapping[str, Unit] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {unit.code: unit for unit in self.units})
        problems = list(_problems(self.units, self._by_code))
        if problems:
            raise Refused(problems)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Unit:
        return self._by_code[code]

    @cached_property
    def city(self) -> Unit:
        """The top: the city, or the nation of a national installation."""
        return next(unit for unit in self.units if unit.parent is None)

    @property
    def is_national(self) -> bool:
        """Whether municipalities are pooled here, so that nothing is registered."""
        return self.city.kind == "nation"

    def children(self, code: str) -> tuple[Unit, ...]:
        """The direct children, in the order the units were given."""
        return tuple(unit for unit in self.units if unit.parent == code)

    @cached_property
    def leaves(self) -> tuple[Unit, ...]:
        """The units that register: those of kind unit."""
        return tuple(unit for unit in self.units if unit.kind == "unit")

    def leaves_of(self, code: str) -> tuple[Unit, ...]:
        """The registering units at or below a unit."""
        return tuple(leaf for leaf in self.leaves if code in self.path(leaf.code))

    def path(self, code: str) -> tuple[str, ...]:
        """Codes from the unit up to the city, itself first."""
        return self._paths[code]

    @cached_property
    def _paths(self) -> Mapping[str, tuple[str, ...]]:
        return {unit.code: tuple(self._upwards(unit.code)) for unit in self.units}

    def _upwards(self, code: str | None) -> Iterator[str]:
        while code is not None:
            yield code
            code = self._by_code[code].parent

    def predecessors(self, code: str) -> tuple[Unit, ...]:
        """The units that a unit took over from, and those that they took over from, in the order units were given."""
        found: set[str] = set()
        left = [code]
        while left:
            new = self._directly_before.get(left.pop(), set()) - found
            found |= new
            left.extend(new)
        return tuple(unit for unit in self.units if unit.code in found) if found else ()

    @cached_property
    def _directly_before(self) -> Mapping[str, set[str]]:
        before: dict[str, set[str]] = {}
        for unit in self.units:
            for heir in unit.successors:
                before.setdefault(heir, set()).add(unit.code)
        return before

    def parent_of_kind(self, code: str, kind: UnitKind) -> Unit | None:
        """The nearest unit of that kind at or above."""
        return next((self._by_code[c] for c in self.path(code) if self._by_code[c].kind == kind), None)

    def called(self, written: str) -> Unit | None:
        """The unit with that code or name, however it is capitalised."""
        wanted = written.strip().casefold()
        return next((u for u in self.units if wanted in (u.code.casefold(), u.name.casefold())), None)


def read_successors(written: str | None) -> tuple[str, ...]:
    """a|b, as files and databases have the codes of several successors."""
    return tuple(filter(None, map(str.strip, (written or "").split("|"))))


def written_successors(codes: Iterable[str]) -> str | None:
    """What `read_successors` reads; None where there are none."""
    return "|".join(codes) or None


def _problems(units: Iterable[Unit], by_code: Mapping[str, Unit]) -> Iterator[Problem]:
    units = list(units)
    cities = [unit for unit in units if unit.kind == "city"]
    nations = [unit for unit in units if unit.kind == "nation"]
    if len(nations) > 1:
        yield problem(
            "kind",
            sv=f"Det kan bara finnas en enhet av slaget nation, nu finns {len(nations)}. Behåll en.",
            en=f"there can be only one unit of kind nation, there are {len(nations)}; keep one",
        )
    if not nations and len(cities) != 1:
        yield problem(
            "kind",
            sv=f"Det ska finnas precis en enhet av slaget city, nu finns {len(cities)}. Ange en rad med kind city.",
            en=f"there must be exactly one unit of kind city, there are {len(cities)}; give one row kind city",
        )
    seen: set[str] = set()
    for unit in units:
        if not _CODE.fullmatch(unit.code):
            yield problem(
                unit.code,
                sv="En kod har bara bokstäver, siffror, bindestreck och understreck. Ändra koden.",
                en="a code has letters, digits, hyphens and underscores only; change the code",
            )
        if unit.code in seen:
            yield problem(
                unit.code,
                sv="Koden står på två rader. Ge varje enhet en egen kod.",
                en="the code stands on two rows; give every unit a code of its own",
            )
        seen.add(unit.code)
        top: UnitKind = "nation" if nations else "city"
        yield from _top_problems(unit) if unit.kind == top else _place_problems(unit, by_code)


def _top_problems(unit: Unit) -> Iterator[Problem]:
    if unit.parent is not None:
        top, english = ("Nationen", "nation") if unit.kind == "nation" else ("Staden", "city")
        yield problem(
            unit.code,
            sv=f"{top} ligger överst och har ingen parent. Lämna kolumnen tom.",
            en=f"the {english} is the top and has no parent; leave the column empty",
        )


def _place_problems(unit: Unit, by_code: Mapping[str, Unit]) -> Iterator[Problem]:
    if unit.parent is None or unit.parent not in by_code:
        yield problem(
            unit.code,
            sv=f"Enheten ligger under {unit.parent or 'ingenting'}, som inte finns. Skriv koden för en enhet i filen.",
            en=f"the parent {unit.parent or 'is empty'} does not exist; write the code of a unit in the file",
        )
        return
    if (unit.kind == "city") != (by_code[unit.parent].kind == "nation"):
        yield problem(
            unit.code,
            sv="Direkt under nationen ligger kommuner, av slaget city, och bara där. Ändra parent eller kind.",
            en="right below the nation are municipalities, of kind city, and only there; change parent or kind",
        )
    if by_code[unit.parent].kind == "unit":
        yield problem(
            unit.code,
            sv=f"Enheten ligger under {unit.parent}, som själv registrerar. Lägg den under ett stadsdelsområde.",
            en=f"the parent {unit.parent} registers itself; place this unit under a district",
        )
    walked, code = set(), unit.code
    while (parent := by_code[code].parent if code in by_code else None) is not None:
        if parent in walked:
            yield problem(
                unit.code,
                sv="Enheterna ligger under varandra i en ring. Rätta kolumnen parent.",
                en="the units lie under each other in a loop; mend the parent column",
            )
            return
        walked.add(parent)
        code = parent
