"""What is handed over with a table: its rows, the protocol of how it was protected, and the rows of an attack."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from statistics import fmean

from folja.disclosure.table.protecting import Depths, Protected
from folja.disclosure.table.reading import TOTAL, Counted
from folja.disclosure.table.rule import Rule
from folja.disclosure.table.shape import Key, Shape, sums
from folja.disclosure.table.told import Proof

VALUE = "value"


@dataclass(frozen=True)
class Error:
    """How far published numbers are from the truth. Secret: it narrows what the counts can be."""

    mean: float
    largest: int
    of_the_total: int


def table_rows(protected: Protected) -> Iterator[dict[str, object]]:
    """A row for each number: the columns of the cell, `total` where it is a sum, and the value, or .. if withheld.

    Where known totals had to be withheld, `without` says how many of them a sum leaves out.
    """
    shape = protected.table.shape
    for key, number in protected.table.numbers.items():
        row: dict[str, object] = dict(shape.written(key, TOTAL)) | {VALUE: ".." if number is None else number}
        if protected.withheld:
            row["without"] = sum(_meet(key, group) for group in protected.withheld) if number is not None else 0
        yield row


def _meet(key: Key, group: Key) -> bool:
    """Whether two cells have anything in common."""
    return all(a[: len(b)] == b[: len(a)] for a, b in zip(key, group, strict=True))


def protocol(protected: Protected, tables: Collection[Depths], error: Error | None = None) -> dict[str, object]:
    """What was done, without anything that narrows a count. `error` is added when it is asked for, and is secret."""
    shape = protected.table.shape
    done: dict[str, object] = {
        "rule": str(Rule("leaves", protected.base)),
        "protected": f"1-{protected.base - 1}",
        "columns": list(shape.columns),
        "tables": [list(depths) for depths in tables],
        "smallest_cells": protected.leaves,
        "published_numbers": len(protected.table.numbers),
        "known_totals": len(protected.known),
        "withheld": [shape.said(group) for group in protected.withheld],
        "drawn_again_after_attack": protected.drawn_again,
        "attacked": protected.effort,
        "proved": 0,
    }
    return done | ({"error": asdict(error)} if error else {})


def error(counted: Counted, protected: Protected) -> Error:
    """The mean and largest distance to the truth of all numbers that are shown; that of the total with its sign."""
    shown = {key: number for key, number in protected.table.numbers.items() if number is not None}
    truth = sums(counted.leaves, {tuple(map(len, key)) for key in shown})
    away = [abs(number - truth[key]) for key, number in shown.items()]
    whole = protected.table.shape.whole
    return Error(round(fmean(away), 2), max(away), shown.get(whole, 0) - truth[whole])


def proof_rows(shape: Shape, proofs: Iterable[Proof]) -> Iterator[dict[str, object]]:
    """A row for each proof: the columns of the cell, the whole if it is what is left of one, the range, the numbers."""
    for proof in proofs:
        rest_of = shape.said(proof.of) if proof.of is not None else ""
        found = {"rest_of": rest_of, "low": proof.low, "high": proof.high, "from": "; ".join(proof.numbers)}
        yield dict(shape.written(proof.cell, TOTAL)) | found
