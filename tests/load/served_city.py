"""A served city with ways in, a server that can be killed, and phones that send answers to it and try again."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookiejar import Cookie, DefaultCookiePolicy
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlencode
from urllib.request import Request

from folja.web.collection.receipt import key_of, new_receipt
from tests.command.conftest import City, environment
from tests.databases import rows
from tests.promises.test_unlinkable import PASSWORD, Browser, wait_until_it_answers

TODAY = "2021-06-15"
BO, CARIN = "bo@farsta.example", "carin@staden.example"
INSTRUMENTS = ("talk_answers", "home_visit_answers", "programme_answers", "theme_meeting_answers")
UNITS = "code;name;kind;parent;staff\nstad;Staden;city;;\nfarsta;Farsta;district;stad;\n" + "".join(
    f"farsta_{number};Föräldrastöd {number};unit;farsta;6\n" for number in range(12)
)
MAKE_WAYS_IN = """
import sys
from pathlib import Path
from folja.web.starting import start
start(Path(sys.argv[1]))
from folja.web.answers.actions import make_way_in
for number in range(12):
    for instrument in sys.argv[2:]:
        print(make_way_in(f"farsta_{number}", instrument, None).code)
"""
ANSWERS: Mapping[str, str] = MappingProxyType({"helped": "1"})
PATIENCE = 60  # seconds that a phone goes on trying


@dataclass
class ServedCity:
    """Twelve units with four ways in each, behind a proxy that tells where each phone is."""

    home: Path
    today: str = TODAY
    codes: list[str] = field(default_factory=list)
    port: int = 0
    server: "subprocess.Popen[bytes] | None" = None

    def found(self) -> "ServedCity":
        """Begin the installation."""
        units = self.home.parent / "units.csv"
        units.write_text(UNITS, encoding="utf-8")
        city = City(self.home, [])
        assert city.folja("init", "--units", str(units), today=self.today).code == 0
        for person, role, unit in ((BO, "manages", "farsta_0"), (CARIN, "leads_city", "stad")):
            words = ("account", person, "--role", role, "--unit", unit, "--password", PASSWORD)
            assert city.folja(*words, today=self.today).code == 0
        made = subprocess.run(
            [sys.executable, "-c", MAKE_WAYS_IN, str(self.home), *INSTRUMENTS],
            capture_output=True,
            text=True,
            check=True,
            env=environment(self.today, self.home),
        )
        self.codes = made.stdout.split()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        return self

    def start(self) -> None:
        """Serve, and wait until it answers."""
        words = [sys.executable, "-m", "folja.cli", "serve", "--home", str(self.home), "--port", str(self.port)]
        around = environment(self.today, self.home) | {"FOLJA_HTTPS": "true"}
        with (self.home.parent / "log").open("ab") as log:
            self.server = subprocess.Popen(words, stdout=log, stderr=log, env=around)
        wait_until_it_answers(self.port)
        send(self.port, "XXXXX", "10.0.0.0", new_receipt(), time.monotonic(), patience=0)  # it is awake now

    def kill(self) -> None:
        """As when the power goes: no goodbye."""
        assert self.server is not None
        os.kill(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def sign_in(self, who: str) -> Browser:
        """Somebody at a desk."""
        browser = Browser(f"http://127.0.0.1:{self.port}")
        browser.opener.addheaders = [("X-Forwarded-Proto", "https"), ("Referer", f"https://127.0.0.1:{self.port}/")]
        for handler in vars(browser.opener)["handlers"]:
            if hasattr(handler, "cookiejar"):  # cookies are for https, which the proxy would have spoken
                handler.cookiejar.set_policy(_SecureAllTheSame())
        browser.send("/logga-in/", email=who, password=PASSWORD)
        return browser

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        return rows(self.home, sql)

    def keys(self, table: str) -> list[bytes]:
        return [bytes(key) for (key,) in self.rows(f"SELECT key FROM {table}")]  # type: ignore[call-overload]


class _SecureAllTheSame(DefaultCookiePolicy):
    """The proxy would have spoken https."""

    def return_ok_secure(self, cookie: Cookie, request: Request) -> bool:
        return True


@dataclass
class Sent:
    """What one phone sent, what became of it, and in seconds how long it took, from when it was to be sent."""

    key: bytes
    status: int = 0
    tries: int = 0
    took: float = 0.0


def phone_number(number: int) -> str:
    """An address of its own for each phone."""
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def send(
    port: int,
    code: str,
    address: str,
    receipt: str,
    due: float,
    answers: Mapping[str, str] = ANSWERS,
    patience: float = PATIENCE,
) -> Sent:
    """One phone sends its answers, and again with the same receipt until it is thanked or loses patience."""
    form = {"version": "1", "receipt": receipt, "here": "parent_gender", "move": "next", **answers}
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Forwarded-For": address,
        "X-Forwarded-Proto": "https",
        "Sec-Fetch-Site": "same-origin",
    }
    sent = Sent(key_of(receipt))
    while not sent.tries or time.monotonic() < due + patience:
        sent.tries += 1
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            connection.request("POST", f"/s/{code}/sv/fragor/", urlencode(form), headers)
            answer = connection.getresponse()
            answer.read()
            sent.status = answer.status
        except OSError:  # also what http.client calls a server that hung up
            sent.status = 0
        except http.client.HTTPException:
            sent.status = 0
        finally:
            connection.close()
        if sent.status == 302 or not patience:  # to the thanks
            break
        time.sleep(1)  # as somebody who sees that it did not go
    sent.took = time.monotonic() - due
    return sent


def send_all(
    port: int, phones: Iterable[tuple[str, str]], a_second: float, meanwhile: Callable[[], None] = lambda: None
) -> list[Sent]:
    """Phones that send at an even pace, whether or not the ones before have been answered: (code, address) of each.

    A phone that comes while all are busy waits in line, and that counts in its time.
    """
    began = time.monotonic() + 0.5
    other = threading.Thread(target=meanwhile)
    other.start()
    with ThreadPoolExecutor(200) as at_once:
        waiting: list[Future[Sent]] = []
        for place, (code, address) in enumerate(phones):
            due = began + place / a_second
            time.sleep(max(0.0, due - time.monotonic()))
            waiting.append(at_once.submit(send, port, code, address, new_receipt(), due))
        sent = [one.result() for one in waiting]
    other.join()
    return sent


def percentile(numbers: Iterable[float], share: float) -> float:
    """The number that this share of all are not above."""
    in_order = sorted(numbers)
    return in_order[min(len(in_order) - 1, int(share * len(in_order)))]
