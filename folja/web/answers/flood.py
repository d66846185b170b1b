"""Notices when very many answers, comments or wishes come at once, so that answers are put aside. In memory only.

Generous on purpose: a whole meeting may answer through one network. What goes over is not refused and the one who
answers is told nothing, so a flood learns nothing either. How it works and why: docs/decisions/0012.
"""

import hmac
import ipaddress
import secrets
import threading
import time
from collections.abc import Callable
from threading import Event
from typing import Literal

from folja.web.collection.because import Because

Judgement = Literal["taken", "one_connection", "many", "full"]
Clock = Callable[[], float]

WINDOW = 10 * 60  # seconds
DAY = 24 * 60 * 60

# At least so many are always taken. How many more differs: who adds answers of their own can then not tell, by
# when the rest are put aside, how many others there were.
FROM_ONE_CONNECTION, UP_TO = 30, 16
A_DAY, MORE_A_DAY = 100, 64

# The last resort, which saves the disk: 4 MB a day and way in.
PUT_ASIDE_A_DAY = 20_000
MOST_NAMES = 50_000  # 10 MB

AT_LEAST: dict[Because, int] = {"one_connection": FROM_ONE_CONNECTION, "many": A_DAY}


class Tally:
    """Counts names over a span of time, under hashes whose key is then thrown away.

    Half of a count goes on into the next span, with whoever is still there: what begins in one span goes on in the
    next as what it was, and who stays just below the limit reaches it.
    """

    def __init__(
        self,
        span: float,
        least: int,
        spread: int,
        clock: Clock,
        most_names: int = MOST_NAMES,
        *,
        strangers_are_full: bool = True,
    ) -> None:
        self._span, self._least, self._spread, self._clock, self._most_names = span, least, spread, clock, most_names
        self._strangers_are_full = strangers_are_full
        self._begin()
        self._before = self._key, self._counts

    def is_full(self, name: str, expected: int = 0) -> bool:
        """Whether so many have come that one more is too many, though more than usual may be `expected`; or what is
        said of strangers when no more names fit."""
        hashed = self._hashed(name)
        if hashed not in self._counts and len(self._counts) >= self._most_names:
            return self._strangers_are_full
        return self._count(hashed, name) >= max(self._least, expected) + hashed[0] % self._spread

    def add(self, name: str) -> None:
        """Count one more."""
        hashed = self._hashed(name)
        if hashed in self._counts or len(self._counts) < self._most_names:
            self._counts[hashed] = self._count(hashed, name) + 1

    def forget(self) -> None:
        """Throw away the key and the counts of a span that is over; of the one before the present, half is left."""
        now = self._clock()
        if now < self._ends:
            return
        just_over = now < self._ends + self._span
        before = self._key, self._counts
        self._begin()
        self._before = before if just_over else (self._key, {})

    def _hashed(self, name: str) -> bytes:
        self.forget()
        return hmac.digest(self._key, name.encode(), "sha256")

    def _count(self, hashed: bytes, name: str) -> int:
        if hashed in self._counts:
            return self._counts[hashed]
        key, counts = self._before
        return counts.get(hmac.digest(key, name.encode(), "sha256"), 0) // 2

    def _begin(self) -> None:
        self._key = secrets.token_bytes(32)
        self._counts: dict[bytes, int] = {}
        self._ends = self._clock() + self._span


class Flood:
    """Judges each answer by how many came from the same connection of late, and to the same way in that day."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._lock = threading.Lock()
        self._connections = Tally(WINDOW, FROM_ONE_CONNECTION, UP_TO, clock)
        self._ways = Tally(DAY, A_DAY, MORE_A_DAY, clock)
        self._put_aside = Tally(DAY, PUT_ASIDE_A_DAY, 1, clock)

    def judge(self, address: str, code: str, expected: int = 0) -> Judgement:
        """What is done with one more answer from here: it is taken, put aside because of this, or there is no room.

        `expected` is how many are known to have been asked.
        """
        here = f"{connection_of(address)} {code}"
        with self._lock:
            because: Because | None = None
            if self._connections.is_full(here):
                because = "one_connection"
            elif self._ways.is_full(code, expected):
                because = "many"
            self._connections.add(here)
            if because is None:
                # Only what is taken counts here, so that one phone can't have everybody else's answers put aside.
                self._ways.add(code)
                return "taken"
            if self._put_aside.is_full(code):
                return "full"
            self._put_aside.add(code)
            return because

    def forget(self) -> None:
        """Forget what is over, though nobody answers."""
        with self._lock:
            for tally in (self._connections, self._ways, self._put_aside):
                tally.forget()


class Wishes:
    """Judges what can't wait by what came from the same connection alone: nothing that others send shuts anybody out.

    Only when the disk is at stake is there no room, and where no more names fit strangers are taken uncounted.
    """

    def __init__(self, clock: Clock = time.monotonic, most_names: int = MOST_NAMES) -> None:
        self._lock = threading.Lock()
        self._connections = Tally(WINDOW, FROM_ONE_CONNECTION, UP_TO, clock, most_names, strangers_are_full=False)
        self._ways = Tally(DAY, PUT_ASIDE_A_DAY, 1, clock)

    def are_taken(self, address: str, code: str) -> bool:
        """Whether one more is taken from here."""
        here = f"{connection_of(address)} {code}"
        with self._lock:
            too_many = self._connections.is_full(here) or self._ways.is_full(code)
            self._connections.add(here)
            if not too_many:  # what is refused takes nobody's room
                self._ways.add(code)
            return not too_many

    def forget(self) -> None:
        """Forget what is over, though nobody writes."""
        with self._lock:
            for tally in (self._connections, self._ways):
                tally.forget()


def connection_of(address: str) -> str:
    """The address; of the newer kind the half of it that belongs to one subscriber, who has billions of the rest."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))


answers = Flood()
comments = Flood()  # nothing of them is put aside: who comes when there are too many is asked to wait
wishes = Wishes()


def keep_forgetting(stopped: Event, every: float = 60) -> None:
    """Forget what is over, every minute until stopped. Meant for a thread of its own."""
    while not stopped.wait(every):
        for counted in (answers, comments, wishes):
            counted.forget()
