"""Ratings as a block of a document: which questions have them, what they say together, and their table."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from folja.figures.figure import Figure
from folja.figures.library import Library
from folja.figures.rating import Rating, read_rating
from folja.reports import words
from folja.reports.charted import unanswered
from folja.reports.document import Column, Name, Paragraph, Piece, Quote, Ratings, Table
from folja.reports.offers import told
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text

_TITLE = Text.of(sv="Så svarade de", en="How they answered")
_SUBTITLE = Text.of(
    sv="Andel av dem som svarade, på varsin sida om strecket i mitten. Varje del är avrundad för sig, "
    "så att de inte alltid blir 100 % tillsammans.",
    en="Share of those who answered, on either side of the line in the middle. Each part is rounded by itself, "
    "so that they do not always come to 100% together.",
)
_QUESTION = Text.of(sv="Fråga", en="Question")
_ANSWERS = Text.of(sv="Svar", en="Answers")

_NONE = Text.of(sv="Hur de svarade kan inte visas", en="How they answered can't be shown")
_MOST = Text.of(sv="De flesta svarar {side} på {questions}", en="Most answer {side} to {questions}")
_FEWER_THAN_HALF = Text.of(
    sv="Färre än hälften svarar {side} på {questions}", en="Fewer than half answer {side} to {questions}"
)
_UNSURE = Text.of(
    sv="Det är inte säkert att de flesta svarar {side} på {questions}",
    en="It is not certain that most answer {side} to {questions}",
)
_ONE = Text.of(sv="frågan", en="the question")
_BOTH = Text.of(sv="båda frågorna", en="both questions")
_ALL = Text.of(sv="alla {number} frågorna", en="all {number} questions")
_ANY = Text.of(sv="någon av frågorna", en="any of the questions")
_SOME = Text.of(sv="{some} av {number} frågor", en="{some} of {number} questions")
_SHOWN = Text.of(sv=" där svaren kan visas", en=" whose answers can be shown")


def ratings(library: Library, codes: Iterable[str], unit: str, period: Period, language: str = "sv") -> Ratings | None:
    """How they answered each question on a scale that one of these indicators is the yes of; None when none is."""
    by_question: dict[tuple[str, Text], Rating] = {}
    for code in codes:
        rating = read_rating(library, code, unit, period)
        if rating:
            by_question.setdefault((library.indicators[code].instrument, rating.question), rating)
    found = [_told(library, rating, language) for rating in by_question.values()]
    if not found:
        return None
    skipped = unanswered(library, (one.agree.indicator for one in found)).in_language(language)
    said = Paragraph(sentence(found, language))
    title = _TITLE.in_language(language)
    alt = f"{title}. {''.join(words.quoted(piece, language) for piece in said.pieces)}"
    table = _table(title, found, skipped, language)
    return Ratings(said, _SUBTITLE.in_language(language), alt, tuple(found), table, skipped)


def _told(library: Library, rating: Rating, language: str) -> Rating:
    return replace(rating, agree=told(library, rating.agree, language))


def sentence(found: Sequence[Rating], language: str = "sv") -> tuple[Piece, ...]:
    """What most certainly answer; of a single question its two sides."""
    shown = [rating for rating in found if rating.is_shown]
    if not shown:
        return (Name(_NONE.in_language(language)), ".")
    if len(found) == 1:
        return _sides(shown[0], language)
    return (
        Name(_together(shown, language)),
        Name(_SHOWN.in_language(language) if len(shown) < len(found) else ""),
        ".",
    )


def _sides(rating: Rating, language: str) -> tuple[Piece, ...]:
    """”Ja” eller ”Ja, verkligen”: 86 %. ”Nej” eller ”Nej, inte alls”: färre än 5."""
    agree, disagree = (title.in_language(language) for title in (rating.agree_title, rating.disagree_title))
    return Name(agree), ": ", Quote(rating.agree), ". ", Name(disagree), ": ", Quote(rating.disagree), "."


def _together(shown: Sequence[Rating], language: str) -> str:
    """More than half is said of a question only where the whole interval is above half, and less where it is below."""
    agree, disagree = (text.in_language(language) for text in (shown[0].agree_title, shown[0].disagree_title))
    yes, no = sum(_is_most(rating.agree) for rating in shown), sum(_is_most(rating.disagree) for rating in shown)
    neither = sum((rating.agree.high or 0) < 0.5 and not _is_most(rating.disagree) for rating in shown)
    counted = ((_MOST, agree, yes), (_MOST, disagree, no), (_FEWER_THAN_HALF, agree, neither))
    said = [one for one in counted if one[-1]] or [(_UNSURE, agree, 0)]
    return ". ".join(
        template.in_language(language).format(side=side, questions=_questions(some, len(shown), language))
        for template, side, some in said
    )


def _is_most(side: Figure) -> bool:
    return (side.low or 0) > 0.5


def _questions(some: int, number: int, language: str) -> str:
    if number == 1:
        text = _ONE
    elif some == 0:
        text = _ANY
    elif some < number:
        text = _SOME
    else:
        text = _BOTH if number == 2 else _ALL
    spelled = {"some": words.spelled(some, language), "number": words.spelled(number, language)}
    return text.in_language(language).format(**spelled)


def _table(title: str, found: Sequence[Rating], skipped: str, language: str) -> Table:
    """A row per question: its steps, who agree, how many answered, how many skipped."""
    steps = [step.category_title.in_language(language) for step in found[0].steps if step.category_title]
    numbers = [*steps, found[0].agree_title.in_language(language), _ANSWERS.in_language(language), skipped]
    columns = (Column(_QUESTION.in_language(language)), *(Column(header, numeric=True) for header in numbers))
    return Table(title, columns, tuple(_row(rating, language) for rating in found), caption_shown=False)


def _row(rating: Rating, language: str) -> tuple[Piece, ...]:
    question = Name(rating.question.in_language(language))
    company = (Quote(rating.agree), Quote(rating.agree, "answers"), Quote(rating.agree, "missing"))
    if rating.is_shown:
        return (question, *map(Quote, rating.steps), *company)
    hidden = Quote(rating.steps[0] if rating.agree.shown else rating.agree, "reason")
    return (question, *(hidden for _ in rating.steps), *(company if rating.agree.shown else [hidden] * len(company)))
