"""Attacks a published table: everything that its numbers, its sums and its rule prove about a few people.

Method: the range of each cell under all sums (Fischetti & Salazar-González 2003; Hundepool et al. 2012, chapter 4).
Ranges are narrowed through the sums first, which proves much and cheaply; what is left is tried by integer
programs. Every proof is then explained by the dual of a linear program: the published numbers that it rests on.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from folja.disclosure.table.extremes import Extremes, chosen
from folja.disclosure.table.reading import Published
from folja.disclosure.table.rule import ANYTHING, Rule
from folja.disclosure.table.shape import Key, Shape, cells_above, cut, lies_in
from folja.disclosure.world import Target, World, gives_away
from folja.vocabulary.problem import refuse

MOST_EXPLAINED = 20
MOST_SWEEPS = 200
REACH = 2

EFFORTS = ("narrow", "linear", "whole")
MOST_LINKED = {"whole": 3_000, "linear": 6_000}
"""So many numbers that hang together are tried by integer programs, and by linear ones, unless it is asked for."""
ALMOST = 1e-6


@dataclass(frozen=True)
class Proof:
    """What is proved about a cell, or about a whole less the cell (`of` is then the whole).

    It lies from `low` to `high`; low above high says that the numbers contradict the rule. `numbers` are the
    published numbers that it follows from, empty where that was not worked out.
    """

    cell: Key
    low: int
    high: int
    of: Key | None = None
    numbers: tuple[str, ...] = ()

    def said(self, shape: Shape) -> str:
        """The proof as a sentence."""
        cell = shape.said(self.cell) if self.of is None else f"{shape.said(self.of)} less {shape.said(self.cell)}"
        what = f"{cell} must be {self.low}" + (f" to {self.high}" if self.high != self.low else "")
        if self.high < self.low:
            what = f"{cell}: the numbers contradict the rule"
        return f"{what} (from {'; '.join(self.numbers)})" if self.numbers else what


@dataclass(frozen=True)
class Attack:
    """What was proved, the strongest first, and with which effort it was tried.

    narrow  ranges narrowed through one sum after another: what is proved is proved, much is not found
    linear  all sums at once, by linear programs: the auditing that is usual in the field
    whole   counts as whole numbers, by integer programs: everything that there is to prove
    """

    proofs: tuple[Proof, ...]
    effort: str


def attack_table(
    published: Published, rule: Rule, known: Mapping[Key, int] | None = None, *, effort: str | None = None
) -> Attack:
    """What can be proved to be 1 to base - 1, or exact though it was hidden or rounded. No proofs is good.

    `known` are exact totals that everybody has from elsewhere, such as the population. The effort is what the size
    allows when it is not given: see MOST_LINKED.
    """
    known = known or {}
    _refuse_unknown(published, rule, known)
    broken = list(_broken(published, rule))
    if broken:
        return Attack(tuple(broken), "whole")
    told = _of_leaves(published, rule, known) if rule.kind == "leaves" else _of_sums(published, rule, known)
    effort = effort or told.effort
    return Attack(tuple(told.explained(_unwanted(told.proofs(effort), published, rule, known))), effort)


def _refuse_unknown(published: Published, rule: Rule, known: Mapping[Key, int]) -> None:
    shape = published.shape
    for key in known:
        if any(code not in one.codes for one, code in zip(shape.dimensions, key, strict=True)):
            raise refuse(
                "",
                sv=f"Summan för {shape.said(key)} är känd, men tabellen har ingen sådan kod. Rätta den ena filen.",
                en=f"the total of {shape.said(key)} is known, but the table has no such code; mend one of the files",
            )
    if sum(number or 0 for number in (*published.numbers.values(), *known.values())) >= ANYTHING:
        raise refuse(
            "",
            sv=f"Talen är för stora för att räkna med: tillsammans måste de vara under {ANYTHING}.",
            en=f"the numbers are too large to work with: together they must be below {ANYTHING}",
        )
    missing = shape.size - sum(_is_leaf(shape, key) for key in published.numbers)
    if rule.kind == "leaves" and missing:
        raise refuse(
            "",
            sv=f"Regeln leaves gäller tabeller med alla sina minsta celler. {missing} av {shape.size} saknas i filen.",
            en=f"the rule leaves is for tables with all their smallest cells; {missing} of {shape.size} are not in "
            "the file",
        )


def _broken(published: Published, rule: Rule) -> Iterator[Proof]:
    """Numbers that are not as the rule says: not rounded, or small and shown all the same."""
    for key, number in published.numbers.items():
        if number is None:
            continue
        is_small = not rule.is_rounded and 0 < number < rule.base
        if is_small or (rule.is_rounded and number % rule.base):
            yield Proof(key, number, number, numbers=(_said(published, key),))
    if rule.kind == "leaves":
        yield from _not_added(published)


def _not_added(published: Published) -> Iterator[Proof]:
    """Sums that are not the sums of the smallest cells below them, hidden ones left out: the rule is another."""
    added: Counter[Key] = Counter()
    for key, number in published.numbers.items():
        if _is_leaf(published.shape, key):
            for cell in _all_above(key):
                added[cell] += number or 0
    for key, number in published.numbers.items():
        if number is not None and number != added[key]:
            yield Proof(key, 1, 0, numbers=(_said(published, key), f"the cells in it make {added[key]}"))


def _said(published: Published, key: Key) -> str:
    return f"{published.shape.said(key)} = {published.numbers[key]}"


def _unwanted(proofs: Sequence[Proof], published: Published, rule: Rule, known: Mapping[Key, int]) -> list[Proof]:
    """The proofs without those that say nothing: an exact number that was not hidden, or that everybody knows."""

    def is_open(key: Key | None) -> bool:
        return key is None or key in known or not (rule.is_rounded or published.numbers.get(key, 0) is None)

    return [
        proof
        for proof in proofs
        if not (proof.low == proof.high >= rule.base and is_open(proof.cell) and is_open(proof.of))
    ]


@dataclass(frozen=True)
class _Told:
    """Cells as variables with ranges, sums between them (first = the others added), and what to try to prove."""

    base: int
    keys: Sequence[Key]
    low: np.ndarray
    high: np.ndarray
    said: Mapping[int, str]
    sums: Sequence[Sequence[int]]
    targets: Sequence[tuple[int, int | None]]  # a cell, or what is left of a whole (second) without it

    @cached_property
    def matrix(self) -> csr_matrix:
        """A row for each sum: -1 for the whole, 1 for its parts. All rows are 0."""
        rows = np.repeat(np.arange(len(self.sums)), [len(one) for one in self.sums])
        columns = np.array([cell for one in self.sums for cell in one], dtype=int)
        factors = np.ones(len(columns))
        factors[np.cumsum([0, *(len(one) for one in self.sums)])[:-1]] = -1
        return csr_matrix((factors, (rows, columns)), shape=(len(self.sums), len(self.keys)))

    @property
    def effort(self) -> str:
        """The most that the largest number of cells that hang together allows."""
        if not len(self.sums):
            return "whole"
        linked = abs(self.matrix)
        _, labels = connected_components(linked.T @ linked, directed=False)
        size = np.bincount(labels).max()
        return next((effort for effort, most in MOST_LINKED.items() if size <= most), "narrow")

    def proofs(self, effort: str) -> list[Proof]:
        """By narrowing ranges, by linear programs, and by integer programs where those do not decide."""
        low, high = self._narrowed() if len(self.sums) else (self.low, self.high)
        found: list[Proof] = []
        left: list[tuple[int, int | None]] = []
        for cell, whole in self.targets:
            lowest, highest = low[cell], high[cell]
            if whole is not None:
                lowest, highest = max(0, low[whole] - high[cell]), high[whole] - low[cell]
            if gives_away(lowest, highest, self.base):
                found.append(self._proof(cell, whole, lowest, highest))
            else:
                left.append((cell, whole))
        if not len(self.sums) or (low > high).any() or effort == "narrow":
            return found
        return found + self._by_programs(low, high, left, whole=effort == "whole")

    def _proof(self, cell: int, whole: int | None, low: int, high: int) -> Proof:
        return Proof(self.keys[cell], int(low), int(high), None if whole is None else self.keys[whole])

    def _narrowed(self) -> tuple[np.ndarray, np.ndarray]:
        """Ranges narrowed by every sum until nothing changes. Cut off earlier they are true, and wider."""
        wholes = np.array([one[0] for one in self.sums])
        parts = np.array([cell for one in self.sums for cell in one[1:]], dtype=int)
        lengths = np.array([len(one) - 1 for one in self.sums])
        of = np.repeat(np.arange(len(self.sums)), lengths)
        low, high = self.low.copy(), self.high.copy()
        for _ in range(MOST_SWEEPS):
            before = low.copy(), high.copy()
            least = np.bincount(of, low[parts], len(self.sums)).astype(np.int64)
            most = np.bincount(of, high[parts], len(self.sums)).astype(np.int64)
            np.maximum.at(low, wholes, least)
            np.minimum.at(high, wholes, most)
            np.maximum.at(low, parts, low[wholes][of] - most[of] + high[parts])
            np.minimum.at(high, parts, high[wholes][of] - least[of] + low[parts])
            if (low > high).any() or all(map(np.array_equal, before, (low, high))):
                break
        return low, high

    def _by_programs(
        self, low: np.ndarray, high: np.ndarray, targets: list[tuple[int, int | None]], *, whole: bool
    ) -> list[Proof]:
        extremes = Extremes(low, high, self.matrix, chosen(targets, len(self.keys)))
        extremes.look_around()
        found: dict[int, Proof] = {}
        for place in extremes.closed(self.base, whole=False):
            certified = extremes.certified(place)
            lowest, highest = (certified.low, certified.high) if certified else (0, -1)
            if gives_away(lowest, highest, self.base):
                found[place] = self._proof(*targets[place], lowest, highest)
        if not whole:
            return [*found.values()]
        left = [targets[place] for place in extremes.closed(self.base, whole=True) if place not in found]
        return [*found.values(), *self._by_integer_programs(low, high, left)]

    def _by_integer_programs(
        self, low: np.ndarray, high: np.ndarray, targets: Sequence[tuple[int, int | None]]
    ) -> list[Proof]:
        world = World(self.base)
        for cell in range(len(self.keys)):
            world.bound(cell, int(low[cell]), int(high[cell]))
        for whole, *parts in self.sums:
            world.constrain([(whole, -1), *((part, 1) for part in parts)], 0, 0)
        for target in targets:
            world.want(_wanted(*target))
        return [self._proof(*_meant(proof.target), proof.low, proof.high) for proof in world.prove()]

    def explained(self, proofs: Sequence[Proof]) -> list[Proof]:
        """The proofs, the strongest first, with the published numbers that the first of them rest on."""
        number = {key: place for place, key in enumerate(self.keys)}
        ordered = sorted(proofs, key=lambda proof: (proof.high - proof.low, proof.of is not None, proof.cell))
        return [
            Proof(one.cell, one.low, one.high, one.of, self._numbers(number, one) if place < MOST_EXPLAINED else ())
            for place, one in enumerate(ordered)
        ]

    def _numbers(self, number: Mapping[Key, int], proof: Proof) -> tuple[str, ...]:
        """Those with a part in the dual of the linear programs that give the range; near the cell if that is enough.

        None for a contradiction, and for what holds of whole numbers only.
        """
        objective = {number[proof.cell]: 1 if proof.of is None else -1}
        if proof.of is not None:
            objective[number[proof.of]] = 1
        near = set(objective)
        for _ in range(REACH):
            near |= {cell for one in self._around(near) for cell in self.sums[one]}
            if used := self._resting_on(objective, proof, self._around(near, whole=True)):
                return tuple(self.said[cell] for cell in sorted(used) if cell in self.said)
        used = self._resting_on(objective, proof, list(range(len(self.sums))))
        return tuple(self.said[cell] for cell in sorted(used or ()) if cell in self.said)

    @cached_property
    def _sums_of(self) -> Mapping[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for place, one in enumerate(self.sums):
            for cell in one:
                found[cell].append(place)
        return found

    def _around(self, near: set[int], *, whole: bool = False) -> list[int]:
        """The sums with any of these cells, or with nothing but these."""
        touched = sorted({one for cell in near for one in self._sums_of.get(cell, ())})
        return [one for one in touched if not whole or near.issuperset(self.sums[one])]

    def _resting_on(self, objective: Mapping[int, int], proof: Proof, sums: Sequence[int]) -> set[int] | None:
        """The cells whose bounds prove the range with these sums; None when they prove less."""
        cells = sorted({*objective, *(cell for one in sums for cell in self.sums[one])})
        place = {cell: column for column, cell in enumerate(cells)}
        costs = np.zeros(len(cells))
        for cell, factor in objective.items():
            costs[place[cell]] = factor
        held = {"A_eq": self.matrix[sums][:, cells], "b_eq": np.zeros(len(sums))} if sums else {}
        used: set[int] = set()
        for sign, proved in ((1, proof.low), (-1, proof.high)):
            bounds = np.column_stack([self.low[cells], self.high[cells]])
            solved = linprog(sign * costs, bounds=bounds, method="highs", **held)
            if solved.status != 0 or abs(np.ceil(solved.fun - ALMOST) - sign * proved) > ALMOST:
                return None
            at_a_bound = np.abs(solved.lower.marginals) + np.abs(solved.upper.marginals)
            used |= {cells[column] for column in np.flatnonzero(at_a_bound > ALMOST)}
        return used


def _wanted(cell: int, whole: int | None) -> Target:
    return Target("", cell) if whole is None else Target("", whole, cell)


def _meant(target: Target) -> tuple[int, int | None]:
    cell, whole = (target.plus, None) if target.minus is None else (target.minus, target.plus)
    assert isinstance(cell, int)
    assert whole is None or isinstance(whole, int)
    return cell, whole


def _of_sums(published: Published, rule: Rule, known: Mapping[Key, int]) -> _Told:
    """Every number stands for its own range, and every sum that is published, or can be made, holds."""
    shape = published.shape
    needed = {cell for key in (*published.numbers, *known) for cell in _all_above(key)}
    sums = list(_sums(shape, needed))
    keys = sorted({*needed, *(key for one in sums for key in one)})
    number = {key: place for place, key in enumerate(keys)}
    low, high, said = _ranges(published, rule, known, keys)
    numbered = [[number[key] for key in one] for one in sums]
    targets: list[tuple[int, int | None]] = [(place, None) for place, key in enumerate(keys) if key not in known]
    if rule.is_rounded:  # with two parts, what is left without the one is the other
        targets += [(part, whole) for whole, *parts in numbered if len(parts) > 2 for part in parts]
    return _Told(rule.base, keys, low, high, said, numbered, targets)


def _all_above(key: Key) -> set[Key]:
    return cells_above(key, [tuple(len(code) for code in key)])


def _sums(shape: Shape, needed: set[Key]) -> Iterator[list[Key]]:
    """Each cell with its parts in one dimension, where anything below it there is published."""
    found: dict[tuple[Key, int], None] = {}
    for key in sorted(needed):
        for place, code in enumerate(key):
            if code:
                found[(*key[:place], code[:-1], *key[place + 1 :]), place] = None
    for whole, place in found:
        parts = shape.dimensions[place].children[whole[place]]
        yield [whole, *((*whole[:place], part, *whole[place + 1 :]) for part in parts)]


def _ranges(
    published: Published, rule: Rule, known: Mapping[Key, int], keys: Sequence[Key]
) -> tuple[np.ndarray, np.ndarray, dict[int, str]]:
    low, high = np.zeros(len(keys), dtype=np.int64), np.full(len(keys), ANYTHING, dtype=np.int64)
    said = {}
    for place, key in enumerate(keys):
        name = published.shape.said(key)
        if key in published.numbers:
            number = published.numbers[key]
            low[place], high[place] = rule.range_of(number)
            if number is not None:
                said[place] = f"{name} = {number}"
        if key in known:
            low[place] = high[place] = known[key]
            said[place] = f"{name} is known to be {known[key]}"
    return low, high, said


def _of_leaves(published: Published, rule: Rule, known: Mapping[Key, int]) -> _Told:
    """The smallest cells stand for their ranges, and known totals alone link them: other numbers only add them up.

    Cells of different known totals tell nothing together, and sums over several of them are safe when the parts are
    (shown in tests/generative/test_table.py). So the cells inside one known total are tried, and what is left of it.
    """
    leaves = {key: number for key, number in published.numbers.items() if _is_leaf(published.shape, key)}
    inside: dict[Key, list[Key]] = defaultdict(list)
    within: dict[Key, dict[Key, None]] = defaultdict(dict)
    depths = {tuple(map(len, whole)) for whole in known}
    for leaf in leaves:
        for whole in {cut(leaf, depth) for depth in depths} & known.keys():
            for cell in _all_above(leaf):
                if cell != whole and lies_in(cell, whole):
                    within[whole][cell] = None
    for leaf in leaves if known else ():
        for cell in _all_above(leaf):
            if cell in known or any(cut(cell, depth) in within for depth in depths):
                inside[cell].append(leaf)
    added = dict.fromkeys(cell for whole, cells in within.items() for cell in (whole, *cells) if cell not in leaves)
    keys = [*leaves, *added]
    number = {key: place for place, key in enumerate(keys)}
    low, high, said = _ranges(Published(published.shape, leaves), rule, known, keys)
    sums = [[number[cell], *(number[leaf] for leaf in inside[cell])] for cell in added]
    # Where a whole has one part in a dimension, that part is known as well as the whole is.
    same = {cell for whole, cells in within.items() for cell in cells if len(inside[cell]) == len(inside[whole])}
    targets: list[tuple[int, int | None]] = [
        (place, None) for place, key in enumerate(keys) if key not in known and key not in same
    ]
    targets += [(number[cell], number[whole]) for whole, cells in within.items() for cell in cells if cell not in same]
    return _Told(rule.base, keys, low, high, said, sums, targets)


def _is_leaf(shape: Shape, key: Key) -> bool:
    return all(code not in one.children for one, code in zip(shape.dimensions, key, strict=True))
