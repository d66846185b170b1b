"""Registering beside a plain Django ModelForm view: the same middleware, session, kind of database and of server.

Each has a server of its own, as `folja serve` starts it. They are asked in turn over the network of this computer, by
several at once who are signed in, send what a browser sends and begin anew as soon as they are answered.
"""

import http.client
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from folja.bench.filled_in import BOUNDARY, INSTRUMENT, body
from folja.bench.ratio import Ratio, in_turns, seconds
from folja.bench.served_city import EMAIL, City, founded_twice, served
from folja.web.collection.receipt import new_receipt
from folja.web.serving import ADDRESS, THREADS

AT_ONCE = THREADS
TURNS = 8
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
REAL, PLAIN = f"/registrera/{INSTRUMENT.code}/", "/plain/"


@dataclass(frozen=True)
class Registering(Ratio):
    """Seconds are those of one turn; how many were answered in a second, and milliseconds that each answer took."""

    requests_per_second: int
    yardstick_requests_per_second: int
    p50: float
    yardstick_p50: float
    p99: float
    yardstick_p99: float
    p99_ratio: float


def against_plain_form(number: int, turns: int = TURNS) -> Registering:
    """So many sheets to each, in so many turns."""
    each = max(AT_ONCE, number // turns)
    with founded_twice() as (real, plain), _sending_real(real) as ours, _sending_plain(plain) as theirs:
        found = in_turns(lambda: ours.send_all(each), lambda: theirs.send_all(each), turns)
    (p50, p99), (other_p50, other_p99) = ours.percentiles, theirs.percentiles
    rates = round(each / found.measured), round(each / found.yardstick)
    return Registering(
        **asdict(found),
        requests_per_second=rates[0],
        yardstick_requests_per_second=rates[1],
        p50=p50,
        yardstick_p50=other_p50,
        p99=p99,
        yardstick_p99=other_p99,
        p99_ratio=p99 / other_p99,
    )


@contextmanager
def _sending_real(city: City) -> Iterator["Senders"]:
    with served(city, lambda port: ["folja.cli", "serve", "--home", str(city.home), "--port", str(port)]) as port:
        yield Senders(port, city.password, REAL, 200)


@contextmanager
def _sending_plain(city: City) -> Iterator["Senders"]:
    with served(city, lambda port: ["folja.bench.plain_server", str(city.home), str(port)]) as port:
        yield Senders(port, city.password, PLAIN, 302)


@dataclass
class Senders:
    """Some who are signed in, and how long each of their sheets took."""

    port: int
    password: str
    address: str
    answered: int
    took: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.devices = [Device(self.port) for _ in range(AT_ONCE)]
        signed_in = self.devices[0].sign_in(self.password)
        for device in self.devices:
            device.cookies, device.token = signed_in.cookies, signed_in.token
        self.send_all(4 * AT_ONCE)
        self.took.clear()

    def send_all(self, number: int) -> float:
        """Send so many, shared among all. How many seconds it took."""
        with ThreadPoolExecutor(AT_ONCE) as at_once:
            return seconds(lambda: list(at_once.map(self._send_share, self.devices, self._shares(number))))

    def _shares(self, number: int) -> list[int]:
        return [(number + place) // AT_ONCE for place in range(AT_ONCE)]

    def _send_share(self, device: "Device", number: int) -> None:
        for _ in range(number):
            began = time.perf_counter()
            status = device.save(self.address)
            self.took.append(time.perf_counter() - began)
            if status != self.answered:
                raise RuntimeError(f"{self.address} answered {status}")

    @property
    def percentiles(self) -> tuple[float, float]:
        """Milliseconds that half of all took at most, and that all but one in a hundred did."""
        in_order = sorted(self.took)
        half, nearly_all = (in_order[min(len(in_order) - 1, int(share * len(in_order)))] for share in (0.5, 0.99))
        return round(1000 * half, 2), round(1000 * nearly_all, 2)


class Device:
    """A browser as far as registering needs one. It goes on by the same connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection(ADDRESS, port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.token = ""

    def sign_in(self, password: str) -> "Device":
        """As somebody does who types an address and a password, and opens the form."""
        self._open("/logga-in/")
        words = urlencode({"email": EMAIL, "password": password, "csrfmiddlewaretoken": self.token}).encode()
        status, _ = self._ask("POST", "/logga-in/", words, "application/x-www-form-urlencoded")
        if status != 302:
            raise RuntimeError(f"/logga-in/ answered {status}")
        self._open(REAL)
        return self

    def save(self, address: str) -> int:
        """Send a sheet with a receipt of its own."""
        packed = body(self.token, new_receipt())
        status, _ = self._ask("POST", address, packed, f"multipart/form-data; boundary={BOUNDARY}")
        return status

    def _open(self, address: str) -> None:
        _, page = self._ask("GET", address)
        found = TOKEN.search(page)
        if not found:
            raise RuntimeError(f"{address} has no form")
        self.token = found[1]

    def _ask(self, method: str, address: str, content: bytes = b"", kind: str = "") -> tuple[int, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies} | ({"Content-Type": kind} if kind else {})
        self.connection.request(method, address, content or None, headers)
        answer = self.connection.getresponse()
        page = answer.read().decode()
        for given in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(given).items()}
        return answer.status, page
