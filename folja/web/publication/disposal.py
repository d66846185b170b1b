"""Disposes of what has been kept long enough: by command, when the server starts, and every night while it runs.

Registrations, comments, what figures from outside were before, and lines of the log. Comments go when a tertial closes
too. How long is in the policy.
"""

from contextlib import suppress
from datetime import date
from threading import Event

from django.core.management import call_command
from django.db import OperationalError, connection

from folja.disclosure import policy
from folja.vocabulary.clock import today
from folja.vocabulary.period import Period
from folja.web.collection import actions as registrations
from folja.web.comments import actions as comments
from folja.web.goals import actions as goals
from folja.web.leftovers import empty_log, rewrite
from folja.web.organisation import actions as organisation
from folja.web.organisation.actions import note
from folja.web.publication.models import frozen_before
from folja.web.rounds import actions as rounds

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
        call_command("clearsessions")
    finally:
        connection.close()


def dispose(day: date) -> tuple[Period, ...]:
    """Delete what is too old on a day. The tertials whose registrations went are returned.

    The log has the tertials, and no number: how many families answered is nobody's to know exactly.
    """
    comments.dispose(day)
    gone = registrations.dispose(due(day))
    for tertial in gone:
        note(None, "registrations disposed of", str(tertial))
    if past := goals.dispose(day) + rounds.dispose(day):
        note(None, "past figures disposed of")
    if lines := organisation.dispose_log(day):
        note(None, "log disposed of")
    if gone or past or lines:
        rewrite()
        empty_log()
    return gone


def due(day: date) -> tuple[Period, ...]:
    """The tertials whose registrations have been kept long enough on a day, whether or not they still are."""
    return frozen_before(day, policy.shipped().disposal_months)
