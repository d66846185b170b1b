"""A table of counts: what it is split by, its smallest cells, and the sums that they make."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from math import prod

from folja.vocabulary.problem import refuse

Code = tuple[str, ...]
"""A place in a hierarchy, from the top: ("Nora", "North", "Mill Lane"). The whole is ()."""

Key = tuple[Code, ...]
"""A cell: a code for each dimension."""

WHOLE: Code = ()


@dataclass(frozen=True)
class Dimension:
    """One thing that counts are split by: all its codes, with everything they lie under.

    `columns` are its columns in a file, a level each, coarsest first. With a classification there is one column,
    which holds a code of any level, and `classified` says where in the hierarchy each code stands.
    """

    columns: tuple[str, ...]
    codes: frozenset[Code]
    classified: Mapping[str, Code] = field(default_factory=dict, hash=False)

    @property
    def name(self) -> str:
        """What it is called: its finest column."""
        return self.columns[-1]

    @cached_property
    def children(self) -> Mapping[Code, tuple[Code, ...]]:
        """What lies right below each code, in order."""
        below: dict[Code, list[Code]] = defaultdict(list)
        for code in sorted(self.codes):
            if code:
                below[code[:-1]].append(code)
        return {code: tuple(inside) for code, inside in below.items()}

    @cached_property
    def leaves(self) -> tuple[Code, ...]:
        """The codes with nothing below them, in order."""
        return tuple(code for code in sorted(self.codes) if code not in self.children)

    def cut(self, depth: int) -> "Dimension":
        """The same, without what lies deeper than so many levels."""
        codes = frozenset(code[:depth] for code in self.codes)
        columns = self.columns[:depth] if depth and not self.classified else self.columns
        return Dimension(columns, codes, self.classified)

    def written(self, code: Code, total: str) -> tuple[str, ...]:
        """The code as it stands in a file: in a column for each level, `total` where it is not split further."""
        if not self.classified:
            return (*code, *[total] * (len(self.columns) - len(code)))
        return (next((name for name, path in self.classified.items() if path == code), total),)


def dimension(columns: Sequence[str], codes: Iterable[Code], classified: Mapping[str, Code] | None = None) -> Dimension:
    """A dimension with these codes and all that they lie under."""
    found = {code[:depth] for code in codes for depth in range(len(code) + 1)} | {WHOLE}
    return Dimension(tuple(columns), frozenset(found), classified or {})


@dataclass(frozen=True)
class Shape:
    """How cells hang together: the dimensions, in the order of the codes of a key."""

    dimensions: tuple[Dimension, ...]

    @property
    def whole(self) -> Key:
        """The total of everything."""
        return (WHOLE,) * len(self.dimensions)

    @property
    def size(self) -> int:
        """How many smallest cells there are, with all that are nothing."""
        return prod(len(one.leaves) for one in self.dimensions)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that say which cell a row is about."""
        return tuple(column for one in self.dimensions for column in one.columns)

    def leaves(self) -> Iterator[Key]:
        """Every smallest cell, also those that nobody is counted in: a row that is missing must tell nothing."""
        return product(*(one.leaves for one in self.dimensions))

    def written(self, key: Key, total: str) -> dict[str, str]:
        """The columns of a cell's row."""
        pairs = zip(self.dimensions, key, strict=True)
        return dict(zip(self.columns, (cell for one, code in pairs for cell in one.written(code, total)), strict=True))

    def depths(self, columns: Sequence[str]) -> tuple[int, ...]:
        """How deep a table that is split by these columns goes in each dimension. Raises Refused."""
        depths = [0] * len(self.dimensions)
        for column in columns:
            place = next((place for place, one in enumerate(self.dimensions) if column in one.columns), None)
            if place is None or depths[place]:
                raise refuse(
                    "",
                    sv=f"{column} är ingen kolumn att dela upp efter, eller hör ihop med en som redan är nämnd. Välj "
                    f"bland {', '.join(self.columns)}.",
                    en=f"{column} is no column to split by, or belongs with one that is named already; choose among "
                    f"{', '.join(self.columns)}",
                )
            one = self.dimensions[place]
            depths[place] = max(map(len, one.codes)) if one.classified else one.columns.index(column) + 1
        return tuple(depths)

    def said(self, key: Key) -> str:
        """A cell in words: its codes, or that it is the total."""
        return " × ".join("/".join(code) for code in key if code) or "total"


def above(code: Code) -> Iterator[Code]:
    """The code itself and everything that it lies under, the whole last."""
    return (code[:depth] for depth in range(len(code), -1, -1))


def sums(leaves: Mapping[Key, int], tables: Collection[tuple[int, ...]]) -> Counter[Key]:
    """Every cell of some tables with its count: each smallest cell added to all that it lies under.

    A table is a depth for each dimension: 0 where it is not split by that dimension at all.
    """
    added: Counter[Key] = Counter()
    for key, count in leaves.items():
        for cell in cells_above(key, tables):
            added[cell] += count
    return added


def cells_above(key: Key, tables: Collection[tuple[int, ...]]) -> set[Key]:
    """The cells of some tables that a smallest cell is part of."""
    return {
        cell
        for depths in tables
        for cell in product(*(above(code[:depth]) for code, depth in zip(key, depths, strict=True)))
    }


def cut(key: Key, depths: Sequence[int]) -> Key:
    """The cell that a cell is part of, so many levels down in each dimension."""
    return tuple(code[:depth] for code, depth in zip(key, depths, strict=True))


def lies_in(cell: Key, whole: Key) -> bool:
    """Whether a cell is the other one or a part of it."""
    return all(code[: len(outer)] == outer for code, outer in zip(cell, whole, strict=True))
