"""What is asked of a PostgreSQL, so that neither its log nor its files tell what was registered when."""

from collections.abc import Iterator

from django.db import connection
from django.db.backends.utils import CursorWrapper

from folja.vocabulary.problem import Problem, problem

LEAST_VERSION = 15

ROLE = {
    "log_statement": "none",
    "log_duration": "off",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_lock_waits": "off",
    "log_min_error_statement": "panic",  # else the statement of every error is written down
    "log_error_verbosity": "terse",  # else the row of every error is
    "log_parameter_max_length_on_error": "0",
}
"""Settings of the role that Följa signs in with: its administrator sets them, by ALTER ROLE."""

CLUSTER = {
    "wal_recycle": "off",  # else old parts of the log are kept, to be written over some day
    "track_commit_timestamp": "off",  # else every row tells the second it came
}
"""Settings of the server."""

IF_LOADED = {"auto_explain.log_min_duration": ("-1",), "pgaudit.log": ("", "none", "ddl", "role", "ddl, role")}
"""Of additions that write statements down: what they may be set to, where they are there."""

SWITCH, CHECKPOINT = "pg_switch_wal()", "pg_checkpoint"


def unmet() -> tuple[Problem, ...]:
    """What has to be mended before anything can be registered, each with the line that the administrator runs."""
    if connection.vendor != "postgresql":
        return ()
    with connection.cursor() as cursor:
        return tuple(_unmet(cursor))


def warnings() -> tuple[Problem, ...]:
    """What is allowed, but makes the promise about order and time hold less far."""
    if connection.vendor != "postgresql":
        return ()
    with connection.cursor() as cursor:
        if _setting(cursor, "archive_mode") == "off":
            return ()
    return (
        problem(
            "archive_mode",
            sv="Servern sparar sin logg över allt som skrivs (archive_mode). Den som har arkivet kan läsa när och i "
            "vilken ordning något registrerades. Stäng av det, eller kryptera arkivet och spara det kort tid.",
            en="the server archives its log of all that is written (archive_mode); who has the archive can read when "
            "and in which order something was registered; turn it off, or encrypt it and keep it briefly",
        ),
    )


def _unmet(cursor: CursorWrapper) -> Iterator[Problem]:
    role = _asked(cursor, "SELECT quote_ident(current_user)")
    version = int(_setting(cursor, "server_version_num") or 0) // 10_000
    if version < LEAST_VERSION:
        yield problem(
            "PostgreSQL",
            sv=f"Servern är version {version}. Följa behöver {LEAST_VERSION} eller senare.",
            en=f"the server is version {version}; Följa needs {LEAST_VERSION} or later",
        )
        return
    if _setting(cursor, "server_encoding") != "UTF8":
        yield _to_run("server_encoding", f"CREATE DATABASE … OWNER {role} TEMPLATE template0 ENCODING 'UTF8';")
    for name, wanted in ROLE.items():
        if _setting(cursor, name) != wanted:
            yield _to_run(name, f"ALTER ROLE {role} SET {name} = '{wanted}';")
    for name, wanted in CLUSTER.items():
        if _setting(cursor, name) != wanted:
            yield _to_run(name, f"ALTER SYSTEM SET {name} = '{wanted}'; SELECT pg_reload_conf();")
    for name, allowed in IF_LOADED.items():
        if _setting(cursor, name) not in (None, *allowed):
            yield _to_run(name, f"ALTER ROLE {role} SET {name} = '{allowed[-1] if len(allowed) == 1 else 'none'}';")
    if not _asked(cursor, f"SELECT has_function_privilege('{SWITCH}', 'EXECUTE')"):
        yield _to_run(SWITCH, f"GRANT EXECUTE ON FUNCTION {SWITCH} TO {role};")
    if not _asked(cursor, f"SELECT pg_has_role('{CHECKPOINT}', 'USAGE')"):
        yield _to_run(CHECKPOINT, f"GRANT {CHECKPOINT} TO {role};")


def _to_run(name: str, line: str) -> Problem:
    return problem(
        name,
        sv=f"Låt databasens administratör köra i Följas databas: {line}",
        en=f"let the database's administrator run in Följa's database: {line}",
    )


def _setting(cursor: CursorWrapper, name: str) -> str | None:
    found = _asked(cursor, "SELECT current_setting(%s, true)", name)
    return None if found is None else str(found)


def _asked(cursor: CursorWrapper, statement: str, *values: str) -> object:
    cursor.execute(statement, values)
    row = cursor.fetchone()
    return row[0] if row else None
