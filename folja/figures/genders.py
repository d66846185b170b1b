"""The same share for women, for men and for those who are neither, and whether women and men differ for certain."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from folja.figures.figure import Figure
from folja.figures.indicator import Indicator, Term, each_gender, gender_title
from folja.figures.library import Library
from folja.figures.reading import Asked, read_asked, read_by_gender
from folja.vocabulary.period import Period

Verdict = Literal["woman", "man", "neither", "hidden"]


@dataclass(frozen=True)
class Genders:
    """One share of women, of men, and of those who are neither where that is asked. All are shares of one kind."""

    woman: Figure
    man: Figure
    other: Figure | None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Those there are, in the order women, men, others."""
        return (self.woman, self.man, *((self.other,) if self.other else ()))

    @property
    def verdict(self) -> Verdict:
        """For whom the share is larger for certain: "neither" where the 95 % intervals meet.

        A woman and a man may take part in the same act, so the two may hang together in a way that is not published.
        Intervals that do not meet are at least as far apart as a test of the difference asks for, however they do.
        """
        sides = (self.woman.low, self.woman.high, self.man.low, self.man.high)
        if None in sides:
            return "hidden"
        low, high, other_low, other_high = (float(side or 0) for side in sides)
        return "woman" if low > other_high else "man" if other_low > high else "neither"


def split_by_gender(library: Library, code: str, unit: str, period: Period) -> Genders | None:
    """A share of each gender's own: of a rating by who gave it, of people by kind. None where it is not counted so.

    Raises Refused for an unknown indicator or unit.
    """
    return _genders(read_by_gender(library, code, unit, period))


def beside_other_genders(library: Library, code: str, unit: str, period: Period) -> Genders | None:
    """What is said of one gender, said of each: in how many of all talks a woman took part, and a man.

    Each is the indicator that says it, where there is one. None for an indicator that is not about one gender among
    all. Raises KeyError for an unknown indicator.
    """
    indicator = library.indicators[code]
    plan = library.plan(indicator.instrument, period)
    numerators = each_gender(indicator, plan) if plan else {}
    asked = (
        Asked(_own(library, indicator, terms), unit, period, terms, indicator.base, gender, gender_title(gender))
        for gender, terms in numerators.items()
    )
    return _genders([read_asked(library, one) for one in asked])


def _own(library: Library, indicator: Indicator, numerator: tuple[Term, ...]) -> Indicator:
    """The indicator that is this share of the same base; the one asked for where there is none."""
    whole = (indicator.instrument, indicator.kind, numerator, indicator.base)
    alike = (one for one in library.indicators.values() if (one.instrument, one.kind, one.numerator, one.base) == whole)
    return next(alike, indicator)


def _genders(figures: Sequence[Figure]) -> Genders | None:
    by_gender = {figure.category: figure for figure in figures if figure.kind == "share"}
    if not {"woman", "man"} <= set(by_gender):
        return None
    return Genders(by_gender["woman"], by_gender["man"], by_gender.get("other"))
