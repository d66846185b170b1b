"""What a copy holds, as lines: what it is of, the files of the home folder, then every table by its keys.

Rows are values and not a database's own bytes, so they say nothing of the order they came in, and go into either
database. The first line tells which migrations had been made, so that a later version can bring the rows up to date.
"""

import base64
import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from folja.vocabulary.clock import today
from folja.web.backups.restoring import FILES, FORMAT
from folja.web.backups.sealed import Line

NOT_KEPT = {"sessions.Session", "rounds.TeamAnswer"}
"""Whoever is signed in signs in again after a copy has been taken back. What a team has answered is to be gone when its
round is closed, so no copy may have it: after one is taken back an open round is answered anew."""

AT_A_TIME = 2000


def lines(home: Path) -> Iterator[Line]:
    """All of an opened installation, as it was at one moment: others may write meanwhile."""
    with _one_moment():
        yield {"folja": FORMAT, "version": version("folja"), "made_on": str(today()), "migrations": _migrations()}
        for name in FILES:
            if (home / name).exists():
                yield {"file": name, "content": base64.b64encode((home / name).read_bytes()).decode()}
        rows = 0
        for model in kept_models(apps):
            yield {"table": model._meta.label, "columns": [field.attname for field in fields(model)]}
            for row in _rows(model):
                yield row
                rows += 1
    yield {"end": rows}


def kept_models(registry: Any) -> list[type[models.Model]]:
    """The models whose rows are in a copy, by name."""
    found = registry.get_models(include_auto_created=True)
    kept = [model for model in found if model._meta.managed and model._meta.label not in NOT_KEPT]
    return sorted(kept, key=lambda model: model._meta.label)


def fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """Those with a column, in the order of their names."""
    return sorted(model._meta.concrete_fields, key=lambda field: field.attname)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Nothing that is read within comes from different moments, and no writer waits for it."""
    if connection.vendor == "sqlite":
        usual, connection.transaction_mode = connection.transaction_mode, "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = usual  # type: ignore[attr-defined]


def _migrations() -> list[list[str]]:
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def _rows(model: type[models.Model]) -> Iterator[list[Any]]:
    written = [_writer(field) for field in fields(model)]
    names = [field.attname for field in fields(model)]
    found = model._base_manager.order_by("pk").values_list(*names).iterator(AT_A_TIME)
    for row in found:
        yield [write(value) if value is not None else None for write, value in zip(written, row, strict=True)]


def _writer(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    """From a value of a field to one that JSON holds. `reader` is its way back."""
    match _kind(field):
        case "BinaryField":
            return lambda value: base64.b64encode(bytes(value)).decode()
        case "DateTimeField" | "DateField":
            return lambda value: value.isoformat()
        case "DecimalField" | "UUIDField":
            return str
        case _:
            return lambda value: value  # a kind that JSON does not hold would be refused when it is written


def reader(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    """From what JSON holds to a value of the field."""
    match _kind(field):
        case "BinaryField":
            return base64.b64decode
        case "DateTimeField":
            return dt.datetime.fromisoformat
        case "DateField":
            return dt.date.fromisoformat
        case _:
            return field.to_python


def _kind(field: "models.Field[Any, Any]") -> str:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field.get_internal_type()
