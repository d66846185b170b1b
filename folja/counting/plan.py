"""The plan: which cells an instrument is counted into, and how they hang together.

One attribute is one question. A question and those that hang on it by show_if form a component:
its cells are rounded together, because knowing some of them tells about the others.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from folja.counting.cell import (
    ANSWERED,
    ANSWERED_TITLE,
    NOT_KNOWN,
    NOT_KNOWN_TITLE,
    Cell,
    Piece,
    complements_of,
    people_category,
)
from folja.counting.presence import presence
from folja.counting.relation import ACTS, AtMostTimes, Many, Relation, Sum
from folja.instruments.instrument import Cross, Instrument
from folja.instruments.question import (
    Group,
    HeadcountQuestion,
    ManyQuestion,
    NoteQuestion,
    NumberQuestion,
    OneQuestion,
    Question,
    is_among,
)
from folja.vocabulary.condition import (
    ALWAYS,
    Answered,
    Any,
    Between,
    Condition,
    Is,
    Not,
    both,
)
from folja.vocabulary.text import Text


@dataclass(frozen=True)
class Component:
    """Cells that are linked, the relations between them, and what hinges on what.

    `complements` are pairs (whole, part): the difference is derivable from what is published, so it is
    protected too. `hinges` are cells whose few possible values must be tried one by one to know ranges exactly.
    """

    code: str
    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]
    complements: tuple[tuple[str, str], ...]
    hinges: tuple[str, ...] = ()

    @property
    def published(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.published)


@dataclass(frozen=True)
class Plan:
    """Everything counted of one instrument version. Crosses are counted at district and city only."""

    instrument: Instrument
    components: tuple[Component, ...]
    crosses: tuple[Component, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, published or not, in a fixed order."""
        return tuple(cell for component in (*self.components, *self.crosses) for cell in component.cells)

    @cached_property
    def published(self) -> frozenset[str]:
        """The codes of the cells that are published for every unit that carries them."""
        return frozenset(cell.code for component in self.components for cell in component.published)

    @cached_property
    def sensitive(self) -> tuple[str, ...]:
        """The attributes of which no share under 10 or over 90 % is published."""
        return tuple(question.code for question in self.instrument.questions if question.sensitive)


@cache
def plan_for(instrument: Instrument) -> Plan:
    """What an instrument is counted into."""
    roots = [q for q in instrument.questions if q.show_if == ALWAYS and _is_counted(q)]
    components = tuple(_component(root, instrument) for root in roots)
    return Plan(instrument, components, tuple(_cross(cross, instrument) for cross in instrument.crosses))


def _is_counted(question: Question) -> bool:
    match question:
        case NoteQuestion():
            return False
        case NumberQuestion(bands=()):
            return False
    return True


def _component(root: Question, instrument: Instrument) -> Component:
    piece = _with_children(root, ACTS, ALWAYS, instrument)
    return Component(root.code, piece.cells, piece.relations, piece.complements, piece.hinges)


def _with_children(question: Question, base: str, shown: Condition, instrument: Instrument) -> Piece:
    """The question's own cells below their base, and those of the questions that hang on it."""
    children = [q for q in instrument.questions if _is_counted(q) and instrument.parent_of(q) is question]
    sets = _sets(question, children)
    piece = _frame(question, base, shown) + _own(question, sets, shown)
    for child in children:
        cell = _base_cell(child.show_if, question, sets)
        piece = piece + _with_children(child, cell, both(shown, child.show_if), instrument)
    return piece


def _sets(question: Question, children: Iterable[Question]) -> tuple[Group, ...]:
    """The sets of options that questions are asked after and that are no group: groups that are not published."""
    found: dict[frozenset[str], Group] = {}
    for child in children:
        if isinstance(child.show_if, Any) and isinstance(question, OneQuestion):
            of = tuple(str(option) for option in child.show_if.options)
            if set(of) not in [set(group.of) for group in question.groups]:
                found.setdefault(frozenset(of), Group("any_of_" + "_".join(of), question.text, of))
    return tuple(found.values())


def _base_cell(condition: Condition, parent: Question, sets: tuple[Group, ...]) -> str:
    """The parent's cell whose acts are asked the question."""
    match condition:
        case Answered():
            return f"{parent.code}.{ANSWERED}"
        case Is(_, option):
            return f"{parent.code}.{option}"
        case Any(_, options):
            assert isinstance(parent, OneQuestion)
            of = {str(option) for option in options}
            return next(f"{parent.code}.{group.code}" for group in (*parent.groups, *sets) if set(group.of) == of)
    raise AssertionError("content with other conditions is refused when it is loaded")


def _frame(question: Question, base: str, shown: Condition) -> Piece:
    """answered and not known, which together are the base."""
    answered = Cell(question.code, ANSWERED, ANSWERED_TITLE, both(shown, Answered(question.code)))
    unknown = Cell(question.code, NOT_KNOWN, NOT_KNOWN_TITLE, both(shown, Not(Answered(question.code))))
    return Piece((answered, unknown), (Sum(base, (answered.code, unknown.code)),))


def _own(question: Question, sets: tuple[Group, ...], shown: Condition) -> Piece:
    match question:
        case OneQuestion():
            return _one(question, sets, shown)
        case ManyQuestion():
            return _many(question, shown)
        case HeadcountQuestion(count=("people",)):
            return _people(question, shown)
        case HeadcountQuestion():
            return presence(question, shown)
        case NumberQuestion():
            return _bands(question, shown)
        case NoteQuestion():
            return Piece(())


def _rests(question: OneQuestion | ManyQuestion) -> tuple[tuple[str, str], ...]:
    """Every group less one of its options, or less a group inside it: those in the group but not there."""
    code, groups = question.code, question.groups
    return tuple(
        (f"{code}.{group.code}", f"{code}.{part}")
        for group in groups
        for part in (*group.of, *(other.code for other in groups if set(other.of) < set(group.of)))
        if len(group.of) > 1
    )


def _one(question: OneQuestion, sets: tuple[Group, ...], shown: Condition) -> Piece:
    answered = f"{question.code}.{ANSWERED}"
    options = tuple(
        Cell(question.code, option.code, option.title, both(shown, _is(question, option.code)))
        for option in question.options
    )
    groups, unpublished = (
        tuple(Cell(question.code, g.code, g.title, both(shown, is_among(question, g.of)), published=p) for g in some)
        for some, p in ((question.groups, True), (sets, False))
    )
    sums = tuple(Sum(total, parts) for total, parts in _nested(question, (*question.groups, *sets), answered))
    complements = complements_of(answered, options + groups) + _rests(question)
    return Piece((*options, *groups, *unpublished), sums, complements)


def _is(question: OneQuestion, option: str) -> Condition:
    return Is(question.code, is_among(question, (option,)).options[0])


def _nested(
    question: OneQuestion | ManyQuestion, groups: tuple[Group, ...], answered: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """answered, and each group, with the outermost groups and lone options inside it."""
    inside_of = {f"{question.code}.{group.code}": group.of for group in groups}
    for total, inside in {answered: question.option_codes, **inside_of}.items():
        within = [g for g in groups if set(g.of) <= set(inside) and f"{question.code}.{g.code}" != total]
        outermost = [g for g in within if not any(set(g.of) < set(other.of) for other in within)]
        covered = {code for group in outermost for code in group.of}
        parts = [g.code for g in outermost] + [code for code in inside if code not in covered]
        yield total, tuple(f"{question.code}.{part}" for part in parts)


def _many(question: ManyQuestion, shown: Condition) -> Piece:
    answered = f"{question.code}.{ANSWERED}"
    chosen: list[tuple[str, Text, tuple[str, ...]]] = [(o.code, o.title, (o.code,)) for o in question.options]
    chosen += [(group.code, group.title, group.of) for group in question.groups]
    cells = tuple(Cell(question.code, code, title, both(shown, Any(question.code, of))) for code, title, of in chosen)
    relations = tuple(Many(total, parts) for total, parts in _nested(question, question.groups, answered))
    hinges = tuple(relation.answered for relation in relations)
    return Piece(cells, relations, complements_of(answered, cells) + _rests(question), hinges)


def _bands(question: NumberQuestion, shown: Condition) -> Piece:
    answered = f"{question.code}.{ANSWERED}"
    cells = tuple(
        Cell(question.code, band.code, band.title, both(shown, Between(question.code, band.low, band.high)))
        for band in question.bands
    )
    return Piece(cells, (Sum(answered, tuple(c.code for c in cells)),), complements_of(answered, cells))


def _people(question: HeadcountQuestion, shown: Condition) -> Piece:
    answered = f"{question.code}.{ANSWERED}"
    cells = tuple(
        Cell(
            question.code,
            people_category(kind.code),
            kind.title,
            both(shown, Answered(question.code)),
            total_of=f"{question.code}.{kind.code}",
        )
        for kind in question.kinds
    )
    return Piece(cells, tuple(AtMostTimes(cell.code, answered, question.most) for cell in cells))


def cross_attribute(question: str, by: str) -> str:
    """The attribute code of a two-attribute cube."""
    return f"{question}_by_{by}"


def _cross(cross: Cross, instrument: Instrument) -> Component:
    """For each option of `by`: how many answered the rating, chose each group, and the top step.

    The answers of those whose `by` is not known make an unpublished part, so that nobody takes the
    difference from the one-attribute cube for exact.
    """
    rating, by = instrument.by_code[cross.question], instrument.by_code[cross.by]
    assert isinstance(rating, OneQuestion)
    assert isinstance(by, OneQuestion)
    attribute = cross_attribute(rating.code, by.code)
    top = rating.options[-1].code
    piece = Piece(())
    for option in by.options:
        among = _is(by, option.code)
        answered = Cell(attribute, f"{option.code}.{ANSWERED}", option.title, both(among, Answered(rating.code)))
        groups = tuple(
            Cell(attribute, f"{option.code}.{g.code}", option.title, both(among, is_among(rating, g.of)))
            for g in (*rating.groups, Group(top, rating.options[-1].title, (top,)))
        )
        relations = tuple(_chain(answered, groups))
        piece = piece + Piece((answered, *groups), relations, complements_of(answered.code, groups))
    return Component(attribute, piece.cells, piece.relations, piece.complements)


def _chain(answered: Cell, groups: tuple[Cell, ...]) -> Iterator[AtMostTimes]:
    """Groups of a scale's steps that hold the top step lie inside each other and inside answered."""
    for outer, inner in zip((answered, *groups), groups, strict=False):
        yield AtMostTimes(inner.code, outer.code)
