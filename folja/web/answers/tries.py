"""Counts codes that did not work, so that nobody can guess. In memory, by a hash whose key is thrown away."""

import hmac
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable

MOST = 20
WINDOW = 10 * 60  # seconds


class Tries:
    """After each window everything is forgotten, the key too. What worked is not counted."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._begin()

    def are_used_up(self, address: str, way: str) -> bool:
        """Whether so many have failed from here that no more are tried."""
        with self._lock:
            return self._failed[self._name(address, way)] >= MOST

    def failed(self, address: str, way: str) -> None:
        """Count one more."""
        with self._lock:
            self._failed[self._name(address, way)] += 1

    def _name(self, address: str, way: str) -> bytes:
        if self._clock() >= self._ends:
            self._begin()
        return hmac.digest(self._key, f"{address} {way}".encode(), "sha256")

    def _begin(self) -> None:
        self._key = secrets.token_bytes(32)
        self._failed: Counter[bytes] = Counter()
        self._ends = self._clock() + WINDOW


tries = Tries()
