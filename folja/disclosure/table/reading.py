"""Reads a table of counts, one that is published, or a classification, from a file of values with separators.

A problem names row and column and never repeats a number: it is somebody's exact count, and messages end up in logs.
"""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from folja.disclosure.table.shape import Code, Key, Shape, dimension
from folja.vocabulary.problem import Problem, Refused, problem, refuse

TOTAL = "total"
HIDDEN = frozenset({"", "..", "…", "x", "X", ":", "*", "c"})
"""What statistical offices write for a number that is not shown."""

MOST_DIGITS = 8
MOST_CELLS = 1_000_000
MOST_PROBLEMS = 20

Dimensions = Sequence[Sequence[str]]
"""The columns of each dimension, the levels of a hierarchy from the coarsest."""

Classifications = Mapping[str, Mapping[str, Code]]
"""By column: where in its hierarchy each code stands."""


@dataclass(frozen=True)
class Counted:
    """A table of exact counts. It is secret: nothing of it is ever said."""

    shape: Shape
    leaves: Mapping[Key, int]

    def __repr__(self) -> str:
        return f"Counted({len(self.leaves)} cells)"


@dataclass(frozen=True)
class Published:
    """A table as it is published: a number for each cell, None for one that is hidden."""

    shape: Shape
    numbers: Mapping[Key, int | None]


def read_counts(
    content: bytes,
    dimensions: Dimensions,
    count: str | None,
    classifications: Classifications | None = None,
    name: str = "",
) -> Counted:
    """The smallest cells of a table: a row for each with its count, or with `count` None a row for each one counted.

    Combinations that have no row are nothing. Raises Refused with every problem, by the file's `name`, row and
    column: a column that is missing, a cell that stands twice, what is no whole number.
    """
    counts: Counter[Key] = Counter()
    first: dict[Key, int] = {}
    with _of_file(name):
        table = _Table(_Lines(content), dimensions, classifications or {})
        of_count = table.lines.place(count) if count is not None else None
        for number, key, cells in table.rows(None):
            if of_count is None:
                first.setdefault(key, number)
                counts[key] += 1
            elif not _is_number(cells[of_count].strip()):
                table.problems.add(_no_number(number, str(count)))
            elif first.setdefault(key, number) != number:
                table.problems.add(_twice(number, first[key]))
            else:
                counts[key] = int(cells[of_count])
        table.problems.refuse_if_any()
        shape = table.shape(counts)
        _refuse_unless_leaves(shape, first)
    return Counted(shape, counts)


def read_published(
    content: bytes,
    dimensions: Dimensions,
    value: str,
    classifications: Classifications | None = None,
    total: str = TOTAL,
    name: str = "",
) -> Published:
    """A published table: a row for each number, with the word `total` in the columns that it is not split by.

    A number that is empty, .. or x is hidden. Raises Refused with every problem.
    """
    numbers: dict[Key, int | None] = {}
    first: dict[Key, int] = {}
    with _of_file(name):
        table = _Table(_Lines(content), dimensions, classifications or {})
        of_value = table.lines.place(value)
        for number, key, cells in table.rows(total):
            written = cells[of_value].strip()
            if written not in HIDDEN and not _is_number(written):
                table.problems.add(_no_published_number(number, value))
            elif first.setdefault(key, number) != number:
                table.problems.add(_twice(number, first[key]))
            else:
                numbers[key] = None if written in HIDDEN else int(written)
        table.problems.refuse_if_any()
        return Published(table.shape(numbers), numbers)


def read_classification(content: bytes, name: str = "") -> Mapping[str, Code]:
    """Where each code stands, by a file with the columns code and parent. A single code on top is the whole.

    Raises Refused for a parent that is no code, a code that stands twice, and codes that lie under themselves.
    """
    parents: dict[str, str] = {}
    rows: dict[str, int] = {}
    problems = _Problems()
    with _of_file(name):
        lines = _Lines(content)
        of_code, of_parent = lines.place("code"), lines.place("parent")
        for number, cells in lines.rows():
            code = cells[of_code].strip()
            if not code:
                problems.add(_empty(number, "code"))
            elif code in parents:
                problems.add(_twice(number, rows[code]))
            else:
                parents[code], rows[code] = cells[of_parent].strip(), number
        for code, parent in parents.items():
            if parent and parent not in parents:
                problems.add(_no_parent(rows[code]))
        problems.refuse_if_any()
        paths = {code: _path(code, parents, rows) for code in parents}
    tops = [code for code, path in paths.items() if len(path) == 1]
    return {code: path[1:] for code, path in paths.items()} if len(tops) == 1 else paths


def _path(code: str, parents: Mapping[str, str], rows: Mapping[str, int]) -> Code:
    path = [code]
    while parent := parents[path[-1]]:
        if parent in path:
            raise refuse(
                _at(rows[code], "parent"),
                sv="Koden ligger under sig själv. Ändra parent så att varje kod leder upp till en utan parent.",
                en="the code lies under itself; change parent so that every code leads up to one without a parent",
            )
        path.append(parent)
    return tuple(reversed(path))


def _at(number: int, column: str = "") -> str:
    """A place in a file, in no language."""
    return f"{number}, {column}" if column else str(number)


@contextmanager
def _of_file(name: str) -> Iterator[None]:
    """Problems are said to be of that file."""
    try:
        yield
    except Refused as refused:
        raise Refused(
            Problem(":".join(filter(None, (name, found.where))), found.text) for found in refused.problems
        ) from None


class _Problems:
    """What must be mended: all of it, up to as many as anybody reads."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, found: Problem) -> None:
        self.found.append(found)
        if len(self.found) >= MOST_PROBLEMS:
            raise Refused(self.found)

    def refuse_if_any(self) -> None:
        if self.found:
            raise Refused(self.found)


class _Lines:
    """The lines of a file below its headings."""

    def __init__(self, content: bytes) -> None:
        text = _text(content)
        self.separator = max(",;\t", key=text.partition("\n")[0].count)
        self._lines = self._numbered(text)
        _, headings = next(self._lines, (1, []))
        self.headings = [heading.strip() for heading in headings]
        if not any(self.headings):
            raise refuse(
                "",
                sv="Filen är tom. Den första raden ska säga vad kolumnerna heter.",
                en="the file is empty; its first row names the columns",
            )
        if len(set(self.headings)) < len(self.headings):
            raise refuse(
                _at(1),
                sv="Två kolumner heter likadant. Ge varje kolumn ett eget namn.",
                en="two columns have the same name; give each column a name of its own",
            )

    def place(self, column: str) -> int:
        """Where a column stands. Raises Refused when there is none."""
        if column not in self.headings:
            names = ", ".join(self.headings[:20])
            raise refuse(
                _at(1, column),
                sv=f"Kolumnen finns inte. Filens kolumner är: {names}. Skilj kolumnerna åt med komma, semikolon "
                "eller tabb.",
                en=f"there is no such column; those of the file are: {names}; separate columns by comma, semicolon "
                "or tab",
            )
        return self.headings.index(column)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every row with something in it, and its number in the file. Raises Refused for one of another length."""
        for number, cells in self._lines:
            if not any(map(str.strip, cells)):
                continue
            if len(cells) != len(self.headings):
                raise refuse(
                    _at(number),
                    sv=f"Raden har {len(cells)} rutor och den första raden {len(self.headings)}. Sätt citattecken "
                    "om det som har ett skiljetecken i sig.",
                    en=f"the row has {len(cells)} cells and the first row {len(self.headings)}; put quotation marks "
                    "around what holds a separator",
                )
            yield number, cells

    def _numbered(self, text: str) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=self.separator, strict=True)
        number = 0
        try:
            for cells in reader:
                number += 1
                yield number, cells
        except csv.Error:
            raise refuse(
                _at(number + 1),
                sv="Ett citattecken saknar sitt par. Skriv citattecken i par.",
                en="a quotation mark lacks its pair; write quotation marks in pairs",
            ) from None


def _text(content: bytes) -> str:
    try:
        is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise refuse(
            "",
            sv="Filen är inte text i UTF-8. Spara den som ”CSV UTF-8”.",
            en="the file is not UTF-8 text; save it as “CSV UTF-8”",
        )
    return text


class _Table:
    """The rows of a file as cells of a table."""

    def __init__(self, lines: _Lines, dimensions: Dimensions, classifications: Classifications) -> None:
        if not dimensions:
            raise refuse("", sv="Ange minst en kolumn att dela upp efter.", en="name at least one column to split by")
        columns = [column for one in dimensions for column in one]
        alone = {one[0] for one in dimensions if len(one) == 1}
        if len(set(columns)) < len(columns) or not set(classifications) <= alone:
            raise refuse(
                "",
                sv="Varje kolumn kan delas upp efter en gång, och en klassifikation hör till en sådan kolumn.",
                en="each column is split by once, and a classification belongs to such a column",
            )
        self.lines, self.dimensions, self.problems = lines, dimensions, _Problems()
        self.places = [[lines.place(column) for column in one] for one in dimensions]
        self.classified = [classifications.get(one[0], {}) for one in dimensions]

    def rows(self, total: str | None) -> Iterator[tuple[int, Key, list[str]]]:
        """Row number, cell and what is written. `total` is what stands where a sum is not split."""
        for number, cells in self.lines.rows():
            key = self._key(number, cells, total)
            if key is not None:
                yield number, key, cells

    def _key(self, number: int, cells: Sequence[str], total: str | None) -> Key | None:
        """The cell that a row is about; None when something in it must be mended."""
        key: list[Code] = []
        for columns, places, where in zip(self.dimensions, self.places, self.classified, strict=True):
            code = tuple(cells[place].strip() for place in places)
            while total is not None and code and code[-1] == total:
                code = code[:-1]
            wrong = _wrong(number, columns, code, where, total)
            if wrong:
                self.problems.add(wrong)
                return None
            key.append(where[code[0]] if where and code else code)
        return tuple(key)

    def shape(self, keys: Iterable[Key]) -> Shape:
        """The dimensions with all the codes there are. Raises Refused when there are no rows."""
        found: list[set[Code]] = [set() for _ in self.dimensions]
        for key in keys:
            for codes, code in zip(found, key, strict=True):
                codes.add(code)
        if not all(found):
            names = ", ".join(self.lines.headings[:20])
            raise refuse(
                "",
                sv=f"Det står inget under den första raden ({names}).",
                en=f"there is nothing below the first row ({names})",
            )
        return Shape(
            tuple(
                dimension(columns, {*codes, *where.values()}, where)
                for columns, codes, where in zip(self.dimensions, found, self.classified, strict=True)
            )
        )


def _wrong(
    number: int, columns: Sequence[str], code: Code, where: Mapping[str, Code], total: str | None
) -> Problem | None:
    """What is wrong with the codes of one dimension in a row."""
    if where:
        return _unclassified(number, columns[0]) if code and code[0] not in where else None
    for column, one in zip(columns, code, strict=False):
        if one in ("", total):
            return _empty(number, column)
        if total is None and one == TOTAL:
            return _is_a_total(number, column)
    return None


def _refuse_unless_leaves(shape: Shape, first: Mapping[Key, int]) -> None:
    """A table of counts has its smallest cells only, and not too many of them."""
    for key, number in first.items():
        for one, code in zip(shape.dimensions, key, strict=True):
            if code in one.children:
                raise refuse(
                    _at(number, one.name),
                    sv="Koden har andra under sig i klassifikationen. Räkna på den finaste nivån.",
                    en="the code has others below it in the classification; count by the finest level",
                )
    if shape.size > MOST_CELLS:
        raise refuse(
            "",
            sv=f"Tabellen har {shape.size} minsta celler när alla kolumner korsas, och högst {MOST_CELLS} går att "
            "räkna med. Ta bort en kolumn eller använd grövre koder.",
            en=f"crossing all columns gives {shape.size} smallest cells, and at most {MOST_CELLS} can be worked "
            "with; leave a column out or use coarser codes",
        )


def _is_number(written: str) -> bool:
    return written.isascii() and written.isdecimal() and len(written) <= MOST_DIGITS


def _no_number(number: int, column: str) -> Problem:
    return problem(
        _at(number, column),
        sv=f"Här ska stå ett helt tal, 0 eller större, med högst {MOST_DIGITS} siffror och inget annat.",
        en=f"a whole number stands here, 0 or more, of at most {MOST_DIGITS} digits and nothing else",
    )


def _no_published_number(number: int, column: str) -> Problem:
    return problem(
        _at(number, column),
        sv="Här ska stå ett helt tal, eller .. för ett som inte visas. Skriv 0 där inget finns.",
        en="a whole number stands here, or .. for one that is not shown; write 0 where there is nothing",
    )


def _twice(number: int, first: int) -> Problem:
    return problem(
        _at(number),
        sv=f"Samma kod eller cell står redan på rad {first}. Behåll en rad för varje.",
        en=f"the same code or cell stands in row {first} already; keep one row for each",
    )


def _empty(number: int, column: str) -> Problem:
    return problem(
        _at(number, column),
        sv="Här saknas en kod. Skriv till exempel ”okänt” där inget är känt.",
        en="a code is missing here; write “unknown”, say, where nothing is known",
    )


def _is_a_total(number: int, column: str) -> Problem:
    return problem(
        _at(number, column),
        sv=f"Här står ordet ”{TOTAL}”. Ta bort summor ur filen, de räknas ut. En kod får heta något annat.",
        en=f"here is the word “{TOTAL}”; take sums out of the file, they are worked out; call a code something else",
    )


def _unclassified(number: int, column: str) -> Problem:
    return problem(
        _at(number, column),
        sv="Koden finns inte i klassifikationen. Lägg till den där, eller rätta den här.",
        en="the code is not in the classification; add it there, or mend it here",
    )


def _no_parent(number: int) -> Problem:
    return problem(
        _at(number, "parent"),
        sv="Det som står här finns inte i kolumnen code. Lägg till det, eller lämna tomt för det som är överst.",
        en="what stands here is not in the column code; add it, or leave it empty for what is on top",
    )
