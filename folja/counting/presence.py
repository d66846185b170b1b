"""Who was there: the cells of a headcount that tells acts apart by which kinds of people took part."""

from dataclasses import dataclass

from folja.counting.cell import ANSWERED, NOT_KNOWN_TITLE, Cell, Piece, complements_of
from folja.counting.relation import AtMostTimes, Sum
from folja.instruments.question import HeadcountQuestion, Kind
from folja.vocabulary.condition import All, Alone, And, Answered, AtLeast, Condition, Not, both
from folja.vocabulary.text import Text


def only_category(kind: str) -> str:
    """The category of acts with this one of the pair and not the other."""
    return f"only_{kind}"


def alone_category(kind: str) -> str:
    """The category of acts with exactly one person, of this kind."""
    return f"alone_{kind}"


@dataclass(frozen=True)
class _Pair:
    """The first two kinds of a headcount, and the question's cells about them."""

    question: HeadcountQuestion
    shown: Condition

    @property
    def kinds(self) -> tuple[Kind, Kind]:
        first, second, *_ = self.question.kinds
        return first, second

    @property
    def answered(self) -> str:
        return f"{self.question.code}.{ANSWERED}"

    def cell(self, category: str, title: Text, where: Condition, *, published: bool = True) -> Cell:
        return Cell(self.question.code, category, title, both(self.shown, where), published=published)

    def present(self, kind: Kind) -> Cell:
        return self.cell(kind.code, kind.title, AtLeast(f"{self.question.code}.{kind.code}", 1))

    def only(self, kind: Kind) -> Cell:
        return self.cell(only_category(kind.code), _only_title(kind.title), self.without_the_other(kind))

    def without_the_other(self, kind: Kind) -> Condition:
        (other,) = (one for one in self.kinds if one != kind)
        return has_but_not(self.question.code, kind.code, other.code)

    def together(self) -> Cell:
        first, second = self.kinds
        where = All(self.question.code, (first.code, second.code))
        return self.cell(f"{first.code}_and_{second.code}", _both_title(first.title, second.title), where)

    def neither(self) -> Cell:
        first, second = self.kinds
        where = has_neither(self.question.code, first.code, second.code)
        return self.cell("neither", NOT_KNOWN_TITLE, where, published=False)

    def alone(self, kind: Kind) -> Cell:
        return self.cell(alone_category(kind.code), _alone_title(kind.title), Alone(self.question.code, kind.code))

    def more_than_alone(self, kind: Kind) -> Cell:
        where = both(self.without_the_other(kind), Not(Alone(self.question.code, kind.code)))
        return self.cell(f"more_{kind.code}", kind.title, where, published=False)

    def not_alone(self) -> Cell:
        where = _not_alone(self.question.code, tuple(kind.code for kind in self.kinds))
        return self.cell("rest", NOT_KNOWN_TITLE, where, published=False)


def presence(question: HeadcountQuestion, shown: Condition) -> Piece:
    """The pair (the first two kinds) as only one, only the other, both or neither; other kinds beside them.

    With `alone`, acts with exactly one person are told apart. Other kinds can be present in any act but
    those, so they are bounded by the rest.
    """
    pair, others = _Pair(question, shown), question.kinds[2:]
    piece = _who_was_there(pair)
    whole = pair.answered
    if "alone" in question.count:
        piece += _who_was_alone(pair)
        whole = pair.not_alone().code
    bounded = tuple(AtMostTimes(pair.present(kind).code, whole) for kind in others)
    return piece + Piece((), bounded)


def _who_was_there(pair: _Pair) -> Piece:
    present = tuple(pair.present(kind) for kind in pair.question.kinds)
    only, together, neither = tuple(pair.only(kind) for kind in pair.kinds), pair.together(), pair.neither()
    relations = (
        Sum(pair.answered, (*(cell.code for cell in only), together.code, neither.code)),
        *(Sum(pair.present(kind).code, (pair.only(kind).code, together.code)) for kind in pair.kinds),
    )
    published = (*present, *only, together)
    return Piece((*published, neither), relations, complements_of(pair.answered, published), (together.code,))


def _who_was_alone(pair: _Pair) -> Piece:
    alone = tuple(pair.alone(kind) for kind in pair.kinds)
    more, rest = tuple(pair.more_than_alone(kind) for kind in pair.kinds), pair.not_alone()
    relations = (
        *(Sum(pair.only(kind).code, (pair.alone(kind).code, pair.more_than_alone(kind).code)) for kind in pair.kinds),
        Sum(pair.answered, (*(cell.code for cell in alone), rest.code)),
    )
    return Piece((*alone, *more, rest), relations, complements_of(pair.answered, alone))


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
