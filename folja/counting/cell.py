"""Cells, the numbers that are counted, and the pieces that plans are put together from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from folja.counting.relation import Relation
from folja.vocabulary.condition import Condition, holds, number_at
from folja.vocabulary.text import Text

ANSWERED, NOT_KNOWN = "answered", "not_known"
ANSWERED_TITLE = Text.of(sv="Besvarade", en="Answered")
NOT_KNOWN_TITLE = Text.of(sv="Vet ej", en="Not known")


@dataclass(frozen=True)
class Cell:
    """One number to count: acts where a condition holds, or the sum of a number over them.

    `code` is attribute.category. Cells that are not published only help to say what is linked.
    """

    attribute: str
    category: str
    title: Text
    where: Condition
    total_of: str | None = None
    published: bool = True

    @property
    def code(self) -> str:
        return f"{self.attribute}.{self.category}"


def adds(cell: Cell, answers: Mapping[str, Any]) -> int:
    """What one sheet adds to a cell."""
    if not holds(cell.where, answers):
        return 0
    return 1 if cell.total_of is None else number_at(cell.total_of, answers) or 0


@dataclass(frozen=True)
class Piece:
    """What one question adds to its component."""

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...] = ()
    complements: tuple[tuple[str, str], ...] = ()
    hinges: tuple[str, ...] = ()

    def __add__(self, other: "Piece") -> "Piece":
        return Piece(
            self.cells + other.cells,
            self.relations + other.relations,
            self.complements + other.complements,
            self.hinges + other.hinges,
        )


def complements_of(answered: str, cells: tuple[Cell, ...]) -> tuple[tuple[str, str], ...]:
    """Every yes has a no: answered less the yes."""
    return tuple((answered, cell.code) for cell in cells)


def people_category(kind: str) -> str:
    """The category that holds how many people of a kind there were."""
    return f"{kind}_people"
