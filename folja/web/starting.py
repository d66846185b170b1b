"""Opens a home folder: settings, database and everything it needs to be worked with, from a command or a server."""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.core.management import call_command
from environs import EnvError

from folja.vocabulary.clock import today
from folja.vocabulary.problem import refuse

if TYPE_CHECKING:  # Django's own modules can be opened when it is set up
    from django.db.migrations.loader import MigrationLoader

INVENTED = "invented"
"""A file in the home folder of a demo: it holds the day that its clock stands at."""


def start(home: Path) -> None:
    """Set up Django for this home folder and bring its database up to date. Once per process.

    Raises Refused for a setting that can't be read, before anything is made, and for a database that
    a newer version of Följa has changed; it is left as it is.
    """
    os.environ["FOLJA_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folja.config.settings")
    _remember_what_is_invented(home)
    today()
    _set_up_django()
    _make_private(home)
    _bring_up_to_date()
    call_command("clearsessions")


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
        os.environ["FOLJA_TODAY"] = mark.read_text(encoding="utf-8").strip()


def _set_up_django() -> None:
    try:
        django.setup()
    except EnvError as error:
        raise refuse(
            "",
            sv=f"En inställning går inte att läsa. Rätta den, eller ta bort den. ({error})",
            en=f"a setting can't be read; mend it, or remove it ({error})",
        ) from None


def _bring_up_to_date() -> None:
    """Migrate where there is anything to migrate: to look is faster than the command, which every start would run."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    _refuse_a_newer(executor.loader)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def _refuse_a_newer(loader: "MigrationLoader") -> None:
    known_apps = {app for app, _ in loader.disk_migrations}
    newer = [name for name in loader.applied_migrations if name[0] in known_apps and name not in loader.disk_migrations]
    if newer:
        raise refuse(
            "folja.sqlite3",
            sv="Databasen är gjord av en nyare version av Följa och är orörd. Installera den versionen.",
            en="the database was made by a newer version of Följa and has been left as it is; install that version",
        )
