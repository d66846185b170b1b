"""What each table and column is for, how long it is kept and who sees it, read from content."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from folja.instruments.content import SHIPPED, Node, read
from folja.vocabulary.text import Text


@dataclass(frozen=True)
class Table:
    """A table in words. `kept` and `seen` are codes of rules and of readers."""

    name: str
    purpose: Text
    kept: str
    seen: str
    columns: Mapping[str, Text]


@dataclass(frozen=True)
class Group:
    """Tables about the same."""

    title: Text
    about: Text
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Outside:
    """What is kept elsewhere than in the database."""

    title: Text
    about: Text


@dataclass(frozen=True)
class Words:
    """`columns` are words of columns that mean the same in every table."""

    rules: Mapping[str, Text]
    seen: Mapping[str, Text]
    columns: Mapping[str, Text]
    groups: tuple[Group, ...]
    outside: tuple[Outside, ...]

    def of_column(self, table: Table, column: str) -> Text | None:
        return table.columns.get(column) or self.columns.get(column)


@cache
def shipped() -> Words:
    """The words that come with Följa."""
    return load(SHIPPED)


def load(root: Path) -> Words:
    """The words in a content folder. Raises Refused with file and line."""
    node = read(root / "what_is_kept.yaml", root)
    node.only("rules", "seen", "columns", "groups", "outside")
    rules, seen = _texts(node.node("rules")), _texts(node.node("seen"))
    groups = tuple(_group(inner, rules, seen) for inner in node.nodes("groups"))
    outside = tuple(Outside(inner.text("title"), inner.text("about")) for inner in node.nodes("outside"))
    return Words(rules, seen, _texts(node.node("columns")), groups, outside)


def _texts(node: Node) -> Mapping[str, Text]:
    return {code: node.text(code) for code in node.values}


def _group(node: Node, rules: Mapping[str, Text], seen: Mapping[str, Text]) -> Group:
    node.only("title", "about", "tables")
    tables = tuple(_table(inner, rules, seen) for inner in node.nodes("tables"))
    return Group(node.text("title"), node.text("about"), tables)


def _table(node: Node, rules: Mapping[str, Text], seen: Mapping[str, Text]) -> Table:
    node.only("table", "for", "kept", "seen", "columns")
    return Table(
        node.word("table"),
        node.text("for"),
        _one_of(node, "kept", rules),
        _one_of(node, "seen", seen),
        _texts(node.node("columns")) if "columns" in node.values else {},
    )


def _one_of(node: Node, key: str, known: Mapping[str, Text]) -> str:
    code = node.word(key)
    if code not in known:
        raise node.refused(
            key,
            sv=f"{code} finns inte. Välj bland {', '.join(known)}.",
            en=f"there is no {code}; there is {', '.join(known)}",
        )
    return code
