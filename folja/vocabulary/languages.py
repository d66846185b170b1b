"""The languages that families here read, each by its own name, and in which direction it is written."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from babel.dates import format_date

from folja.vocabulary.period import Period
from folja.vocabulary.text import REQUIRED, Language

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True)
class Tongue:
    """One language. `tag` is what browsers know it by, `locale` whose months it has, where those are known at all."""

    code: Language
    name: str
    direction: Direction
    tag: str
    locale: str


def _tongue(code: Language, name: str, direction: Direction = "ltr", *, tag: str = "", locale: str = "") -> Tongue:
    return Tongue(code, name, direction, tag or code, locale)


# Directions are ours and tested: a library that was tried writes Pashto from the left and knows Dari by no name.
# Swedish and English first, then by their Swedish names, as everywhere.
TONGUES: tuple[Tongue, ...] = (
    _tongue("sv", "Svenska", locale="sv"),
    _tongue("en", "English", locale="en_GB"),
    _tongue("sq", "Shqip", locale="sq"),
    _tongue("am", "አማርኛ", locale="am"),
    _tongue("ar", "العربية", "rtl", locale="ar"),
    _tongue("bn", "বাংলা", locale="bn"),
    _tongue("hbs", "Bosanski / Hrvatski / Srpski", tag="bs", locale="bs_Latn"),
    _tongue("prs", "دری", "rtl", tag="fa-AF", locale="fa_AF"),
    _tongue("fi", "Suomi", locale="fi"),
    _tongue("fr", "Français", locale="fr"),
    _tongue("kmr", "Kurmancî", tag="ku", locale="ku"),
    _tongue("ckb", "سۆرانی", "rtl", locale="ckb"),
    _tongue("fa", "فارسی", "rtl", locale="fa"),
    _tongue("pl", "Polski", locale="pl"),
    _tongue("rom", "Romani"),
    _tongue("ru", "Русский", locale="ru"),
    _tongue("so", "Soomaali", locale="so"),
    _tongue("es", "Español", locale="es"),
    _tongue("ti", "ትግርኛ", locale="ti"),
    _tongue("tr", "Türkçe", locale="tr"),
    _tongue("uk", "Українська", locale="uk"),
)
BY_CODE = {tongue.code: tongue for tongue in TONGUES}


def direction(language: Language) -> Direction:
    """rtl or ltr, as HTML has it. A language that is not in the table is written from the left."""
    return BY_CODE[language].direction if language in BY_CODE else "ltr"


def isolated(words: str) -> str:
    """Words that keep their own direction among words of another, with invisible marks around them."""
    return f"\u2068{words}\u2069"


def tag(language: Language) -> str:
    """The language as HTML and voices name it."""
    return BY_CODE[language].tag if language in BY_CODE else language


def day_in(language: Language, day: date) -> str:
    """16 september 2022 in that language; 2022-09-16 where its months are not known."""
    locale = BY_CODE[language].locale
    return format_date(day, "long", locale=locale) if locale else day.isoformat()


def months_in(language: Language, period: Period) -> str:
    """januari–april 2022; in other languages than Swedish and English both months with their year."""
    if language in REQUIRED:
        return period.span(language)
    locale = BY_CODE[language].locale
    first, last = (date(month.year, month.number, 1) for month in (period.first, period.last))
    # The library's own intervals say the first month twice in Persian and Dari.
    return " – ".join(format_date(day, "LLLL y", locale=locale) if locale else f"{day:%Y-%m}" for day in (first, last))
