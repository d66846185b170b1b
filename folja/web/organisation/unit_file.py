"""Reads a file of units, comma or semicolon separated, into a UnitTree; problems name the row."""

import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import suppress

from folja.vocabulary.period import Month
from folja.vocabulary.problem import Problem, Refused, problem, refuse
from folja.vocabulary.unit import KINDS, Unit, UnitTree, read_successors
from folja.vocabulary.units_in_time import problems_in_time

NEEDED = ("code", "name", "kind", "parent", "staff")
OPTIONAL = ("valid_from", "valid_to", "successor")

MOST_STAFF = 9999

Row = Mapping[str, str]


def read_units(content: bytes) -> UnitTree:
    """The units of a file with the columns code, name, kind, parent, staff[, valid_from, valid_to, successor].

    UTF-8 with or without byte order mark. Raises Refused with every problem found.
    """
    rows = list(_rows(_text(content)))
    problems = [found for where, row in rows for found in _problems(where, row)]
    if problems:
        raise Refused(problems)
    where_is = {row["code"]: where for where, row in rows}
    try:
        tree = UnitTree(tuple(_unit(row) for _, row in rows))
        if in_time := list(problems_in_time(tree)):
            raise Refused(in_time)
        return tree
    except Refused as refused:
        # The tree names units by code; the reader of a file looks for rows.
        raise Refused(Problem(_placed(p.where, where_is), p.text) for p in refused.problems) from None


def _text(content: bytes) -> str:
    with suppress(UnicodeDecodeError):
        text = content.decode("utf-8-sig")
        if "\0" not in text:
            return text
    raise refuse(
        "",
        sv="Filen är inte text i UTF-8. Spara den som ”CSV UTF-8”.",
        en="the file is not UTF-8 text; save it as “CSV UTF-8”",
    )


def _rows(text: str) -> Iterator[tuple[str, Row]]:
    lines = _lines(text)
    _, header = next(lines, ("", []))
    names = [name.strip().lower() for name in header]
    _refuse_columns(names)
    for where, line in lines:
        cells = dict.fromkeys(names, "") | dict(zip(names, map(str.strip, line), strict=False))
        if any(cells.values()):
            yield where, cells


def _lines(text: str) -> Iterator[tuple[str, list[str]]]:
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun = 1
    try:
        for line in reader:
            yield f"rad {begun}", line
            begun = reader.line_num + 1
    except csv.Error:
        raise refuse(
            f"rad {begun}",
            sv="Ett citattecken saknar sitt par, eller så är en ruta längre än "
            f"{csv.field_size_limit()} tecken. Skriv citattecken i par, och korta rutan.",
            en="a quotation mark lacks its pair, or a cell is longer than "
            f"{csv.field_size_limit()} characters; write quotation marks in pairs, and shorten the cell",
        ) from None


def _refuse_columns(names: list[str]) -> None:
    missing = [name for name in NEEDED if name not in names]
    unknown = [name for name in names if name not in (*NEEDED, *OPTIONAL)]
    if missing or unknown:
        wrong = ", ".join(missing or unknown)
        raise refuse(
            "rad 1",
            sv=f"{'Kolumner saknas' if missing else 'Okända kolumner'}: {wrong}. "
            f"Använd {', '.join(NEEDED)} och vid behov {', '.join(OPTIONAL)}.",
            en=f"{'missing' if missing else 'unknown'} columns: {wrong}; "
            f"use {', '.join(NEEDED)} and if needed {', '.join(OPTIONAL)}",
        )


def _problems(where: str, row: Row) -> Iterator[Problem]:
    for name in ("code", "name"):
        if not row[name]:
            yield problem(
                f"{where}, {name}",
                sv="Rutan är tom. Varje enhet har en kod och ett namn.",
                en="empty; every unit has a code and a name",
            )
    if row["kind"] not in KINDS:
        yield problem(
            f"{where}, kind",
            sv=f"Slaget ”{row['kind']}” finns inte. Välj {', '.join(KINDS)}.",
            en=f"there is no kind “{row['kind']}”; choose {', '.join(KINDS)}",
        )
    if row["staff"] and not _is_number_of_staff(row["staff"]):
        yield problem(
            f"{where}, staff",
            sv=f"”{row['staff'][:20]}” är inget antal medarbetare. Skriv ett helt tal, högst {MOST_STAFF}, eller "
            "lämna tomt om det inte är känt.",
            en=f"“{row['staff'][:20]}” is no number of staff; write a whole number, at most {MOST_STAFF}, or leave "
            "it empty if not known",
        )
    for name in ("valid_from", "valid_to"):
        if row.get(name) and not _is_month(row[name]):
            yield problem(
                f"{where}, {name}",
                sv=f"”{row[name]}” är ingen månad. Skriv den som 2021-03.",
                en=f"“{row[name]}” is no month; write it as 2021-03",
            )


def _is_number_of_staff(written: str) -> bool:
    return written.isdecimal() and len(written) <= 9 and int(written) <= MOST_STAFF


def _is_month(written: str) -> bool:
    try:
        Month.parse(written)
    except ValueError:
        return False
    return True


def _unit(row: Row) -> Unit:
    return Unit(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],  # type: ignore[arg-type]  # checked above
        parent=row["parent"] or None,
        staff=int(row["staff"]) if row["staff"] else None,
        valid_from=Month.parse(row["valid_from"]) if row.get("valid_from") else None,
        valid_to=Month.parse(row["valid_to"]) if row.get("valid_to") else None,
        successors=read_successors(row.get("successor")),
    )


def _placed(where: str, where_is: Mapping[str, str]) -> str:
    return f"{where_is[where]}, {where}" if where in where_is else where
