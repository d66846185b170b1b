"""What a spreadsheet of figures may call its columns, and how periods and days are written in it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from folja.spreadsheets.spelling import Cell, folded, words
from folja.spreadsheets.table import Rank
from folja.vocabulary.period import Period, tertial

Columns = Mapping[str, tuple[str, ...]]
"""What each column may be called, by what it holds."""

_TERTIAL = re.compile(r"(?:t|tertial ?)([123])[ /,-]*((?:19|20)\d\d)|((?:19|20)\d\d)[ /,-]*t([123])", re.IGNORECASE)
_SPANS = {name: n for n in (1, 2, 3) for name in (f"t1-t{n}", f"tertial 1-{n}")}


def places(columns: Columns, headings: Sequence[str]) -> dict[str, int]:
    """Where each column stands; the first of two that are called alike."""
    called = {folded(name): code for code, names in columns.items() for name in (code, *names)}
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        code = called.get(folded(heading))
        if code:
            found.setdefault(code, place)
    return found


def ranked(columns: Columns, required: Sequence[str]) -> Rank:
    """How much a row looks like the headings: how many of the required there are, and how many in all."""

    def rank(cells: Sequence[str]) -> tuple[int, int]:
        found = places(columns, cells)
        return sum(code in found for code in required), len(found)

    return rank


def period(cell: Cell) -> Period | None:
    """2021, helåret 2021, 2022T1, T1 2022, tertial 1 2022, T1–T2 2022; None for anything else."""
    written = words(cell).replace("–", "-").strip()
    found = _TERTIAL.fullmatch(written)
    if found:
        return tertial(int(found[2] or found[3]), int(found[1] or found[4]))
    span, _, year = written.rpartition(" ")
    if span.lower() in _SPANS and year.isdecimal():
        written = f"{year}T1-T{_SPANS[span.lower()]}"
    if span.lower() in ("helåret", "året", "the year"):
        written = year
    try:
        read = Period.parse(written)
    except ValueError:
        return None
    return read if read.kind != "month" else None


def day(cell: Cell) -> date | None:
    """A date as spreadsheets keep it, or 2022-01-14 in words; None for anything else."""
    match cell:
        case datetime():
            return cell.date()
        case date():
            return cell
    try:
        return date.fromisoformat(words(cell)[:10])
    except ValueError:
        return None
