"""A report page after many registrations beside the same page after few: it is made from what is frozen, so as fast.

The page is as heavy as one that people read: the city follows a plan, and has a whole year to be set beside, with as
many registrations as the tertial. Each city lives in a process of its own, as Django serves one database in each.
"""

import html
import multiprocessing
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from folja.bench.ratio import Ratio, in_turns, seconds
from folja.bench.registrations import invent
from folja.closing import plans_for
from folja.counting.engines import engine_called
from folja.demo.city import city, city_csv, city_today
from folja.demo.goals import demo_goals
from folja.disclosure import policy
from folja.disclosure.fixed_units import units_of
from folja.disclosure.protection import protect
from folja.disclosure.publication import Provenance, Publication
from folja.goals.year_plan import YearPlan
from folja.instruments.loading import shipped
from folja.vocabulary.period import Period, tertial

PERIOD: Period = tertial(2022, 1)
YEAR_BEFORE = tuple(tertial(2021, number) for number in (1, 2, 3))


def against_few(number: int, few: int = 10_000, turns: int = 25) -> Ratio:
    """The city's tertial report as whoever leads the city gets it, after its first time, in both cities."""
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
        page = built(number, Path(folder))
        with connection:
            while _is_asked(connection):
                connection.send(seconds(page))


def built(number: int, folder: Path) -> "Page":
    """A city with so many registrations in this process, and its report. Once per process."""
    home = folder / "home"
    from folja.web.starting import mark_as_invented, start

    mark_as_invented(home, city_today())
    start(home)
    _settle()
    for period, registrations in _closed(number):
        publish(_published(period, registrations, folder / str(period)))
    _plan()
    return _page()


def _is_asked(connection: Connection) -> bool:
    try:
        return bool(connection.recv())
    except EOFError:
        return False


def _closed(number: int) -> Iterator[tuple[Period, int]]:
    """Each closed tertial with its registrations, the first first."""
    for period in YEAR_BEFORE:
        yield period, -(-number // len(YEAR_BEFORE))
    yield PERIOD, number


def _published(period: Period, number: int, folder: Path) -> Publication:
    folder.mkdir()
    plans, rules = plans_for(shipped(), period), policy.shipped()
    there = [leaf.code for leaf in city().leaves if leaf.exists_in(period)]
    counts = engine_called("duckdb")(plans, invent(plans, there, period, number, folder), period)
    shutil.rmtree(folder)
    provenance = Provenance("", "", "", "duckdb", city_today(), "")
    return protect(counts, plans, units_of(city(), period, rules), rules, provenance)


def _settle() -> None:
    from folja.web.organisation.actions import load_units

    load_units(city_csv())


def publish(publication: Publication) -> None:
    from folja.web.publication.actions import StoredPublications, StoredRegistrations

    StoredRegistrations().seal(publication.period)
    StoredPublications().freeze(publication)


def _plan() -> None:
    """What a district of the demo aims at and has entered from outside, as the city's own."""
    from folja.web.goals.actions import enter, save_plan

    plan, whose = _aims(), city().city.code
    save_plan(replace(plan, unit=whose), 0, None)
    figures = (replace(figure, unit=whose) for figure in demo_goals().figures if figure.unit == plan.unit)
    enter((*figures, *demo_goals().beside), None)


def _aims() -> YearPlan:
    """The first of the demo's plans for the year that is reported."""
    return next(plan for plan in demo_goals().plans if plan.year == PERIOD.year)


def _page() -> "Page":
    from folja.web.organisation.actions import create_account, give_role

    reader = create_account("reader@example.org", "Reader", secrets.token_urlsafe())
    give_role(reader, city().city.code, "leads_city")
    return Page(reader)


class Page:
    """The report page as a signed-in reader gets it, through every layer but the socket."""

    def __init__(self, reader: object) -> None:
        from django.conf import settings
        from django.test import Client
        from django.urls import reverse

        settings.ALLOWED_HOSTS = ["testserver"]
        self.client = Client()
        self.client.force_login(reader)  # type: ignore[arg-type]
        self.address = reverse("report", args=(city().city.code, PERIOD))
        self.headings = [html.escape(result.words).encode() for result in _aims().results]

    def file(self, suffix: str) -> bytes:
        """The same report as a file."""
        from django.urls import reverse

        return self._answer(reverse("report_file", args=(city().city.code, PERIOD, suffix)))

    def _answer(self, address: str) -> bytes:
        answer = self.client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
        content: bytes = answer.content
        return content

    def __call__(self) -> None:
        content = self._answer(self.address)
        if not all(heading in content for heading in self.headings):
            raise RuntimeError(f"{self.address} has not every goal of the plan")
