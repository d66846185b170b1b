"""The plan: which cells an instrument is counted into, and how they hang together.

One attribute is one question. A question and those that hang on it by show_if form a component:
its cells are rounded together, because knowing some of them tells about the others.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

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
    All,
    Alone,
    And,
    Answered,
    Any,
    AtLeast,
    Between,
    Condition,
    Is,
    Not,
    both,
)
from folja.vocabulary.text import Text

ANSWERED, NOT_KNOWN = "answered", "not_known"
ANSWERED_TITLE = Text.of(sv="Besvarade", en="Answered")
NOT_KNOWN_TITLE = Text.of(sv="Vet ej", en="Not known")


@dataclass(frozen=True)
class Cell:
    """One number to count: acts where a condition holds, or the sum of a number over them.

    `code` is attribute.category. Cells that are not published only help to say what is linked.
    """

    attribute: str
    category: str
    title: Text
    where: Condition
    total_of: str | None = None
    published: bool = True

    @property
    def code(self) -> str:
        return f"{self.attribute}.{self.category}"


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


@dataclass(frozen=True)
class _Piece:
    """What one question adds to its component."""

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...] = ()
    complements: tuple[tuple[str, str], ...] = ()
    hinges: tuple[str, ...] = ()

    def __add__(self, other: "_Piece") -> "_Piece":
        return _Piece(
            self.cells + other.cells,
            self.relations + other.relations,
            self.complements + other.complements,
            self.hinges + other.hinges,
        )


def _component(root: Question, instrument: Instrument) -> Component:
    piece = _with_children(root, ACTS, ALWAYS, instrument)
    return Component(root.code, piece.cells, piece.relations, piece.complements, piece.hinges)


def _with_children(question: Question, base: str, shown: Condition, instrument: Instrument) -> _Piece:
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


def _frame(question: Question, base: str, shown: Condition) -> _Piece:
    """answered and not known, which together are the base."""
    answered = Cell(question.code, ANSWERED, ANSWERED_TITLE, both(shown, Answered(question.code)))
    unknown = Cell(question.code, NOT_KNOWN, NOT_KNOWN_TITLE, both(shown, Not(Answered(question.code))))
    return _Piece((answered, unknown), (Sum(base, (answered.code, unknown.code)),))


def _own(question: Question, sets: tuple[Group, ...], shown: Condition) -> _Piece:
    match question:
        case OneQuestion():
            return _one(question, sets, shown)
        case ManyQuestion():
            return _many(question, shown)
        case HeadcountQuestion(count=("people",)):
            return _people(question, shown)
        case HeadcountQuestion():
            return _presence(question, shown)
        case NumberQuestion():
            return _bands(question, shown)
        case NoteQuestion():
            return _Piece(())


def _no(answered: str, cells: tuple[Cell, ...]) -> tuple[tuple[str, str], ...]:
    """Every yes has a no: answered less the yes."""
    return tuple((answered, cell.code) for cell in cells)


def _rests(question: OneQuestion | ManyQuestion) -> tuple[tuple[str, str], ...]:
    """Every group less one of its options, or less a group inside it: those in the group but not there."""
    code, groups = question.code, question.groups
    return tuple(
        (f"{code}.{group.code}", f"{code}.{part}")
        for group in groups
        for part in (*group.of, *(other.code for other in groups if set(other.of) < set(group.of)))
        if len(group.of) > 1
    )


def _one(question: OneQuestion, sets: tuple[Group, ...], shown: Condition) -> _Piece:
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
    complements = _no(answered, options + groups) + _rests(question)
    return _Piece((*options, *groups, *unpublished), sums, complements)


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


def _many(question: ManyQuestion, shown: Condition) -> _Piece:
    answered = f"{question.code}.{ANSWERED}"
    chosen: list[tuple[str, Text, tuple[str, ...]]] = [(o.code, o.title, (o.code,)) for o in question.options]
    chosen += [(group.code, group.title, group.of) for group in question.groups]
    cells = tuple(Cell(question.code, code, title, both(shown, Any(question.code, of))) for code, title, of in chosen)
    relations = tuple(Many(total, parts) for total, parts in _nested(question, question.groups, answered))
    hinges = tuple(relation.answered for relation in relations)
    return _Piece(cells, relations, _no(answered, cells) + _rests(question), hinges)


def _bands(question: NumberQuestion, shown: Condition) -> _Piece:
    answered = f"{question.code}.{ANSWERED}"
    cells = tuple(
        Cell(question.code, band.code, band.title, both(shown, Between(question.code, band.low, band.high)))
        for band in question.bands
    )
    return _Piece(cells, (Sum(answered, tuple(c.code for c in cells)),), _no(answered, cells))


def people_category(kind: str) -> str:
    """The category that holds how many people of a kind there were."""
    return f"{kind}_people"


def _people(question: HeadcountQuestion, shown: Condition) -> _Piece:
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
    return _Piece(cells, tuple(AtMostTimes(cell.code, answered, question.most) for cell in cells))


def only_category(kind: str) -> str:
    """The category of acts with this one of the pair and not the other."""
    return f"only_{kind}"


def alone_category(kind: str) -> str:
    """The category of acts with exactly one person, of this kind."""
    return f"alone_{kind}"


def _presence(question: HeadcountQuestion, shown: Condition) -> _Piece:
    """The pair (the first two kinds) as only one, only the other, both or neither; other kinds beside them.

    With `alone`, acts with exactly one person are told apart. Other kinds can be present in any act but
    those, so they are bounded by the rest.
    """
    code, answered = question.code, f"{question.code}.{ANSWERED}"
    first, second, *others = question.kinds
    pair = f"{first.code}_and_{second.code}"

    def cell(category: str, title: Text, where: Condition, published: bool = True) -> Cell:
        return Cell(code, category, title, both(shown, where), published=published)

    yes = {kind.code: cell(kind.code, kind.title, AtLeast(f"{code}.{kind.code}", 1)) for kind in question.kinds}
    only = {
        kind.code: cell(only_category(kind.code), _only_title(kind.title), has_but_not(code, kind.code, other.code))
        for kind, other in ((first, second), (second, first))
    }
    together = cell(pair, _both_title(first.title, second.title), All(code, (first.code, second.code)))
    neither = cell("neither", NOT_KNOWN_TITLE, has_neither(code, first.code, second.code), published=False)
    shown_cells = (*yes.values(), *only.values(), together)
    cells: tuple[Cell, ...] = (*shown_cells, neither)
    relations: list[Relation] = [
        Sum(answered, (only[first.code].code, only[second.code].code, together.code, neither.code)),
        *(Sum(yes[kind.code].code, (only[kind.code].code, together.code)) for kind in (first, second)),
    ]
    whole = answered
    if "alone" in question.count:
        alone = {
            k.code: cell(alone_category(k.code), _alone_title(k.title), Alone(code, k.code)) for k in (first, second)
        }
        more = {
            k.code: cell(f"more_{k.code}", k.title, both(only[k.code].where, Not(Alone(code, k.code))), published=False)
            for k in (first, second)
        }
        rest = cell("rest", NOT_KNOWN_TITLE, _not_alone(code, (first.code, second.code)), published=False)
        relations += [Sum(only[k].code, (alone[k].code, more[k].code)) for k in alone]
        relations.append(Sum(answered, (*(alone[k].code for k in alone), rest.code)))
        cells += (*alone.values(), *more.values(), rest)
        shown_cells += tuple(alone.values())
        whole = rest.code
    relations += [AtMostTimes(yes[kind.code].code, whole) for kind in others]
    return _Piece(cells, tuple(relations), _no(answered, shown_cells), (together.code,))


def has_but_not(question: str, present: str, absent: str) -> Condition:
    """At least one of a kind and none of another; further kinds may be there."""
    return And((AtLeast(f"{question}.{present}", 1), Not(AtLeast(f"{question}.{absent}", 1))))


def has_neither(question: str, first: str, second: str) -> Condition:
    """Answered, with none of the two kinds."""
    return And((Answered(question), Not(AtLeast(f"{question}.{first}", 1)), Not(AtLeast(f"{question}.{second}", 1))))


def _not_alone(question: str, kinds: tuple[str, ...]) -> Condition:
    return And((Answered(question), *(Not(Alone(question, kind)) for kind in kinds)))


def _only_title(kind: Text) -> Text:
    return Text.of(sv=f"Bara {kind.sv.lower()}", en=f"Only {kind.en.lower()}")


def _alone_title(kind: Text) -> Text:
    return Text.of(sv=f"En ensam vuxen ({kind.sv.lower()})", en=f"One adult alone ({kind.en.lower()})")


def _both_title(first: Text, second: Text) -> Text:
    return Text.of(sv=f"{first.sv} och {second.sv.lower()}", en=f"{first.en} and {second.en.lower()}")


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
    piece = _Piece(())
    for option in by.options:
        among = _is(by, option.code)
        answered = Cell(attribute, f"{option.code}.{ANSWERED}", option.title, both(among, Answered(rating.code)))
        groups = tuple(
            Cell(attribute, f"{option.code}.{g.code}", option.title, both(among, is_among(rating, g.of)))
            for g in (*rating.groups, Group(top, rating.options[-1].title, (top,)))
        )
        relations = tuple(_chain(answered, groups))
        piece = piece + _Piece((answered, *groups), relations, _no(answered.code, groups))
    return Component(attribute, piece.cells, piece.relations, piece.complements)


def _chain(answered: Cell, groups: tuple[Cell, ...]) -> Iterator[AtMostTimes]:
    """Groups of a scale's steps that hold the top step lie inside each other and inside answered."""
    for outer, inner in zip((answered, *groups), groups, strict=False):
        yield AtMostTimes(inner.code, outer.code)
