"""Rounds a table of counts so that everything adds up and nothing small can be proved, and says what it did.

Method: every smallest cell goes to a neighbouring multiple of the base, up with probability remainder / base, so
that it is unbiased (Cox 1987); all other numbers are sums of these, as in small count rounding (Langsrud & Heldal
2018), and so additive. Where exact totals are known to everybody, the cells inside one are drawn together until
the drawing is admissible, judged from published numbers alone. In the end the table is attacked.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from folja.counting.cell import Cell
from folja.counting.plan import Component
from folja.counting.relation import ACTS, Sum
from folja.disclosure.drawing import UNPREDICTABLE, draw, rounded
from folja.disclosure.ranges import System
from folja.disclosure.table.attacking import attack_table
from folja.disclosure.table.reading import Counted, Published
from folja.disclosure.table.rule import Rule
from folja.disclosure.table.shape import Key, Shape, cut, lies_in, sums
from folja.disclosure.table.told import Proof
from folja.vocabulary.condition import ALWAYS
from folja.vocabulary.problem import Refused, refuse
from folja.vocabulary.text import Text

AUDIT_ROUNDS = 20
LEAST = 20

Depths = tuple[int, ...]
"""How many levels of each dimension a table is split by; 0 is not at all."""


@dataclass(frozen=True)
class Protected:
    """A table that may be published, and what was done to it. `withheld` are the known totals without cells.

    `effort` is how hard it was attacked: see `Attack`.
    """

    table: Published
    base: int
    leaves: int
    known: Mapping[Key, int]
    withheld: tuple[Key, ...] = ()
    drawn_again: int = 0
    effort: str = "whole"


@dataclass(frozen=True, repr=False)
class _Desk:
    """What the rounding works with. The counts stay inside."""

    shape: Shape
    counts: Mapping[Key, int]
    base: int
    randomness: Random
    groups: Mapping[Key, Sequence[Key]] = field(default_factory=dict)

    def total(self, group: Key) -> int:
        return sum(self.counts[leaf] for leaf in self.groups[group])

    def alone(self) -> dict[Key, int]:
        """Every cell by itself: nothing that everybody knows links them."""
        return {leaf: rounded(count, self.base, self.randomness) for leaf, count in self.counts.items()}

    def together(self, group: Key) -> dict[Key, int] | None:
        """The cells inside a known total; None when no admissible rounding was found."""
        leaves = self.groups[group]
        counts = {place: self.counts[leaf] for place, leaf in enumerate(leaves, 1)}
        drawn = draw(_system(len(leaves)), self.total(group), counts, self.base, self.randomness)
        return None if drawn is None else {leaf: drawn[place] for place, leaf in enumerate(leaves, 1)}


def protect_table(
    counted: Counted,
    tables: Collection[Depths] = (),
    *,
    base: int = 5,
    known: Depths | None = None,
    least: int = LEAST,
    randomness: Random = UNPREDICTABLE,
) -> Protected:
    """The tables rounded to multiples of the base, with all their margins; the whole cross when none are named.

    `known` says which totals everybody knows exactly from elsewhere, by depth: the cells inside each are drawn
    together, and a total below `least`, or without an admissible rounding, gets no cells. Raises Refused when
    something could still be proved after every round.
    """
    full = tuple(max(map(len, one.codes)) for one in counted.shape.dimensions)
    tables = tuple(tables) or (full,)
    finest = tuple(max(depths) for depths in zip(*tables, *([known] if known else []), strict=True))
    shape = Shape(tuple(one.cut(depth) for one, depth in zip(counted.shape.dimensions, finest, strict=True)))
    counts = dict.fromkeys(shape.leaves(), 0)
    for key, count in counted.leaves.items():
        counts[cut(key, finest)] += count
    if known is None:
        desk = _Desk(shape, counts, base, randomness)
        return _audited(desk, desk.alone(), (), tables, finest)
    desk = _Desk(shape, counts, base, randomness, _grouped(counts, known))
    values: dict[Key, int] = {}
    withheld = []
    for group in desk.groups:
        drawn = desk.together(group) if desk.total(group) >= least else None
        if drawn is None:
            withheld.append(group)
        values |= drawn or {}
    return _audited(desk, values, withheld, tables, finest)


def _grouped(leaves: Iterable[Key], known: Depths) -> dict[Key, list[Key]]:
    groups: dict[Key, list[Key]] = defaultdict(list)
    for leaf in leaves:
        groups[cut(leaf, known)].append(leaf)
    return groups


def _audited(
    desk: _Desk, values: dict[Key, int], withheld: Sequence[Key], tables: Collection[Depths], finest: Depths
) -> Protected:
    """The rounding attacked, and drawn again or given up where something is proved, until nothing is.

    The attacker sees the smallest cells too, whether they are published or not.
    """
    known = {group: desk.total(group) for group in desk.groups}
    withheld, again = list(withheld), 0
    for round_number in range(AUDIT_ROUNDS):
        shown = _published(desk, values, withheld, (finest,))
        attacked = attack_table(shown, Rule("leaves", desk.base), _with_cells(known, withheld))
        if not attacked.proofs:
            table = shown if set(tables) == {finest} else _published(desk, values, withheld, tables)
            return Protected(table, desk.base, len(desk.counts), known, tuple(withheld), again, attacked.effort)
        for group in _hit(attacked.proofs, _with_cells(known, withheld)):
            drawn = desk.together(group) if round_number < AUDIT_ROUNDS // 2 else None
            again += 1
            values |= drawn or {}
            if drawn is None:
                withheld.append(group)
                for leaf in desk.groups[group]:
                    values.pop(leaf, None)
    raise _open()


def _with_cells(known: Mapping[Key, int], withheld: Collection[Key]) -> dict[Key, int]:
    """The known totals with cells. Of the others nothing is published, so nothing more is known than was before."""
    return {group: total for group, total in known.items() if group not in set(withheld)}


def _hit(proofs: Sequence[Proof], groups: Mapping[Key, object]) -> list[Key]:
    """The known totals that something was proved inside."""
    return [group for group in groups if any(lies_in(proof.cell, group) for proof in proofs)]


def _published(
    desk: _Desk, values: Mapping[Key, int], withheld: Collection[Key], tables: Collection[Depths]
) -> Published:
    """The tables with every margin. What is withheld is hidden where it stands by itself, and in no sum."""
    numbers: dict[Key, int | None] = dict(sums(values, tables))
    if withheld:
        hidden = sums(dict.fromkeys((leaf for group in withheld for leaf in desk.groups[group]), 0), tables)
        numbers = {**dict.fromkeys(hidden, None), **numbers}
    return Published(desk.shape, dict(sorted(numbers.items())))


def _system(cells: int) -> System:
    """So many cells that together are a known total; each, and what is left without it, is protected."""
    words = Text.of(sv="cell", en="cell")
    made = tuple(Cell("table", str(number), words, ALWAYS) for number in range(1, cells + 1))
    codes = tuple(cell.code for cell in made)
    return System(Component("table", made, (Sum(ACTS, codes),), tuple((ACTS, code) for code in codes)))


def _open() -> Refused:
    return refuse(
        "",
        sv="Något går att räkna ut hur tabellen än avrundas. Ingenting har sparats. Använd grövre koder, eller färre "
        "kända summor.",
        en="something can be proved however the table is rounded; nothing has been saved; use coarser codes, or "
        "fewer known totals",
    )
