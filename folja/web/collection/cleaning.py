"""The round of every minute: uploads that are too old, and what the database's files tell of recent writes."""

import time
from threading import Event

from folja.web.collection.uploads import EVERY, remove_old
from folja.web.leftovers import PATIENCE, empty_log, rewrite, writings

REST = 50  # times as long as it took: to write the file anew takes a fiftieth of the time at most


def keep_clean(stopped: Event) -> None:
    """Clean at once and every minute until stopped. Meant for a thread of its own."""
    seen, rested = -1, 0.0
    while True:
        remove_old()
        if writings() != seen and time.monotonic() >= rested:
            seen, began = writings(), time.monotonic()
            rewrite()
            rested = time.monotonic() + REST * (time.monotonic() - began)
        empty_log(patience=PATIENCE)
        if stopped.wait(EVERY):
            return
