"""Ratings: how the answers to a question on a scale spread over its steps, and on which side of the middle."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from folja.counting.cell import ANSWERED
from folja.figures.figure import Figure, Reason
from folja.figures.indicator import Indicator, Term
from folja.figures.library import Library
from folja.figures.reading import Asked, plain_figure, read
from folja.instruments.loading import Instruments
from folja.instruments.question import Option, ScaleQuestion
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text, in_quotes


@dataclass(frozen=True)
class Rating:
    """The answers to one question on a scale, as shares of the same answers.

    `steps` go from low to high. `agree` is the indicator, the steps above the middle as they were counted together;
    `disagree` those below. As each is rounded by itself, the steps need not add up to either. Where the steps can't
    be shown of all whom `agree` is of, they and `disagree` are hidden.
    """

    question: Text
    agree_title: Text
    disagree_title: Text
    steps: tuple[Figure, ...]
    agree: Figure
    disagree: Figure

    @property
    def is_shown(self) -> bool:
        """Whether its steps can be shown beside each other."""
        return all(figure.shown for figure in self.figures)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Both sides, then every step."""
        return (self.agree, self.disagree, *self.steps)

    @property
    def below(self) -> tuple[Figure, ...]:
        """The steps below the middle."""
        return self.steps[: len(self.steps) // 2]

    @property
    def middle(self) -> tuple[Figure, ...]:
        """The step that is on neither side; none on a scale with an even number of steps."""
        return self.steps[len(self.below) : len(self.steps) - len(self.below)]

    @property
    def above(self) -> tuple[Figure, ...]:
        """The steps above the middle."""
        return self.steps[len(self.steps) - len(self.below) :]


def read_rating(library: Library, code: str, unit: str, period: Period) -> Rating | None:
    """The rating that an indicator is the yes of; None when it is no share of those above the middle of a scale, or
    when only one step is: then the indicator is that step, and says all that there is.

    `agree` comes with its comparison and offer. Raises KeyError for an unknown indicator, Refused for a unit.
    """
    indicator = library.indicators[code]
    question = question_of_yes(library.instruments, indicator, period)
    if question is None or len(question.options) < 4:
        return None
    (agree,) = read(library, code, unit, period)
    half = len(question.options) // 2
    low, high = question.options[:half], question.options[-half:]
    below = Option("disagree", _either(reversed(low)))

    def part(named: Option, of: Iterable[Option]) -> Figure:
        terms = tuple(Term(question.code, option.code) for option in of)
        return plain_figure(library, Asked(indicator, unit, period, terms, indicator.base, named.code, named.title))

    steps = tuple(part(option, [option]) for option in question.options)
    rating = Rating(question.text, _either(high), below.title, steps, agree, part(below, low))
    return rating if _is_of_the_same(rating) else _without_steps(rating, sensitive=question.sensitive)


def question_of_yes(instruments: Instruments, indicator: Indicator, period: Period) -> ScaleQuestion | None:
    """The question that an indicator is the yes of, as it was asked in the period; None where it is of none."""
    question = _scale(instruments, indicator, period)
    return question if question and _is_yes(indicator, question) else None


def _scale(instruments: Instruments, indicator: Indicator, period: Period) -> ScaleQuestion | None:
    """The one question on a scale that an indicator depends on, as it was asked in the period."""
    instrument = instruments.in_force(indicator.instrument, period.last)
    questions = [instrument.by_code.get(code) for code in indicator.attributes] if instrument else []
    return questions[0] if len(questions) == 1 and isinstance(questions[0], ScaleQuestion) else None


def _is_yes(indicator: Indicator, question: ScaleQuestion) -> bool:
    """Whether the indicator is the share, of all who answered, of the steps above the middle: a group, or the one."""
    above = set(question.option_codes[-(len(question.options) // 2) :])
    of_all = indicator.kind == "share" and indicator.base == (Term(question.code, ANSWERED),)
    counted = [
        *(group.code for group in question.groups if set(group.of) == above),
        *(above if len(above) == 1 else ()),
    ]
    return of_all and any(indicator.numerator == (Term(question.code, code),) for code in counted)


def _either(options: Iterable[Option]) -> Text:
    """”Nej” eller ”Nej, inte alls”."""
    titles = [option.title for option in options]
    swedish, english = ([in_quotes(title.in_language(one), one) for title in titles] for one in ("sv", "en"))
    return Text.of(sv=" eller ".join(swedish), en=" or ".join(english))


def _is_of_the_same(rating: Rating) -> bool:
    return {figure.base for figure in (*rating.steps, rating.disagree)} == {rating.agree.base}


def _without_steps(rating: Rating, *, sensitive: bool) -> Rating:
    reason: Reason = "sensitive" if sensitive else "no cells"
    steps = tuple(_hidden(figure, reason) for figure in rating.steps)
    return replace(rating, steps=steps, disagree=_hidden(rating.disagree, reason))


def _hidden(figure: Figure, reason: Reason) -> Figure:
    if not figure.shown:
        return figure
    nothing = {"value": None, "numerator": None, "base": None, "missing": None, "low": None, "high": None}
    return replace(figure, reason=reason, **nothing)  # type: ignore[arg-type]
