"""Disposes of old comments: when a tertial closes, when the server starts, and every night while it runs."""

from contextlib import suppress
from threading import Event

from django.db import OperationalError, connection

from folja.vocabulary.clock import today
from folja.web.comments.actions import dispose

EVERY = 60 * 60  # seconds: whatever the hour, it is done within the night


def keep_disposed(stopped: Event) -> None:
    """Dispose now and then every hour until stopped. Meant for a thread of its own."""
    while True:
        with suppress(OperationalError):  # a closing has the database just now; there is a next hour
            dispose_today()
        if stopped.wait(EVERY):
            return


def dispose_today() -> None:
    """Delete what today is too old, and let go of the connection."""
    try:
        dispose(today())
    finally:
        connection.close()
