"""Tables stored in the order of their random keys, so that the order of insertion is nowhere kept."""

from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = {
    "registration": "key",
    "used_key": "key",
    "batch": "code",
    "put_aside": "key",
    "waiting_comment": "key",
    "comment": "key",
    "citation": "key",
    "wish": "key",
    "one_time_code": "digest",
    "team_answer": "key",
}
"""Each with its key: what PostgreSQL, which lays rows as they come, is made to write anew by it (web.rewriting)."""


class CreateModelInKeyOrder(migrations.CreateModel):
    """CreateModel, on SQLite WITHOUT ROWID: otherwise SQLite numbers the rows as they come.

    PostgreSQL keeps no samples of what families and staff wrote: they would outlive the rows.
    """

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        vendor, usual = schema_editor.connection.vendor, schema_editor.sql_create_table
        if vendor == "sqlite":
            schema_editor.sql_create_table = f"{usual} WITHOUT ROWID"
        try:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        finally:
            schema_editor.sql_create_table = usual
        if vendor == "postgresql":
            for column in self._not_to_be_sampled():
                schema_editor.execute(f"ALTER TABLE {self._table()} ALTER COLUMN {column} SET STATISTICS 0")

    def _not_to_be_sampled(self) -> list[str]:
        return [name for name, field in self.fields if isinstance(field, (models.BinaryField, models.TextField))]

    def _table(self) -> str:
        table = str(self.options["db_table"])
        assert table in TABLES, f"{table} would never be written anew on PostgreSQL"
        return table
