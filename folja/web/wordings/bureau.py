"""Translations as a spreadsheet: out to a translation bureau, and back."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook

from folja.screening.cleaning import in_one_line
from folja.spreadsheets.spelling import words as words_in
from folja.spreadsheets.table import read_table
from folja.vocabulary.languages import Tongue
from folja.vocabulary.problem import Problem, Refused, problem, refuse
from folja.vocabulary.text import Language
from folja.web.wordings.actions import unfit
from folja.web.wordings.sources import all_sources
from folja.web.wordings.stored import NOTHING, standings

SWEDISH, ENGLISH, TRANSLATION, STATUS = HEADINGS = ("Svenska", "English", "Översättning", "Läge")
STATUSES = {True: "godkänd", False: "utkast"}
_WIDTHS = (52, 52, 52, 12)
_ADVICE = (
    "Fyll i kolumnen Översättning. Det som står inom klamrar, som {day}, ska stå kvar precis så. "
    "De två första kolumnerna får inte ändras."
)


@dataclass(frozen=True)
class Returned:
    """What came back: the words that are new or changed, and how many were as before or left empty."""

    changed: dict[str, str]
    unchanged: int
    empty: int


def workbook(tongue: Tongue) -> bytes:
    """Everything families read, in Swedish and English, with what there is in the language and where it stands."""
    standing = standings(tongue.code)
    written = io.BytesIO()
    with Workbook(written, {"in_memory": True}) as book:
        # Numbers and = are words here: nothing is read as a formula or a date.
        basic = {"text_wrap": True, "valign": "top", "num_format": "@"}
        plain, bold = book.add_format(basic), book.add_format(basic | {"bold": True, "bottom": 1})
        own = book.add_format(basic | {"reading_order": 2 if tongue.direction == "rtl" else 1})
        sheet = book.add_worksheet(tongue.code)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.merge_range(0, 0, 0, 3, f"{tongue.name}. {_ADVICE}", plain)
        sheet.set_row(0, 34)
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(1, column, heading, bold)
        sheet.freeze_panes(2, 0)
        for row, text in enumerate(all_sources(), start=2):
            here = standing.get(text.sv, NOTHING)
            sheet.write_string(row, 0, text.sv, plain)
            sheet.write_string(row, 1, text.en, plain)
            sheet.write_string(row, 2, here.words, own)
            sheet.write_string(row, 3, STATUSES[here.is_settled] if here.words else "", plain)
    return written.getvalue()


def returned(content: bytes, filename: str, language: Language) -> Returned:
    """What a file from a bureau holds. Raises Refused with all rows that can't be taken; then none is."""
    table = read_table(content, filename, _rank)
    swedish, translation = (_column(table.headings, name) for name in (SWEDISH, TRANSLATION))
    known, standing = {text.sv for text in all_sources()}, standings(language)
    read: dict[str, str] = {}
    problems: list[Problem] = []
    empty = 0
    for row in table.rows:
        source, words = (
            in_one_line(words_in(row.cells[place])) if place < len(row.cells) else ""
            for place in (swedish, translation)
        )
        where = f"rad {row.number}"
        if not words:
            empty += bool(source)
        elif source not in known:
            problems.append(
                problem(
                    where,
                    sv="Den svenska texten finns inte, eller har ändrats. Hämta filen på nytt och flytta över raden.",
                    en="there is no such Swedish text, or it has changed; fetch the file again and move the row over",
                )
            )
        elif wrong := unfit(source, words):
            problems.append(Problem(where, wrong.text))
        elif read.setdefault(source, words) != words:
            problems.append(
                problem(
                    where,
                    sv="Den svenska texten står på två rader med olika översättning. Ta bort den ena.",
                    en="the Swedish text stands on two rows with different translations; remove one",
                )
            )
    if problems:
        raise Refused(problems)
    changed = {source: words for source, words in read.items() if words != standing.get(source, NOTHING).words}
    return Returned(changed, len(read) - len(changed), empty)


def _rank(headings: Sequence[str]) -> tuple[int, int]:
    found = sum(name.casefold() in {heading.casefold() for heading in headings} for name in (SWEDISH, TRANSLATION))
    return found, found


def _column(headings: Sequence[str], name: str) -> int:
    for place, heading in enumerate(headings):
        if heading.casefold() == name.casefold():
            return place
    raise refuse(
        "filen",
        sv=f"Filen har ingen kolumn som heter {name}. Hämta filen härifrån och fyll i den.",
        en=f"the file has no column called {name}; fetch the file from here and fill it in",
    )
