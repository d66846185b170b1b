"""Opens a home folder: settings, database and everything it needs to be worked with, from a command or a server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.core.management import call_command
from environs import EnvError

from folja.vocabulary.clock import today
from folja.vocabulary.problem import Refused, refuse
from folja.web import demands

if TYPE_CHECKING:  # Django's own modules can be opened when it is set up
    from django.db.migrations.loader import MigrationLoader

INVENTED = "invented"
"""A file in the home folder of a demo: it holds the day that its clock stands at."""

MIGRATING = 4_052_021
"""The number of a lock on the server, of no other use than to be the same everywhere."""


def start(home: Path) -> None:
    """Set up Django for this home folder and bring its database up to date. Once per process.

    Raises Refused for a setting that can't be read, before anything is made, and for a database that
    a newer version of Följa has changed; it is left as it is. So is one that can't be reached, or that would tell more
    than it may.
    """
    open_home(home)
    bring_up_to_date()
    call_command("clearsessions")


def open_home(home: Path) -> None:
    """The same, but for its database, which is left as it is."""
    _choose(home)
    _remember_what_is_invented(home)
    today()
    _set_up_django()
    _make_private(home)
    reach_database()
    if found := demands.unmet():
        raise Refused(found)


def is_there(home: Path) -> bool:
    """Whether there is an installation: a database in the home folder, or the keys of one elsewhere and its tables.

    Raises Refused for one elsewhere that can't be reached.
    """
    if not has_database_elsewhere(home):
        return (home / "folja.sqlite3").exists()
    if not (home / "secret_key").exists() and "FOLJA_SECRET_KEY" not in os.environ:
        return False
    _choose(home)
    _set_up_django()
    reach_database()
    from django.db import connection

    return "django_migrations" in connection.introspection.table_names()


def has_database_elsewhere(home: Path) -> bool:
    """Whether its database is on a server. That of a demo never is: what is invented gets into no other database."""
    return bool(os.environ.get("FOLJA_DATABASE")) and not (home / INVENTED).exists()


def reach_database() -> None:
    """Raises Refused when the database does not answer, in words that repeat no password."""
    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as error:
        if connection.vendor != "postgresql":
            raise
        why = str(error).strip().partition("\n")[0]
        raise refuse(
            "FOLJA_DATABASE",
            sv=f"Databasen går inte att nå. Kontrollera adressen, kontot och att PostgreSQL är igång. ({why})",
            en=f"the database can't be reached; check the address, the account and that PostgreSQL runs ({why})",
        ) from None


@contextmanager
def _one_migrates() -> Iterator[None]:
    """Two that start at once, with one database, change its tables after each other."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", (MIGRATING,))
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", (MIGRATING,))


def _choose(home: Path) -> None:
    os.environ["FOLJA_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folja.config.settings")


def _make_private(home: Path) -> None:
    """Nobody else on the computer may read the database, nor when it was last written."""
    os.umask(0o077)
    home.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):  # a folder that is another's, such as one that is mounted, is theirs to protect
        home.chmod(0o700)
    for file in home.glob("folja.sqlite3*"):
        file.chmod(0o600)


def mark_as_invented(home: Path, today: date) -> None:
    """Make a home folder a demo: every page, report and command then says that all of it is invented."""
    home.mkdir(parents=True, exist_ok=True)
    (home / INVENTED).write_text(today.isoformat(), encoding="utf-8")


def _remember_what_is_invented(home: Path) -> None:
    mark = home / INVENTED
    if mark.exists():
        os.environ["FOLJA_INVENTED"] = "true"
        os.environ.pop("FOLJA_DATABASE", None)  # see has_database_elsewhere
        os.environ["FOLJA_TODAY"] = mark.read_text(encoding="utf-8").strip()


def _set_up_django() -> None:
    with settings_in_words():
        django.setup()


@contextmanager
def settings_in_words() -> Iterator[None]:
    """A setting that can't be read is Refused, with what to do."""
    try:
        yield
    except EnvError as error:
        raise refuse(
            "",
            sv=f"En inställning går inte att läsa. Rätta den, eller ta bort den. ({error})",
            en=f"a setting can't be read; mend it, or remove it ({error})",
        ) from None


def bring_up_to_date() -> None:
    """Migrate an opened home, if there is anything: to look is faster than the command, which every start would run."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with _one_migrates():
        executor = MigrationExecutor(connection)
        _refuse_a_newer(executor.loader)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)


def _refuse_a_newer(loader: "MigrationLoader") -> None:
    from django.db import connection

    known_apps = {app for app, _ in loader.disk_migrations}
    newer = [name for name in loader.applied_migrations if name[0] in known_apps and name not in loader.disk_migrations]
    if newer:
        raise refuse(
            "FOLJA_DATABASE" if connection.vendor == "postgresql" else "folja.sqlite3",
            sv="Databasen är gjord av en nyare version av Följa och är orörd. Installera den versionen.",
            en="the database was made by a newer version of Följa and has been left as it is; install that version",
        )
