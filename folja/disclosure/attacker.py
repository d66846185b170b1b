"""The attacker: takes every number ever published and every rule, and tries to prove something about a few people."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

from folja.counting.cell import ANSWERED, NOT_KNOWN
from folja.counting.plan import Component, Plan
from folja.counting.relation import ACTS, AtMostTimes
from folja.disclosure.cells import PublishedCell
from folja.disclosure.policy import Policy
from folja.disclosure.sensitive import LEAST, is_outside
from folja.disclosure.world import Known, Name, Target, World
from folja.instruments.instrument import Cross
from folja.vocabulary.condition import ALWAYS
from folja.vocabulary.period import Period
from folja.vocabulary.unit import UnitTree

Place = tuple[str, Period, str]  # instrument, tertial, leaf


@dataclass(frozen=True)
class Knowledge:
    """The rules an attacker knows: what is counted and linked, who lay under whom in a tertial, volumes, the policy.

    `acts` gives how many acts a leaf has with an instrument in a tertial, None where that is not published.
    `own` are the counts of what the attacker has registered there, acts among them: what is then tried is to prove
    something about the others. `shares` is whether shares of sensitive questions are tried too: not of what was drawn
    and has not been through that rule yet.
    """

    plan: Callable[[str, Period], Plan | None]
    tree: Callable[[Period], UnitTree]
    acts: Callable[[str, str, Period], int | None]
    policy: Policy
    own: Callable[[Place], Mapping[str, int]] = lambda _: {}
    shares: bool = True


@dataclass(frozen=True)
class Finding:
    """What could be proved, or which rule was broken, and from which numbers."""

    what: str
    numbers: tuple[str, ...]
    instrument: str
    attribute: str
    leaf: str

    def __str__(self) -> str:
        shown = "; ".join(self.numbers[:12]) + (" …" if len(self.numbers) > 12 else "")
        return f"{self.what} (from {shown})" if shown else self.what


def attack(cells: Iterable[PublishedCell], knowledge: Knowledge) -> list[Finding]:
    """Everything that can be proved from the cells, and every broken rule. A closing needs an empty list."""
    knowledge = replace(knowledge, tree=cache(knowledge.tree), acts=cache(knowledge.acts))
    by_instrument: dict[str, list[PublishedCell]] = defaultdict(list)
    for cell in cells:
        by_instrument[cell.instrument].append(cell)
    # Acts of one instrument say nothing of another's: each is a world of its own, and one at a time needs less memory.
    return [finding for own in by_instrument.values() for finding in _attack_one(own, knowledge)]


def _attack_one(cells: list[PublishedCell], knowledge: Knowledge) -> list[Finding]:
    base = knowledge.policy.rounding_base
    findings = [*_exact(cells, base), *_shown_twice(cells), *_too_small(cells, knowledge)]
    cells = [cell for cell in cells if float(cell.value).is_integer()]  # a mean is found already, and counts nothing
    findings += _unknown(cells, knowledge)
    findings += _shown_outside(cells, knowledge) if knowledge.shares else ()
    world = World(base)
    below = _leaves_below(cells, knowledge.tree)
    for place, found in _by_place(cells).items():
        _tell_leaf(world, knowledge, place, found, below)
        findings += _proved_outside(knowledge, place, found, below) if knowledge.shares else ()
    for cell, leaves in _rounded_on_their_own(cells, knowledge.tree):
        if not leaves or cell.value != sum(leaf.value for leaf in leaves):
            said = f"{_said(cell)} is not the sum of the cells below it"
            findings.append(Finding(said, (), cell.instrument, cell.attribute, cell.unit))
        if leaves:
            names = [_name(leaf, f"{leaf.attribute}.{leaf.category}") for leaf in leaves]
            own = sum(
                knowledge.own((instrument, period, leaf)).get(code, 0) for instrument, period, leaf, code in names
            )
            world.hear(_said(cell), int(cell.value), names, own)
    for proof in world.prove():
        name = proof.target.plus
        assert isinstance(name, tuple)
        what = f"{proof.target.said} must be {proof.low}" + (f" to {proof.high}" if proof.high != proof.low else "")
        if proof.high < proof.low:
            what = f"{proof.target.said}: the published numbers contradict each other"
        findings.append(
            Finding(what, _with_acts(proof.numbers, name, knowledge), name[0], str(name[3]).partition(".")[0], name[2])
        )
    return findings


def _with_acts(numbers: tuple[str, ...], name: tuple[Any, ...], knowledge: Knowledge) -> tuple[str, ...]:
    """And how many acts the leaf had, which is a published number too."""
    instrument, period, leaf, _ = name
    acts = knowledge.acts(instrument, leaf, period)
    return numbers if acts is None else (*numbers, f"{instrument} acts {leaf} {period} = {acts}")


def _said(cell: PublishedCell) -> str:
    return f"{cell.cube}.{cell.category} {cell.leaf or cell.unit} {cell.period}"


def _name(cell: PublishedCell, code: str) -> tuple[str, Period, str, str]:
    return (cell.instrument, cell.period, cell.leaf or "", code)


def _by_place(cells: Iterable[PublishedCell]) -> dict[Place, list[PublishedCell]]:
    grouped: dict[Place, list[PublishedCell]] = defaultdict(list)
    for cell in cells:
        if cell.leaf is not None and cell.period.kind == "tertial":
            grouped[cell.instrument, cell.period, cell.leaf].append(cell)
    return grouped


def _exact(cells: Iterable[PublishedCell], base: int) -> Iterator[Finding]:
    """A number that is no multiple of the base has not been rounded."""
    for cell in cells:
        if cell.value % base:
            yield Finding(
                f"{_said(cell)} is exactly {cell.value}", (), cell.instrument, cell.attribute, cell.leaf or cell.unit
            )


def _shown_twice(cells: Iterable[PublishedCell]) -> Iterator[Finding]:
    """One count shown as two numbers, as by two cubes rounded each on its own."""
    shown: dict[tuple[str, str, str, str, Period], float] = {}
    for cell in cells:
        key = (cell.instrument, cell.attribute, cell.category, cell.leaf or cell.unit, cell.period)
        if shown.setdefault(key, cell.value) != cell.value:
            said = f"{_said(cell)} is shown as {shown[key]} and as {cell.value}"
            yield Finding(said, (), cell.instrument, cell.attribute, cell.leaf or cell.unit)


def _unknown(cells: Iterable[PublishedCell], knowledge: Knowledge) -> Iterator[Finding]:
    """A cell that no plan publishes: what it is linked to is not known, so nothing can be said of what it tells."""
    for (instrument, period, _), found in _by_place(cells).items():
        plan = knowledge.plan(instrument, period)
        planned = {cell.code for cell in plan.cells if cell.published} if plan else set()
        for cell in found:
            if f"{cell.attribute}.{cell.category}" not in planned:
                yield Finding(f"{_said(cell)} is in no plan", (), instrument, cell.attribute, cell.leaf or cell.unit)


def _too_small(cells: Iterable[PublishedCell], knowledge: Knowledge) -> Iterator[Finding]:
    """A leaf with cells of its own though its acts or staff are too few."""
    policy = knowledge.policy
    crosses = _cross_attributes(knowledge)
    for (instrument, period, leaf), found in _by_place(cells).items():
        if all(cell.attribute in crosses(instrument, period) for cell in found):
            continue
        acts = knowledge.acts(instrument, leaf, period)
        most = acts if acts is not None else _most_acts(found, policy.rounding_base)
        attribute = found[0].attribute
        if most is not None and most < policy.least_registrations:
            said = f"{instrument} {leaf} {period} has cells of its own with at most {most} acts"
            yield Finding(said, (), instrument, attribute, leaf)
        tree = knowledge.tree(period)
        if leaf in tree and tree[leaf].kind == "unit" and (tree[leaf].staff or 0) < policy.least_staff:
            said = f"{instrument} {leaf} {period} has cells of its own with {tree[leaf].staff} staff"
            yield Finding(said, (), instrument, attribute, leaf)


def _shown_outside(cells: Iterable[PublishedCell], knowledge: Knowledge) -> Iterator[Finding]:
    """A share of a sensitive question that is under 10 or over 90 %, as anybody works it out, of a leaf or of a sum."""
    rows: dict[tuple[str, str, str, Period], dict[str, PublishedCell]] = defaultdict(dict)
    for cell in cells:
        # A year in which the question became sensitive has a part that was published openly.
        plans = [knowledge.plan(cell.instrument, tertial) for tertial in cell.period.tertials]
        if all(plan and cell.attribute in plan.sensitive for plan in plans):
            rows[cell.instrument, cell.attribute, cell.leaf or cell.unit, cell.period][cell.category] = cell
    for found in rows.values():
        answered = found.pop(ANSWERED, None)
        found.pop(NOT_KNOWN, None)
        for cell in found.values() if answered else ():
            if is_outside(int(cell.value), int(answered.value)):  # type: ignore[union-attr]
                said = f"{_said(cell)} is a share under {LEAST} or over {100 - LEAST} % of a sensitive question"
                yield Finding(said, (), cell.instrument, cell.attribute, cell.leaf or cell.unit)


def _proved_outside(
    knowledge: Knowledge,
    place: Place,
    cells: list[PublishedCell],
    below: Callable[[str, Period, str, str], tuple[str, ...]],
) -> Iterator[Finding]:
    """A share of a sensitive question that must be under 10 or over 90 %, by integer programs over one leaf."""
    instrument, period, leaf = place
    plan = knowledge.plan(instrument, period)
    if plan is None or not plan.sensitive:
        return
    world = World(knowledge.policy.rounding_base)
    _tell_leaf(world, knowledge, place, cells, below)
    for cell in (cell for component in plan.components for cell in component.cells):
        if cell.attribute not in plan.sensitive or cell.category in (ANSWERED, NOT_KNOWN):
            continue
        count, whole = (*place, cell.code), (*place, f"{cell.attribute}.{ANSWERED}")
        _, most = world.extremes({count: 100, whole: -LEAST})
        least, _ = world.extremes({count: 100, whole: LEAST - 100})
        if most < 0 or least > 0:
            said = f"{instrument}.{cell.code} {leaf} {period} must be {'under' if most < 0 else 'over'} the limits"
            numbers = [f"{_said(one)} = {one.value}" for one in cells if one.attribute == cell.attribute]
            name = (instrument, period, leaf, cell.code)
            yield Finding(said, _with_acts(tuple(numbers), name, knowledge), instrument, cell.attribute, leaf)


def _cross_attributes(knowledge: Knowledge) -> Callable[[str, Period], set[str]]:
    def crosses(instrument: str, period: Period) -> set[str]:
        plan = knowledge.plan(instrument, period)
        return {component.code for component in plan.crosses} if plan else set()

    return crosses


def _most_acts(cells: Iterable[PublishedCell], base: int) -> int | None:
    """The most acts that a question asked of all allows, where the acts themselves are not published."""
    sides: dict[str, dict[str, int]] = defaultdict(dict)
    for cell in cells:
        if cell.category in (ANSWERED, NOT_KNOWN):
            sides[cell.attribute][cell.category] = int(cell.value) + base - 1
    return max((sum(found.values()) for found in sides.values() if len(found) == 2), default=None)


def _tell_leaf(
    world: World,
    knowledge: Knowledge,
    place: Place,
    cells: list[PublishedCell],
    below: Callable[[str, Period, str, str], tuple[str, ...]],
) -> None:
    """One leaf's published cells, how its counts hang together, and what would be worth proving."""
    instrument, period, leaf = place
    plan, own = knowledge.plan(instrument, period), knowledge.own(place)
    acts = knowledge.acts(instrument, leaf, period)
    if acts is not None:
        acts -= own.get(ACTS, 0)

    def name(code: str) -> Name:
        return Known(acts) if code == ACTS and acts is not None else (instrument, period, leaf, code)

    heard = set()
    for cell in cells:
        code = f"{cell.attribute}.{cell.category}"
        heard.add(code)
        world.hear(_said(cell), int(cell.value), [name(code)], own.get(code, 0))
        world.want(Target(_said(cell), name(code)))
    for component in (*plan.components, *plan.crosses) if plan else ():
        if heard.isdisjoint(cell.code for cell in component.cells):
            continue
        for relation in component.relations:
            world.relate(relation, name)
        if acts is not None:
            # What is not published can be worked out from what is: talks where neither women nor men took part.
            for code in (cell.code for cell in component.cells if cell.code not in heard):
                world.want(Target(f"{instrument}.{code} {leaf} {period}", name(code)))
        for whole, part in component.complements:
            if whole in heard and part in heard:
                world.want(Target(f"{whole} less {part} {leaf} {period}", name(whole), name(part)))
        if plan and component in plan.crosses:
            cross = plan.instrument.crosses[plan.crosses.index(component)]
            rated, told = (below(instrument, period, code, leaf) for code in (cross.question, cross.by))
            _tie_rating(world, component, cross, place, rated)
            if set(rated) == set(told):
                _tie_by(world, plan, component, cross, place, rated)


def _tie_rating(world: World, component: Component, cross: Cross, place: Place, leaves: Iterable[str]) -> None:
    """A two-attribute cube counts the same answers as the leaves' one-attribute cells below it.

    Added over `by`, and with those whose `by` is not known, each category is the rating's own.
    """
    instrument, period, district = place
    by_category: dict[str, list[str]] = defaultdict(list)
    for cell in component.cells:
        by_category[cell.category.partition(".")[2]].append(cell.code)
    unknown = {category: f"{component.code}.{NOT_KNOWN}.{category}" for category in by_category}
    for category, codes in by_category.items():
        whole = [((instrument, period, leaf, f"{cross.question}.{category}"), 1) for leaf in leaves]
        parts = [((instrument, period, district, code), -1) for code in (*codes, unknown[category])]
        world.constrain([*whole, *parts], 0, 0)
    for outer, inner in pairwise(unknown.values()):
        world.relate(AtMostTimes(inner, outer), lambda code: (instrument, period, district, code))


def _tie_by(world: World, plan: Plan, component: Component, cross: Cross, place: Place, leaves: Iterable[str]) -> None:
    """Of those who gave each option of `by`, some answered the rating; the others are among its not known."""
    instrument, period, district = place

    def below(code: str) -> list[tuple[Name, int]]:
        return [((instrument, period, leaf, code), 1) for leaf in leaves]

    def inside(category: str) -> tuple[Name, int]:
        return (instrument, period, district, f"{component.code}.{category}"), -1

    options = [cell.category.partition(".")[0] for cell in component.cells if cell.category.endswith(f".{ANSWERED}")]
    for option in options:
        answers = [inside(f"{option}.{ANSWERED}"), inside(f"{option}.{NOT_KNOWN}")]
        world.constrain([*below(f"{cross.by}.{option}"), *answers], 0, 0)
    rating, by = plan.instrument.by_code[cross.question], plan.instrument.by_code[cross.by]
    if rating.show_if == by.show_if == ALWAYS:
        nobody = inside(f"{NOT_KNOWN}.{NOT_KNOWN}")
        without = [inside(f"{option}.{NOT_KNOWN}") for option in options]
        world.constrain([*below(f"{cross.question}.{NOT_KNOWN}"), *without, nobody], 0, 0)
        world.constrain([*below(f"{cross.by}.{NOT_KNOWN}"), inside(f"{NOT_KNOWN}.{ANSWERED}"), nobody], 0, 0)


def _leaves_below(
    cells: Iterable[PublishedCell], tree: Callable[[Period], UnitTree]
) -> Callable[[str, Period, str, str], tuple[str, ...]]:
    """Which leaves of an attribute lie in a unit."""
    found: dict[tuple[str, Period, str, str], dict[str, None]] = defaultdict(dict)
    for cell in cells:
        if cell.leaf is not None and cell.period.kind == "tertial":
            for above in _path(cell, tree):
                found[cell.instrument, cell.period, cell.attribute, above][cell.leaf] = None
    return lambda *key: tuple(found[key])


def _rounded_on_their_own(
    cells: Iterable[PublishedCell], tree: Callable[[Period], UnitTree]
) -> Iterator[tuple[PublishedCell, list[PublishedCell]]]:
    """Sums that are not the sums of their leaves, with those leaves; there are none below a sum made up on its own.

    One that differs shows that its whole kind was rounded on its own, so all of that kind are told.
    """
    leaves: dict[tuple[str, str, Period, str], list[PublishedCell]] = defaultdict(list)
    sums: list[PublishedCell] = []
    for cell in cells:
        if cell.leaf is None or cell.period.kind != "tertial":
            sums.append(cell)
        else:
            for above in {cell.leaf, *_path(cell, tree)}:
                leaves[cell.cube, cell.category, cell.period, above].append(cell)
    told = []
    for cell in sums:
        parts = [
            leaf
            for tertial in cell.period.tertials
            for leaf in leaves[cell.cube, cell.category, tertial, cell.leaf or cell.unit]
        ]
        told.append((cell, parts, _kind_of_sum(cell, tree)))
    own = {kind for cell, parts, kind in told if parts and cell.value != sum(part.value for part in parts)}
    yield from ((cell, parts) for cell, parts, kind in told if kind in own or not parts)


def _path(cell: PublishedCell, tree: Callable[[Period], UnitTree]) -> tuple[str, ...]:
    """From where a leaf lay then up to the city; nothing for a unit that did not exist."""
    units = tree(cell.period)
    return units.path(cell.unit) if cell.unit in units else ()


def _kind_of_sum(cell: PublishedCell, tree: Callable[[Period], UnitTree]) -> tuple[str, str, str]:
    units = tree(cell.period.last.tertial)
    return cell.cube, units[cell.unit].kind if cell.unit in units else "", cell.period.kind
