"""How spreadsheets spell nothing, months, units and versions, and what is meant by it.

A cell's words are repeated in a message only when they matched something known, or look like a
code: anything else may have slid in from a column about people.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import lru_cache, partial
from typing import Any

from folja.vocabulary.period import Month
from folja.vocabulary.text import Text, listed
from folja.vocabulary.unit import Unit, UnitTree

# Text, a number, true or false, a date, nothing; from JSON also a tuple of these.
Cell = Any

_CELLS_REMEMBERED = 10_000


@dataclass(frozen=True)
class Reading:
    """What a cell means. A `value` of None is not known, unless `wrong` says why it can't be read.

    `note` says how the cell was interpreted, when it was.
    """

    value: Any = None
    note: Text | None = None
    wrong: Text | None = None

    @property
    def said_unknown(self) -> bool:
        """Whether somebody wrote that it is not known, rather than nothing."""
        return self.value is None and self.note is not None


Read = Callable[[Cell], Reading]
EMPTY = Reading()


def remembered(read: Read) -> Read:
    """The same reader, which reads equal cells once: spreadsheets repeat themselves."""
    return lru_cache(maxsize=_CELLS_REMEMBERED, typed=True)(read)


def folded(written: str) -> str:
    """Letters and digits only, without case: "Andra vuxna?" and "andra_vuxna" are the same, "-4" and "4" are not."""
    plain = unicodedata.normalize("NFKC", written).casefold().strip()
    return re.sub(r"[\W_]+", "", plain) if any(map(str.isalpha, plain)) else plain


def is_blank(cell: Cell) -> bool:
    """Whether nothing is written in the cell."""
    return cell is None or cell == () or (isinstance(cell, str) and not cell.strip())


_WITH_DECIMALS = re.compile(r"(\d+)[.,]0+")


def words(cell: Cell) -> str:
    """The cell as text; 2.0 and "2.0" are "2", as spreadsheets keep whole numbers. Dates and lists have none."""
    match cell:
        case bool():
            return "true" if cell else "false"
        case int() | float():
            return str(int(cell)) if cell == cell // 1 else str(cell)
        case str():
            whole = _WITH_DECIMALS.fullmatch(cell.strip())
            return whole[1] if whole else " ".join(cell.split())
    return ""


def arrow(written: str, meant: str) -> Text:
    """Kvinnor → adults.women."""
    return Text.of(sv=f"{written} → {meant}", en=f"{written} → {meant}")


_DASHES = re.compile(r"[-–—]+")
_NOT_KNOWN = {"vetej", "vetinte", "okänt", "okänd", "okända", "ejkänt", "intekänt", "notknown", "unknown", "dontknow"}


def not_known(cell: Cell, path: str) -> Reading | None:
    """The reading of an empty cell, a dash, ? or words such as "vet ej"; None when something is told."""
    written = words(cell)
    if is_blank(cell) or _DASHES.fullmatch(written):
        return EMPTY
    if folded(written) in _NOT_KNOWN or set(written) == {"?"}:
        return Reading(note=Text.of(sv=f"{written} → {path}: inte känt", en=f"{written} → {path}: not known"))
    return None


_CODE = re.compile(r"[a-z][a-z0-9_]{0,29}|\d{1,4}")


def repeated(written: str) -> str:
    """What was written, in quotes with a space before, if it looks like a code or a short number."""
    return f" ”{written}”" if _CODE.fullmatch(written) else ""


_DAY, _NUMBER, _YEAR = r"(?P<day>\d{1,2})", r"(?P<number>\d{1,2})", r"(?P<year>\d{4})"
_NAME, _YY = r"(?P<name>[^\W\d_]{3,})\.?", r"(?P<yy>\d{2})"
_MONTHS = tuple(
    re.compile(spelling, re.IGNORECASE)
    for spelling in (
        rf"{_YEAR}(?P<sign>[-/.]){_NUMBER}(?P=sign){_DAY}(?:[T ][\d:.Z+-]+)?",  # 2021-03-14, and with a time of day
        rf"{_YEAR}[-/]{_NUMBER}",  # 2021-03
        rf"{_YEAR}\.(?P<number>\d\d)",  # 2021.03; 2021.1 could be a shortened 2021.10
        rf"{_DAY} ?[/.-] ?{_NUMBER} ?[ /.-] ?{_YEAR}",  # 14/3 2021, 14.3.2021
        rf"{_DAY}/{_NUMBER}[- ]{_YY}",  # 14/3-21
        rf"{_NUMBER}[/.-]{_YEAR}",  # 3/2021
        r"(?P<year>\d{4})(?P<number>\d\d)(?P<day>\d\d)?",  # 20210314, 202103
        rf"(?:den )?{_DAY}\.?[ -]{_NAME},?[ -]{_YEAR}",  # 14 mars 2021
        rf"{_NAME},?[ -]{_YEAR}",  # mars 2021
        rf"{_YEAR}[ -]{_NAME}",  # 2021 mars
        rf"{_NAME} {_DAY},? {_YEAR}",  # March 14, 2021
        rf"(?:{_DAY}-)?{_NAME}[-’']{_YY}",  # mar-21, 14-mar-21, as Excel has them
    )
)
_NAMES = [(Month(2000, n).name(language).split()[0].lower(), n) for n in range(1, 13) for language in ("sv", "en")]
# Days as Excel counts them, where a date has lost its format: from 2000 to 2099.
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_EXCEL_DAYS = range(36526, 73051)


def month(cell: Cell) -> Reading:
    """The month a cell names, or its date lies in: of a date only the month is kept."""
    found = _month_in(cell)
    if found is None:
        return not_known(cell, "month") or Reading(wrong=_NO_MONTH)
    if words(cell).casefold() in (str(found), found.name("sv"), found.name("en").casefold()):
        return Reading(found)
    # Every day of a month alike, so that a report can say it once.
    return Reading(found, Text.of(sv=f"datum → {found.name('sv')}", en=f"date → {found.name('en')}"))


_NO_MONTH = Text.of(
    sv="Månaden går inte att läsa. Skriv den som 2021-03 eller mars 2021.",
    en="the month can't be read; write it as 2021-03 or March 2021",
)


def _month_in(cell: Cell) -> Month | None:
    if isinstance(cell, date):
        return Month.of(cell)
    written = words(cell)
    if len(written) == 5 and written.isdecimal() and int(written) in _EXCEL_DAYS:
        return Month.of(_EXCEL_DAY_ZERO + timedelta(days=int(written)))
    matches = (spelling.fullmatch(written) for spelling in _MONTHS)
    return next((_month_of(match.groupdict()) for match in matches if match), None)


def _month_of(parts: Mapping[str, str | None]) -> Month | None:
    name = (parts.get("name") or "").lower()
    number = next((n for full, n in _NAMES if full.startswith(name)), 0) if name else int(parts["number"] or 0)
    year = int(parts.get("year") or f"20{parts['yy']}")
    try:
        return Month.of(date(year, number, int(parts.get("day") or 1)))
    except ValueError:
        return None


def unit_reader(tree: UnitTree) -> Read:
    """Reads the code or the name of a unit that registers; the value is the Unit."""
    called: dict[str, list[Unit]] = {}
    for unit in tree.units:
        for label in {folded(unit.code), folded(unit.name)}:
            called.setdefault(label, []).append(unit)
    return remembered(partial(_unit, tree, called))


def _unit(tree: UnitTree, called: Mapping[str, Sequence[Unit]], cell: Cell) -> Reading:
    written = words(cell)
    if written in tree and tree[written].kind == "unit":
        return Reading(tree[written])
    units = called.get(folded(written), ())
    registering = [unit for unit in units if unit.kind == "unit"]
    if len(registering) == 1:
        return Reading(registering[0], arrow(written, registering[0].code))
    if registering:
        return Reading(wrong=_several_units(registering))
    if units:
        return Reading(wrong=_not_registering(tree, units[0]))
    return not_known(cell, "unit") or Reading(wrong=_no_unit(called, written))


def _several_units(units: Sequence[Unit]) -> Text:
    codes = [unit.code for unit in units]
    return Text.of(
        sv=f"Flera enheter heter så. Skriv en av koderna {listed(codes)}.",
        en=f"several units are called that; write one of the codes {listed(codes, 'en')}",
    )


def _not_registering(tree: UnitTree, unit: Unit) -> Text:
    names = [leaf.name for leaf in tree.leaves_of(unit.code)][:8]
    return Text.of(
        sv=f"{unit.name} registrerar inte själv. Skriv en enhet där, till exempel {listed(names)}.",
        en=f"{unit.name} does not register itself; write a unit there, such as {listed(names, 'en')}",
    )


def _no_unit(called: Mapping[str, Sequence[Unit]], written: str) -> Text:
    close = get_close_matches(folded(written), called, 1, cutoff=0.7)
    meant = called[close[0]][0].name if close else ""
    return Text.of(
        sv=f"Enheten{repeated(written)} finns inte. {f'Menade du {meant}?' if meant else 'Skriv dess namn eller kod.'}",
        en=f"there is no unit{repeated(written)}; {f'did you mean {meant}?' if meant else 'write its name or code'}",
    )


def version_reader(versions: Sequence[int]) -> Read:
    """Reads the number of a version of the instrument."""
    return remembered(partial(_version, versions))


def _version(versions: Sequence[int], cell: Cell) -> Reading:
    numbers = {str(version): version for version in versions}
    written = words(cell)
    if written in numbers:
        return Reading(numbers[written])
    return not_known(cell, "version") or Reading(
        wrong=Text.of(
            sv=f"Versionen{repeated(written)} finns inte. Skriv {' eller '.join(numbers)}, eller lämna tomt.",
            en=f"there is no version{repeated(written)}; write {' or '.join(numbers)}, or leave it empty",
        )
    )
