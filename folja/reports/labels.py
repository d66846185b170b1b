"""The fixed words of a report: what stands in its margins, above its drafts and beside what is not shown."""

import base64
from collections.abc import Mapping
from datetime import date

from babel.dates import format_date

from folja.goals.judging import Status
from folja.reports.document import Document
from folja.reports.words import NO_BREAK
from folja.vocabulary.text import Text

PRODUCT = "Följa"
LOCALES = {"sv": "sv_SE", "en": "en_GB"}

DIARY_NUMBER = Text.of(sv="Diarienummer {number}", en="Reference number {number}")
CONTACT = Text.of(sv="Kontakt", en="Contact")
INVENTED = Text.of(sv="Påhittade uppgifter", en="Invented data")
WORKS_ONCE = Text.of(sv="Koden fungerar en gång:", en="The code works once:")
GOOD_UNTIL = Text.of(sv="Gäller till och med {month}", en="Good until the end of {month}")
DRAFTED = Text.of(sv="Siffrorna säger", en="What the figures say")
DEFINITIONS = Text.of(sv="Definitioner", en="Definitions")
METHOD = Text.of(sv="Så har siffrorna räknats fram", en="How the figures were worked out")
PROVENANCE = Text.of(sv="Ursprung", en="Provenance")
TABLE = Text.of(sv="Visa som tabell", en="Show as a table")
STATUSES: Mapping[Status, Text] = {
    "met": Text.of(sv="Nått", en="Reached"),
    "on_the_way": Text.of(sv="På väg", en="On the way"),
    "not_met": Text.of(sv="Inte nått", en="Not reached"),
    "cannot_be_said": Text.of(sv="Går inte att avgöra", en="Cannot be said"),
}
STATUS_SIGNS: Mapping[str, str] = {"met": "✓", "on_the_way": "→", "not_met": "▲", "cannot_be_said": "◐"}
"""A shape for each status: it is never told by colour alone."""

INSTEAD = Text.of(sv="I stället: {figure}", en="Instead: {figure}")
PAGE = Text.of(sv="Sida {page} av {pages}", en="Page {page} of {pages}")
DEFINITIONS_ON = Text.of(sv="Definitioner på sidan {page}", en="Definitions on page {page}")
REPORT = Text.of(sv="Rapporten", en="The report")
SHEETS = Text.of(sv="Flikar", en="Sheets")
DRAWN = Text.of(sv="Underlag till diagram", en="What the charts draw")
DRAWN_WHY = Text.of(
    sv="Diagrammen ritar de här talen. En tom ruta är något som inte visas, eller färre än 5: varför står i tabellen.",
    en="The charts draw these numbers. An empty cell is something not shown, or fewer than 5: the table says why.",
)
OUTER_LIMIT = Text.of(sv="Yttre gräns", en="Outer limit")
INNER_LIMIT = Text.of(sv="Inre gräns", en="Inner limit")
UPWARDS = Text.of(sv="Osäkerhet uppåt", en="Uncertainty upwards")
DOWNWARDS = Text.of(sv="Osäkerhet nedåt", en="Uncertainty downwards")
INDICATOR = Text.of(sv="Nyckeltal eller ord", en="Indicator or word")
DEFINITION = Text.of(sv="Definition", en="Definition")
NUMBER = Text.of(sv="{column}, antal", en="{column}, number")
OUT_OF = Text.of(sv="{column}, av", en="{column}, out of")
LOWEST = Text.of(sv="{column}, lägst", en="{column}, lowest")
HIGHEST = Text.of(sv="{column}, högst", en="{column}, highest")
UNFINISHED = Text.of(sv="hittills", en="so far")
OF_ANSWERS = Text.of(sv="{number} svar", en="{number} answers")
ADJUSTED_BASE = Text.of(sv="Antal, omräknat efter avrundningen", en="Number, adjusted for the rounding")
EXACT_NUMBER = Text.of(sv="Exakt antal", en="Exact number")
HALF = Text.of(sv="median {number}", en="median {number}")
YEAR_BEFORE = Text.of(sv="året före", en="the year before")
SHARE = Text.of(sv="Andel", en="Share")
WOMEN = Text.of(sv="Kvinnor", en="Women")
MEN = Text.of(sv="Män", en="Men")
GENDERS: Mapping[str, Text] = {"woman": WOMEN, "man": MEN, "other": Text.of(sv="Andra", en="Others")}
SKIPPED = Text.of(sv="Hoppade över", en="Skipped")
NOT_KNOWN = Text.of(sv="Vet ej", en="Not known")
NO_ANSWER = Text.of(sv="Utan svar", en="No answer")
_FROZEN = Text.of(sv="Siffrorna fastställdes {date}.", en="The figures were frozen on {date}.")
_NOT_FROZEN = Text.of(sv="Siffrorna är inte fastställda än.", en="The figures are not frozen yet.")
_DRAFT = Text.of(sv="Utkast, inte godkänt: så såg det ut {date}.", en="Draft, not approved: as it was on {date}.")
_RELEASED = Text.of(sv="Rapport nr {number}, godkänd {date}.", en="Report no. {number}, approved on {date}.")
_REPLACES = Text.of(sv="Den ersätter nr {number}.", en="It replaces no. {number}.")


_PROVENANCE = {
    "closing": Text.of(sv="Stängningens kontrollsumma", en="Checksum of the closing"),
    "content": Text.of(sv="Innehållets kontrollsumma", en="Checksum of the content"),
    "policy": Text.of(sv="Reglernas kontrollsumma", en="Checksum of the rules"),
    "version": Text.of(sv="Version av Följa", en="Version of Följa"),
}


def provenance(key: str, language: str) -> str:
    """What a line of a report's provenance is called."""
    return _PROVENANCE[key].in_language(language)


def day(value: date, language: str) -> str:
    """16 maj 2022, with a space that does not break before the month."""
    return format_date(value, f"d{NO_BREAK}MMMM y", locale=LOCALES.get(language, LOCALES["en"]))


def sender(document: Document) -> str:
    """In whose name a report is."""
    return document.municipality.name if document.municipality else PRODUCT


def logo(document: Document) -> bytes:
    """The municipality's logo as PNG; nothing where there is none."""
    return base64.b64decode(document.municipality.logo) if document.municipality else b""


def diary(document: Document) -> str:
    """Diarienummer SDN 2022/123. Nothing where it has none."""
    number = document.diary_number
    return DIARY_NUMBER.in_language(document.language).format(number=number) if number else ""


def dates(document: Document) -> str:
    """Januari–april 2022. Siffrorna fastställdes 16 maj 2022. Utkast, inte godkänt: så såg det ut 16 juni 2022.

    Of a report that is approved its number stands last.
    """
    if document.dated:
        return document.dated
    language = document.language
    span = document.period.span(language)
    frozen = _NOT_FROZEN.in_language(language)
    if document.frozen_on:
        frozen = _FROZEN.in_language(language).format(date=day(document.frozen_on, language))
    made = released(document) or _DRAFT.in_language(language).format(date=day(document.made_on, language))
    return f"{span[0].upper()}{span[1:]}. {frozen} {made}"


def released(document: Document) -> str:
    """Rapport nr 3, godkänd 16 juni 2022. Den ersätter nr 2. Nothing while it can still change."""
    language, one = document.language, document.released
    if one is None:
        return ""
    said = _RELEASED.in_language(language).format(number=one.number, date=day(one.on, language))
    return f"{said} {_REPLACES.in_language(language).format(number=one.replaces)}" if one.replaces else said
