"""A report page after many registrations beside the same page after few: it is made from what is frozen, so as fast.

Each city lives in a process of its own, as Django serves one database in each.
"""

import multiprocessing
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from folja.bench.ratio import Ratio, in_turns, seconds
from folja.bench.registrations import invent
from folja.closing import plans_for
from folja.counting.engines import engine_called
from folja.demo.city import city, city_csv, city_today
from folja.disclosure import policy
from folja.disclosure.fixed_units import units_of
from folja.disclosure.protection import protect
from folja.disclosure.publication import Provenance, Publication
from folja.instruments.loading import shipped
from folja.vocabulary.period import Period, tertial

PERIOD: Period = tertial(2022, 1)


def against_few(number: int, few: int = 10_000, turns: int = 25) -> Ratio:
    """The city's tertial report as a signed-in reader gets it, after its first time, in both cities."""
    with _served(number) as many_take, _served(few) as few_take:
        return in_turns(many_take, few_take, turns)


@contextmanager
def _served(number: int) -> Iterator["_Asks"]:
    """A city with so many registrations in another process."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(number, there), daemon=True)
    process.start()
    there.close()
    asks = _Asks(here)
    asks()  # charts and templates are made once
    try:
        yield asks
    finally:
        here.close()
        process.join()


class _Asks:
    """Asks the other process for the page, which says how many seconds it took."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def __call__(self) -> float:
        self.connection.send("report")
        taken: float = self.connection.recv()
        return taken


def _serve(number: int, connection: Connection) -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        home = Path(folder) / "home"
        from folja.web.starting import mark_as_invented, start

        mark_as_invented(home, city_today())
        start(home)
        _settle(_published(number, Path(folder)))
        page = _page()
        with connection:
            while _is_asked(connection):
                connection.send(seconds(page))


def _is_asked(connection: Connection) -> bool:
    try:
        return bool(connection.recv())
    except EOFError:
        return False


def _published(number: int, folder: Path) -> Publication:
    plans, rules = plans_for(shipped(), PERIOD), policy.shipped()
    snapshot = invent(plans, [leaf.code for leaf in city().leaves], PERIOD, number, folder)
    counts = engine_called("duckdb")(plans, snapshot, PERIOD)
    provenance = Provenance("", "", "", "duckdb", city_today(), "")
    return protect(counts, plans, units_of(city(), PERIOD, rules), rules, provenance)


def _settle(publication: Publication) -> None:
    from folja.web.organisation.actions import load_units
    from folja.web.publication.actions import StoredPublications, StoredRegistrations

    load_units(city_csv())
    StoredRegistrations().seal(publication.period)
    StoredPublications().freeze(publication)


def _page() -> "_Page":
    from folja.web.organisation.actions import create_account, give_role

    reader = create_account("reader@example.org", "Reader", secrets.token_urlsafe())
    give_role(reader, city().city.code, "leads_city")
    return _Page(reader)


class _Page:
    """The report page as a signed-in reader gets it, through every layer but the socket."""

    def __init__(self, reader: object) -> None:
        from django.conf import settings
        from django.test import Client
        from django.urls import reverse

        settings.ALLOWED_HOSTS = ["testserver"]
        self.client = Client()
        self.client.force_login(reader)  # type: ignore[arg-type]
        self.address = reverse("report", args=(city().city.code, PERIOD))

    def __call__(self) -> None:
        answer = self.client.get(self.address)
        if answer.status_code != 200:
            raise RuntimeError(f"{self.address} answered {answer.status_code}")
