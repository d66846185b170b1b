"""Slows down guessing of passwords, and systems that ask too often.

Kept in memory only: nothing about who tried is written down.
"""

import hashlib
import math
import threading
import time
from collections.abc import Callable

MOST_FAILURES = 8
WINDOW = 10 * 60  # seconds


class Throttle:
    """Counts failed sign-ins per address within a window of time."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, *, most: int = MOST_FAILURES, window: int = WINDOW
    ) -> None:
        self._clock, self._most, self._window = clock, most, window
        self._failures: dict[str, list[float]] = {}
        self._lock = threading.Lock()

    def is_closed(self, address: str) -> bool:
        """Whether this address has failed too often of late."""
        with self._lock:
            return len(self._recent(_name(address))) >= self._most

    def failed(self, address: str) -> None:
        """Count one failure."""
        with self._lock:
            name = _name(address)
            self._failures[name] = [*self._recent(name), self._clock()]

    def wait(self, address: str) -> int:
        """Count one more where there is room, and 0; else the seconds until there is."""
        with self._lock:
            name = _name(address)
            recent = self._recent(name)
            if len(recent) >= self._most:
                return max(1, math.ceil(recent[-self._most] + self._window - self._clock()))
            self._failures[name] = [*recent, self._clock()]
            return 0

    def succeeded(self, address: str) -> None:
        """Forget the failures."""
        with self._lock:
            self._failures.pop(_name(address), None)

    def _recent(self, name: str) -> list[float]:
        since = self._clock() - self._window
        # Old names are dropped as we go, so that guessing at many addresses can't fill the memory.
        self._failures = {n: times for n, times in self._failures.items() if times[-1] > since}
        return [moment for moment in self._failures.get(name, []) if moment > since]


def _name(address: str) -> str:
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()


sign_ins = Throttle()
codes = Throttle(most=10, window=60 * 60)  # of six digits, by who knows the password: a thousandth in a week
