"""The round of every minute: uploads that are too old, and what the database's files tell of recent writes."""

import time
from contextlib import suppress
from threading import Event

from django.db import DatabaseError, close_old_connections

from folja.web.collection.uploads import EVERY, remove_old
from folja.web.leftovers import PATIENCE, empty_log, rewrite, writings

REST = 50  # times as long as it took: to write the file anew takes a fiftieth of the time at most


def keep_clean(stopped: Event) -> None:
    """Clean at once and every minute until stopped. Meant for a thread of its own."""
    seen, rested = -1, 0.0
    while True:
        remove_old()
        close_old_connections()  # one that broke: the server of the database may be started anew
        with suppress(DatabaseError):
            if writings() != seen and time.monotonic() >= rested:
                now, began = writings(), time.monotonic()
                seen = now if rewrite() else seen
                rested = time.monotonic() + REST * (time.monotonic() - began)
            empty_log(patience=PATIENCE)
        if stopped.wait(EVERY):
            return
