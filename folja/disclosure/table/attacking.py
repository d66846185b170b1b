"""Attacks a published table: everything that its numbers, its sums and its rule prove about a few people."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from folja.disclosure.table.reading import Published
from folja.disclosure.table.rule import ANYTHING, Rule
from folja.disclosure.table.shape import Key, Shape, cells_above, cut, lies_in
from folja.disclosure.table.told import Proof, Told
from folja.vocabulary.problem import refuse


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


def _of_sums(published: Published, rule: Rule, known: Mapping[Key, int]) -> Told:
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
    return Told(rule.base, keys, low, high, said, numbered, targets)


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


def _of_leaves(published: Published, rule: Rule, known: Mapping[Key, int]) -> Told:
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
    return Told(rule.base, keys, low, high, said, sums, targets)


def _is_leaf(shape: Shape, key: Key) -> bool:
    return all(code not in one.children for one, code in zip(shape.dimensions, key, strict=True))
