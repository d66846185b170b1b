"""Closes teams' rounds whose last day has passed, whether anybody looks or not: what was answered is then deleted."""

from contextlib import suppress
from threading import Event

from django.db import OperationalError, connection

from folja.vocabulary.clock import today
from folja.web.organisation.units import has_units
from folja.web.rounds.actions import close_what_is_over

EVERY = 10 * 60  # seconds


def keep_closing(stopped: Event) -> None:
    """Close what is over at once and every ten minutes until stopped. Meant for a thread of its own."""
    while True:
        with suppress(OperationalError):  # somebody has the database just now; there is a next time
            _close()
        if stopped.wait(EVERY):
            return


def _close() -> None:
    try:
        if has_units():
            close_what_is_over(today())
    finally:
        connection.close()
