"""The rows of a copy, in tables as they were when it was taken."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from folja.vocabulary.problem import refuse
from folja.web.backups.contents import AT_A_TIME, kept_models, reader
from folja.web.backups.restoring import newer
from folja.web.backups.sealed import Line, damaged
from folja.web.leftovers import empty_log, rewrite

Models = dict[str, type[models.Model]]


def taken_in(about: dict[str, Any], line: Line, lines: Iterator[Line], name: str) -> int:
    """Make the tables as `about` says, and put in the rows that `line` and what follows it hold.

    Returns how many. Raises Refused for a database that is in use, a newer version, and a copy that is not whole.
    """
    if connection.introspection.table_names():
        raise refuse(
            "FOLJA_DATABASE",
            sv="Det finns redan tabeller i databasen. De är orörda. Skapa en tom databas till kopian.",
            en="there are tables in the database already, left as they are; make an empty database for the copy",
        )
    with _none_left_of_half():
        found = _made({(app, migration) for app, migration in about["migrations"]}, name)
        with transaction.atomic():
            rows = _filled(line, lines, found, name)
    rewrite()
    empty_log()
    return rows


def _made(migrations: set[tuple[str, str]], name: str) -> Models:
    """Run just those migrations; the models as they then are."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    if not migrations <= set(graph.nodes):
        raise newer(name)
    last = [key for key in migrations if not any(child.key in migrations for child in graph.node_map[key].children)]
    state = executor.migrate(sorted(last))
    return {model._meta.label: model for model in kept_models(state.apps)}


def _filled(line: Line, lines: Iterator[Line], found: Models, name: str) -> int:
    for model in found.values():  # what migrations put there is in the copy too, if it is still wanted
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
    rows = 0
    while isinstance(line, dict) and line.get("table") in found:
        table, waiting = _Table(found[line["table"]], line["columns"]), []
        line = next(lines, None)
        while isinstance(line, list):
            waiting.append(line)
            rows += 1
            if len(waiting) == AT_A_TIME:
                table.put(waiting)
                waiting = []
            line = next(lines, None)
        table.put(waiting)
    if line != {"end": rows} or next(lines, None) is not None:
        raise damaged(name)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(found.values())):
            cursor.execute(statement)
    return rows


class _Table:
    """A table that rows of some columns are put into."""

    def __init__(self, model: type[models.Model], columns: list[str]) -> None:
        by_name = {field.attname: field for field in model._meta.concrete_fields}
        self.fields = [by_name[name] for name in columns]
        self.readers = [reader(field) for field in self.fields]
        quoted = connection.ops.quote_name
        named = ", ".join(quoted(str(field.column)) for field in self.fields)
        holes = ", ".join(["%s"] * len(self.fields))
        self.statement = f"INSERT INTO {quoted(model._meta.db_table)} ({named}) VALUES ({holes})"  # noqa: S608

    def put(self, rows: list[list[Any]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(self.statement, [self._values(row) for row in rows])

    def _values(self, row: list[Any]) -> list[Any]:
        """As the database takes them. Not by the models' own way, which would set anew when something was written."""
        read = (None if value is None else read(value) for read, value in zip(self.readers, row, strict=True))
        return [field.get_db_prep_save(value, connection) for field, value in zip(self.fields, read, strict=True)]


@contextmanager
def _none_left_of_half() -> Iterator[None]:
    """What was made is removed when the rest can't be."""
    try:
        yield
    except BaseException:
        with suppress(Exception):
            _all_removed()
        raise


def _all_removed() -> None:
    if connection.vendor == "sqlite":
        connection.close()
        return
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
