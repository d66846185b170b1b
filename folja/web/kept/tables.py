"""The tables that the database has, each with its words: what has none is shown all the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from folja.disclosure import policy
from folja.vocabulary.text import Language, Text
from folja.web.collection.key_order import TABLES
from folja.web.collection.uploads import EVERY, LONGEST
from folja.web.kept.words import Table, Words
from folja.web.writing.actions import WRITES_FOR

EMPTY = "empty"
"""The rule of tables that nothing is to be written in, which is looked at."""


@dataclass(frozen=True)
class Column:
    """One of a table's, with its words; none where they are lacking."""

    name: str
    words: str


@dataclass(frozen=True)
class ShownTable:
    """A table of the database. `purpose` is empty where content has no words of it."""

    name: str
    columns: tuple[Column, ...]
    purpose: str = ""
    kept: str = ""
    seen: str = ""
    tells_no_order: bool = False
    is_wrongly_filled: bool = False


@dataclass(frozen=True)
class ShownGroup:
    """Tables about the same."""

    title: str
    about: str
    tables: tuple[ShownTable, ...]


def there() -> Mapping[str, tuple[str, ...]]:
    """The tables of the database, by name, each with its columns as the database has them."""
    with connection.cursor() as cursor:
        return {
            name: tuple(column.name for column in connection.introspection.get_table_description(cursor, name))
            for name in connection.introspection.table_names(cursor)
        }


def shown(words: Words, language: Language) -> tuple[ShownGroup, ...]:
    """Every table there is, in the groups of content; those without words last, in a group without a title."""
    found = there()
    named = {table.name for group in words.groups for table in group.tables}
    groups = [
        ShownGroup(
            group.title.in_language(language),
            group.about.in_language(language),
            tuple(_shown(words, table, found[table.name], language) for table in group.tables if table.name in found),
        )
        for group in words.groups
    ]
    unknown = tuple(ShownTable(name, _bare(columns)) for name, columns in found.items() if name not in named)
    return (*(group for group in groups if group.tables), *((ShownGroup("", "", unknown),) if unknown else ()))


def without_words(words: Words) -> Iterator[str]:
    """The tables, and the columns as table.column, that content says nothing of."""
    known = {table.name: table for group in words.groups for table in group.tables}
    for name, columns in there().items():
        if name not in known:
            yield name
        elif known[name].columns or not _is_of_a_program(name):
            yield from (f"{name}.{column}" for column in columns if not words.of_column(known[name], column))


def filled_in(words: Text, language: Language) -> str:
    """A text with its numbers, which are those of the policy and the code."""
    return words.in_language(language).format(**_numbers())


def _numbers() -> Mapping[str, int]:
    return vars(policy.shipped()) | {
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
        "claim_seconds": int(WRITES_FOR.total_seconds()),
        "upload_minutes": (LONGEST + EVERY) // 60,
    }


def _shown(words: Words, table: Table, columns: tuple[str, ...], language: Language) -> ShownTable:
    said = (words.of_column(table, column) for column in columns)
    return ShownTable(
        table.name,
        tuple(
            Column(name, text.in_language(language) if text else "") for name, text in zip(columns, said, strict=True)
        ),
        table.purpose.in_language(language),
        filled_in(words.rules[table.kept], language),
        words.seen[table.seen].in_language(language),
        table.name in TABLES,
        table.kept == EMPTY and _has_rows(table.name),
    )


def _bare(columns: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(Column(name, "") for name in columns)


def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608  a name of content's
        return cursor.fetchone() is not None


def _is_of_a_program(table: str) -> bool:
    """Whether a table belongs to a program that Följa is built of, whose columns are its own."""
    return table.startswith(("django_", "auth_", "account_", "socialaccount_"))
