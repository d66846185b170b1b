"""Opens a home folder: settings, database and everything it needs to be worked with, from a command or a server."""

import os
from pathlib import Path

import django
from django.core.management import call_command


def start(home: Path) -> None:
    """Set up Django for this home folder and bring its database up to date. Once per process."""
    os.environ["FOLJA_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folja.config.settings")
    home.mkdir(parents=True, exist_ok=True)
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("clearsessions")
