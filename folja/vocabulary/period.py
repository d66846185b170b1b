"""Periods: month, tertial, year to date and year, written 2021-03, 2021T2, 2021T1-T2 and 2021."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from functools import cache, cached_property
from typing import Literal, Self

Kind = Literal["month", "tertial", "year to date", "year"]

MONTHS_IN_TERTIAL = 4
# Counting from a year that may be written may step outside: to the year before, to the next tertial.
_WRITTEN_YEARS = range(1900, 3000)
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_PERIOD = re.compile(r"(\d{4})(?:T([123])(?:-T([123]))?)?")

_SV = "januari februari mars april maj juni juli augusti september oktober november december".split()
_EN = "January February March April May June July August September October November December".split()
_NAMES = {"sv": _SV, "en": _EN}


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month: the finest time anything about a family or an employee is known by."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= 12 and MINYEAR <= self.year <= MAXYEAR):
            raise ValueError(f"{self.year}-{self.number} is no month")

    @classmethod
    def parse(cls, written: str) -> Self:
        """2021-03. Raises ValueError for anything else, and for years before 1900 and after 2999."""
        match = _MONTH.fullmatch(written)
        if not match:
            raise ValueError(f"{written!r} is no month: write it as 2021-03")
        return cls(_year(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The month a date lies in."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02d}"

    def plus(self, months: int) -> "Month":
        """The month that many months later."""
        year, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, number + 1)

    @property
    def first_day(self) -> date:
        """The first date of the month."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The last date of the month."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def tertial(self) -> "Period":
        """The tertial the month lies in."""
        return tertial(self.year, (self.number - 1) // MONTHS_IN_TERTIAL + 1)

    def name(self, language: str = "sv") -> str:
        """mars 2021."""
        return f"{_names(language)[self.number - 1]} {self.year}"

    def short_name(self, language: str = "sv") -> str:
        """mar: the first three letters, as chart axes have them."""
        return _names(language)[self.number - 1][:3].lower()


@dataclass(frozen=True, order=True)
class Period:
    """Whole months from `first` to `last`: a month, a tertial, several tertials of a year from its start, or a year.

    Raises ValueError for any other span: a figure can only be asked for on these.
    """

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self._kind() is None:
            raise ValueError(f"{self.first} to {self.last} is no month, tertial, year to date or year")

    def __hash__(self) -> int:
        return hash((self.first.year, self.first.number, self.last.number))  # an audit asks a million times

    @classmethod
    def parse(cls, written: str) -> Self:
        """2021-03, 2021T2, 2021T1-T2 or 2021. Raises ValueError for anything else, and as Month."""
        if _MONTH.fullmatch(written):
            month = Month.parse(written)
            return cls(month, month)
        match = _PERIOD.fullmatch(written)
        if not match:
            raise ValueError(f"{written!r} is no period: write 2021-03, 2021T2, 2021T1-T2 or 2021")
        year, first, last = _year(match[1]), int(match[2] or 1), int(match[3] or match[2] or 3)
        return cls(Month(year, first * 4 - 3), Month(year, last * 4))

    def _kind(self) -> Kind | None:
        if self.first == self.last:
            return "month"
        if self.first.year != self.last.year or self.first.number % 4 != 1 or self.last.number % 4:
            return None
        length = self.last.number - self.first.number + 1
        if length == MONTHS_IN_TERTIAL:
            return "tertial"
        if self.first.number != 1:
            return None
        return "year" if length == 12 else "year to date"

    @cached_property
    def kind(self) -> Kind:
        """Which of the four kinds of period this is."""
        kind = self._kind()
        assert kind is not None
        return kind

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.first.year

    @property
    def number(self) -> int:
        """Which tertial of the year the period ends with, 1 to 3."""
        return (self.last.number + 3) // MONTHS_IN_TERTIAL

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """The months, first to last."""
        return tuple(Month(self.year, n) for n in range(self.first.number, self.last.number + 1))

    @cached_property
    def tertials(self) -> tuple["Period", ...]:
        """The whole tertials of the period, in order; none for a month."""
        if self.kind == "month":
            return ()
        first = (self.first.number + 3) // MONTHS_IN_TERTIAL
        return tuple(tertial(self.year, number) for number in range(first, self.number + 1))

    @property
    def to_date(self) -> "Period":
        """From the start of the year to the end of this period: what tertial report 2 and 3 report."""
        return Period(Month(self.year, 1), self.last.tertial.last)

    @property
    def year_before(self) -> "Period":
        """The same period of the year before, which it is compared with."""
        return Period(self.first.plus(-12), self.last.plus(-12))

    @property
    def next_tertial(self) -> "Period":
        """The tertial that follows."""
        return self.last.plus(1).tertial

    def __contains__(self, month: object) -> bool:
        return isinstance(month, Month) and self.first <= month <= self.last

    def __str__(self) -> str:
        match self.kind:
            case "month":
                return str(self.first)
            case "tertial":
                return f"{self.year}T{self.number}"
            case "year to date":
                return f"{self.year}T1-T{self.number}"
            case _:
                return str(self.year)

    def name(self, language: str = "sv") -> str:
        """tertial 2 2021, januari–augusti 2021, helåret 2021, mars 2021."""
        match self.kind:
            case "month":
                return self.first.name(language)
            case "tertial":
                return f"tertial {self.number} {self.year}"
            case "year to date":
                return self.span(language)
            case _:
                return f"helåret {self.year}" if language == "sv" else f"the year {self.year}"

    def span(self, language: str = "sv") -> str:
        """januari–augusti 2021."""
        if self.kind == "month":
            return self.first.name(language)
        names = _names(language)
        return f"{names[self.first.number - 1]}–{names[self.last.number - 1]} {self.year}"


@cache
def tertial(year: int, number: int) -> Period:
    """Tertial 1 (January–April), 2 (May–August) or 3 (September–December) of a year."""
    if number not in (1, 2, 3):
        raise ValueError(f"a year has three tertials; {number} is none of them")
    return Period(Month(year, number * 4 - 3), Month(year, number * 4))


def _year(written: str) -> int:
    if int(written) not in _WRITTEN_YEARS:
        raise ValueError(f"{written} is no year here: write one from 1900 to 2999")
    return int(written)


def _names(language: str) -> list[str]:
    return _NAMES.get(language, _EN)
