"""Deletes claims that have run out, every minute while the server runs: that somebody wrote is then kept nowhere."""

from contextlib import suppress
from threading import Event

from django.db import OperationalError, connection

from folja.web.methods.actions import forget_claims as forget_claims_of_methods
from folja.web.writing.actions import forget_claims

EVERY = 60  # seconds


def keep_claims_forgotten(stopped: Event) -> None:
    """Delete at once and every minute until stopped. Meant for a thread of its own.

    Of its own also because the round that writes the file anew does so when others have written.
    """
    while True:
        with suppress(OperationalError):  # somebody has the database just now; there is a next minute
            _forget()
        if stopped.wait(EVERY):
            return


def _forget() -> None:
    """Delete what has run out, and let go of the connection."""
    try:
        forget_claims()
        forget_claims_of_methods()
    finally:
        connection.close()
