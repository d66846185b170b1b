"""Counts codes that did not work, so that nobody can guess. In memory, by a hash whose key is thrown away."""

import threading
import time

from folja.web.answers.flood import WINDOW, Clock, Tally, connection_of

MOST = 20


class Tries:
    """What failed of late from each connection, at each way in. What worked is not counted."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._lock = threading.Lock()
        self._failed = Tally(WINDOW, MOST, 1, clock)

    def are_used_up(self, address: str, way: str) -> bool:
        """Whether so many have failed from here that no more are tried."""
        with self._lock:
            return self._failed.is_full(f"{connection_of(address)} {way}")

    def failed(self, address: str, way: str) -> None:
        """Count one more."""
        with self._lock:
            self._failed.add(f"{connection_of(address)} {way}")


tries = Tries()
