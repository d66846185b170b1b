"""Sums up what became of a spreadsheet's rows, in as many lines as a person reads: not one for each row."""

from collections.abc import Iterable, Iterator, Sequence

from folja.spreadsheets.reading import ImportReport
from folja.vocabulary.problem import Problem, problem
from folja.vocabulary.text import Text, listed

MOST_TOLD = 50  # a file with more has some fault or way of writing repeated
_ROWS_NAMED = 3


def counted(report: ImportReport) -> Text:
    """How many rows are taken, passed over, and to be mended."""
    taken, skipped, refused = (len(rows) for rows in (report.taken, report.skipped, report.refused))
    return Text.of(
        sv=f"{_number(taken, 'rad', 'rader')} går att läsa in, {skipped} hoppas över och {refused} måste rättas.",
        en=f"{_number(taken, 'row', 'rows')} can be taken in, {skipped} are passed over and {refused} must be mended.",
    )


def interpreted(report: ImportReport) -> tuple[Text, ...]:
    """How headings and cells were understood and which rows are passed over, each way once with its first rows."""
    by_note: dict[Text, list[int]] = {}
    for taken in report.taken:
        for note in taken.notes:
            by_note.setdefault(note, []).append(taken.row)
    for skipped in report.skipped:
        by_note.setdefault(skipped.why, []).append(skipped.row)
    lines = [*report.notes, *(_in_rows(note, rows) for note, rows in by_note.items())]
    left = len(lines) - MOST_TOLD
    return (*lines[:MOST_TOLD], *_and_more(left, "tolkningar", "interpretations"))


def first_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The first problems, each as it must be mended, and how many more there are."""
    problems = tuple(problems)
    more = _and_more(len(problems) - MOST_TOLD, "fel", "problems")
    return (*problems[:MOST_TOLD], *(problem("", sv=text.sv, en=text.en) for text in more))


def _in_rows(note: Text, rows: Sequence[int]) -> Text:
    first = [str(row) for row in rows[:_ROWS_NAMED]]
    sv, en = f"rad {listed(first)}", f"row {listed(first, 'en')}"
    if len(rows) > _ROWS_NAMED:
        sv, en = f"{len(rows)} rader, först {sv}", f"{len(rows)} rows, first {en}"
    return Text.of(sv=f"{note.sv.rstrip('.')} ({sv})", en=f"{note.en.rstrip('.')} ({en})")


def _and_more(left: int, sv: str, en: str) -> Iterator[Text]:
    if left > 0:
        yield Text.of(sv=f"… och {left} {sv} till.", en=f"… and {left} more {en}.")


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
