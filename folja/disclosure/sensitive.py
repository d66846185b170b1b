"""The rule of sensitive questions: no share of one is seen to be under 10 or over 90 % more closely than that.

A rounding is drawn and judged as any other. Then this looks at the drawn numbers alone, leaf by leaf, and takes away
what shows such a share: first the single options, so that groups remain, then the whole question. What is left is made
of numbers that could all have been published, so it tells no more of a count than they would. That something was taken
away tells that some drawn number was low or high, which true shares on both sides of the limit give, however many
answered. To draw again until nothing is, and take away only where that never happens, would tell much more.

Shares of sums lie between the shares of their parts (the mediant inequality). So no unit, district, city, year or
difference between them can show what no leaf shows.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from folja.counting.cell import ANSWERED, NOT_KNOWN
from folja.counting.relation import ACTS, Sum
from folja.disclosure.ranges import Bounds, System, narrowed, ranges

LEAST = 10
"""Per cent, and as much below the whole. A promise of ours and no setting: every text that readers meet says it."""

Values = Mapping[str, int]
Reading = Mapping[str, int]
"""One way to read a count off published numbers: cell -> what it is multiplied by."""


@dataclass(frozen=True)
class _Asked:
    """A sensitive question in its component."""

    system: System
    question: str

    @property
    def answered(self) -> str:
        return f"{self.question}.{ANSWERED}"

    def has(self, code: str) -> bool:
        return code.startswith(f"{self.question}.")

    @property
    def categories(self) -> tuple[str, ...]:
        """Its cells that tell what was answered."""
        besides = (self.answered, f"{self.question}.{NOT_KNOWN}")
        return tuple(code for code in self.system.codes if self.has(code) and code not in besides)

    @property
    def complements(self) -> tuple[tuple[str, str], ...]:
        """Its wholes and parts, whose difference can be read too."""
        return tuple(pair for pair in self.system.component.complements if all(map(self.has, pair)))


def kept(system: System, question: str, acts: int, values: Values, coarse: Container[str], base: int) -> Values:
    """What of one leaf's rounded cells is published: all of them; of the question only the coarse ones; or none of its.

    `values` are the rounded cells of the component by code, and `coarse` the codes that remain in coarse categories.
    """
    asked = _Asked(system, question)
    if asked.answered not in values:
        return values
    without = {code: value for code, value in values.items() if not asked.has(code)}
    coarsely = {code: value for code, value in values.items() if not asked.has(code) or code in coarse}
    for published in (values, coarsely):
        tells = any(code in published for code in asked.categories)
        if (
            tells
            and _shows_none_outside(asked, {**published, ACTS: acts})
            and _proves_none_outside(asked, acts, published, base)
        ):
            return published
    return without


def is_outside(count: int, whole: int) -> bool:
    """Whether a share is under 10 or over 90 %."""
    return not LEAST * whole <= 100 * count <= (100 - LEAST) * whole


def _shows_none_outside(asked: _Asked, values: Values) -> bool:
    """Whether every share that can be worked out of the numbers lies between the limits, however it is worked out."""
    counts, wholes = (
        {sum(factor * values[code] for code, factor in reading.items()) for reading in readings}
        for readings in (_counts(asked, values), _wholes(asked, values))
    )
    return not any(is_outside(count, whole) for count in counts for whole in wholes)


def _wholes(asked: _Asked, values: Values) -> Iterator[Reading]:
    """Every way to read how many answered: also all who were asked, less those of whom it is not known."""
    yield {asked.answered: 1}
    unknown = f"{asked.question}.{NOT_KNOWN}"
    for relation in asked.system.component.relations:
        if isinstance(relation, Sum) and relation.parts == (asked.answered, unknown) and relation.total in values:
            yield {relation.total: 1, unknown: -1}
    for parts in _ways(asked, asked.answered, values):
        yield dict.fromkeys(parts, 1)


def _counts(asked: _Asked, values: Values) -> Iterator[Reading]:
    """Every way to read how many gave an answer, gave any of several, or did not."""
    published = [code for code in asked.categories if code in values]
    yield from ({code: 1} for code in published)
    yield from ({whole: 1, part: -1} for whole, part in asked.complements if whole in values and part in values)
    for total in (asked.answered, *published):
        for parts in _ways(asked, total, values):
            if total != asked.answered:
                yield dict.fromkeys(parts, 1)
            for left_out in parts:
                others = [part for part in parts if part != left_out]
                yield dict.fromkeys(others, 1)
                yield {total: 1} | dict.fromkeys(others, -1)


def _ways(asked: _Asked, total: str, values: Values) -> Iterator[Sequence[str]]:
    """Every list of published cells that add up to a cell."""
    for relation in asked.system.component.relations:
        if isinstance(relation, Sum) and relation.total == total and all(map(asked.has, relation.parts)):
            choices = [
                [*([(part,)] if part in values else []), *map(tuple, _ways(asked, part, values))]
                for part in relation.parts
            ]
            yield from ([code for some in chosen for code in some] for chosen in product(*choices))


def _proves_none_outside(asked: _Asked, acts: int, values: Values, base: int) -> bool:
    """Whether every share may truly lie between the limits, by all that is published of the component.

    Also of cells that are not published. For each there is then a world with a share of 10 % and more, and one with 90
    and less; leaves are independent, so for every sum of leaves too.
    """
    system = asked.system
    bounds = ranges(system, acts, {system.index[code]: value for code, value in values.items()}, base)
    if bounds is None:
        return False
    worlds = list(_by_answered(asked, bounds))
    wanted: list[tuple[str, str | None]] = [(code, None) for code in asked.categories]
    wanted += [pair for pair in asked.complements if pair[0] != asked.answered]  # less a part: those who did not
    return all(_may_be_inside(system, pair, worlds) for pair in wanted)


def _by_answered(asked: _Asked, bounds: Bounds) -> Iterator[tuple[int, Bounds]]:
    """How many may have answered, and what else may then be."""
    yield from _tried(asked.system, bounds, asked.system.index[asked.answered])


def _tried(system: System, bounds: Bounds, cell: int) -> Iterator[tuple[int, Bounds]]:
    for value in range(bounds.low[cell], bounds.high[cell] + 1):
        tried = bounds.copy()
        tried.low[cell] = tried.high[cell] = value
        found = narrowed(system, tried)
        if found:
            yield value, found


def _may_be_inside(system: System, wanted: tuple[str, str | None], worlds: Iterable[tuple[int, Bounds]]) -> bool:
    """Whether a count, or one less another, may be 10 % and more of those who answered, and 90 and less."""
    enough = little = False
    for answered, bounds in worlds:
        for low, high in _ranges(system, bounds, *wanted):
            enough = enough or 100 * high >= LEAST * answered
            little = little or 100 * low <= (100 - LEAST) * answered
            if enough and little:
                return True
    return False


def _ranges(system: System, bounds: Bounds, plus: str, minus: str | None) -> Iterator[tuple[int, int]]:
    cell = system.index[plus]
    if minus is None:
        yield bounds.low[cell], bounds.high[cell]
        return
    other = system.index[minus]
    for value, found in _tried(system, bounds, cell):
        yield value - found.high[other], value - found.low[other]
