"""Stops one connection from filling a unit with answers. In memory only, by a hash whose key is thrown away.

Generous on purpose: a whole meeting may answer at once through the same network. It stops a machine, not a crowd.
"""

import hmac
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable

MOST_ANSWERS = 100
WINDOW = 10 * 60  # seconds


class Flood:
    """Counts answers per connection and way in. After each window everything is forgotten, the key too."""

    def __init__(self, most: int = MOST_ANSWERS, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._lock = threading.Lock()
        self._begin()

    def takes(self, address: str, code: str) -> bool:
        """Whether one more answer is taken from here; if so it is counted."""
        with self._lock:
            if self._clock() >= self._ends:
                self._begin()
            name = hmac.digest(self._key, f"{address} {code}".encode(), "sha256")
            if self._answers[name] >= self._most:
                return False
            self._answers[name] += 1
            return True

    def _begin(self) -> None:
        self._key = secrets.token_bytes(32)
        self._answers: Counter[bytes] = Counter()
        self._ends = self._clock() + WINDOW


answers = Flood()
