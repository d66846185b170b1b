"""A small city with its cast: Amina and Bo in Farsta, Carin for the city, Dan in another district."""

import gc
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as django_settings
from django.contrib.contenttypes.management import create_contenttypes
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import connections
from django.db.models.signals import post_migrate
from django.test import Client
from whitenoise.middleware import WhiteNoiseMiddleware

from folja.counting.engines import spark
from folja.vocabulary.period import Month
from tests import tries
from tests.browser import browser, playwright
from tests.command.own_city import UNITS
from tests.databases import ON_POSTGRESQL
from tests.first_time import as_the_first_time

if TYPE_CHECKING:
    from folja.instruments.loading import Instruments
    from folja.web.organisation.models import Account

__all__ = ["browser", "playwright", "tries"]

TODAY = "2022-06-14"
PASSWORD = "ett långt lösenord"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The tests' home folder: nothing is written among the files of whoever runs them."""
    home = tmp_path_factory.mktemp("home")
    django_settings.FOLJA_HOME = home
    if ON_POSTGRESQL:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
        return
    database = connections["default"].settings_dict
    database["TEST"]["NAME"] = home / "test.sqlite3"
    if at_first := database["OPTIONS"].get("init_command"):  # SQLite's
        # Nobody needs it after a power failure, so nothing waits for the disk.
        database["OPTIONS"] = database["OPTIONS"] | {"init_command": f"{at_first} PRAGMA synchronous=OFF;"}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Django's own permissions, which nothing here asks for, are not written anew after every test with a server."""
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)


@pytest.fixture(scope="session", autouse=True)
def _styles_found_once() -> Iterator[None]:
    """Where styles and scripts lie is looked up once, not by every browser that a test opens: that took 10 ms each."""
    find, found = WhiteNoiseMiddleware.add_files_from_finders, {}

    def as_found(server: WhiteNoiseMiddleware) -> None:
        if server.static_prefix not in found:
            find(server)
            found[server.static_prefix] = server.files
        server.files = found[server.static_prefix]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", as_found)
        yield


@pytest.fixture(scope="session")
def live_server(live_server: object) -> object:
    """The server that browsers reach. It sends an answer at once, not when the first part of it has been confirmed."""
    WSGIRequestHandler.disable_nagle_algorithm = True
    return live_server


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks what uses the database, and leaves out what is said of the other one only."""
    other = "sqlite" if ON_POSTGRESQL else "postgresql"
    left_out = [item for item in items if item.get_closest_marker(other)]
    if spark.missing():
        left_out += [item for item in items if item.get_closest_marker("spark")]
    items[:] = [item for item in items if item not in set(left_out)]
    config.hook.pytest_deselected(items=left_out)
    for item in items:
        if item.get_closest_marker("django_db") or USES_THE_DATABASE & {*getattr(item, "fixturenames", ())}:
            item.add_marker("database")
        if item.path.parent.name in BY_COMMANDS:
            item.add_marker("database")
        if item.get_closest_marker("database") and item.path.parent.name not in {*AGAIN, *IN_A_BROWSER}:
            raise pytest.UsageError(f"{item.nodeid}: only {', '.join(AGAIN)} are run on PostgreSQL too; move it there.")


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end, so it is not looked through for what nobody needs any more."""
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Taken apart in order, so that nothing is said to be left."""
    gc.unfreeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says on which database, and aloud when nothing was counted by Spark."""
    terminalreporter.write_line(f"These tests ran on {'PostgreSQL' if ON_POSTGRESQL else 'SQLite'}.")
    if lacking := spark.missing():
        terminalreporter.write_line(f"Spark is not tested here: {lacking.problems[0].text.en}")


USES_THE_DATABASE = {"db", "transactional_db"}
BY_COMMANDS = {"command", "promises"}
"""Where cities are made by commands, with a database each."""

AGAIN = {"command", "promises", "web"}
"""Where tests use the database, which are run once more on PostgreSQL."""

IN_A_BROWSER = {"journeys", "pages", "load"}
"""Where they do too; but what a browser sees of a page has been seen on SQLite."""


@pytest.fixture(scope="session")
def spark_session() -> Iterator[None]:
    """Spark on this computer, for all that count by it: it takes seconds to start."""
    with spark.session():
        yield


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> str:
    """It is 14 June 2022: tertial 1 is over and has had its grace, tertial 2 goes on."""
    monkeypatch.setenv("FOLJA_TODAY", TODAY)
    return TODAY


def _load_units() -> None:
    from folja.web.organisation.actions import load_units

    load_units(UNITS.encode())


@pytest.fixture
def city(db: None, today: str, settings: "pytest.FixtureRequest") -> None:
    """The units of the small city. Passwords are hashed fast, for the tests' sake."""
    from folja.web.organisation.actions import note
    from folja.web.organisation.models import StoredUnit

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    if not as_the_first_time(_load_units, StoredUnit):
        note(None, "units loaded", str(StoredUnit.objects.count()))  # now, whenever the first time was


@pytest.fixture
def closed(city: None) -> None:
    """Tertial 3 2020 to tertial 1 2022 are closed: see tests/published.py."""
    from tests.published import publish_first_of_all

    publish_first_of_all()


@pytest.fixture
def worded_anew(monkeypatch: pytest.MonkeyPatch) -> Iterator["Instruments"]:
    """The questions after a talk have a version from July 2022 that asks the same in other words."""
    from folja.web.wordings import reviewing, sources
    from tests.instruments import with_other_words

    found = with_other_words("talk_answers", Month(2022, 7))
    for module in (sources, reviewing):
        monkeypatch.setattr(module, "instruments", lambda: found)
    for read in (sources.all_sources, sources.of_every_version):
        read.cache_clear()
    yield found
    for read in (sources.all_sources, sources.of_every_version):
        read.cache_clear()


def _person(name: str, unit: str, role: str) -> "Account":
    from folja.web.organisation.actions import create_account, give_role

    account = create_account(f"{name.lower()}@kommunen.example", name, PASSWORD)
    give_role(account, unit, role)
    return account


@pytest.fixture
def amina(city: None) -> "Account":
    """A parent adviser who registers at Föräldrastöd Farsta."""
    return _person("Amina", "farsta_stod", "registers")


@pytest.fixture
def bo(city: None) -> "Account":
    """The manager of Föräldrastöd Farsta."""
    return _person("Bo", "farsta_stod", "manages")


@pytest.fixture
def carin(city: None) -> "Account":
    """Leads the follow-up for the city."""
    return _person("Carin", "stad", "leads_city")


@pytest.fixture
def dan(city: None) -> "Account":
    """Registers in another district."""
    return _person("Dan", "hasselby_stod", "registers")


@pytest.fixture
def signed_in() -> Callable[["Account"], Client]:
    """A browser where somebody is signed in."""

    def signed_in(account: "Account") -> Client:
        client = Client()
        client.force_login(account)
        return client

    return signed_in


@pytest.fixture
def as_amina(amina: "Account", signed_in: Callable[["Account"], Client]) -> Client:
    return signed_in(amina)


@pytest.fixture
def as_bo(bo: "Account", signed_in: Callable[["Account"], Client]) -> Client:
    return signed_in(bo)


@pytest.fixture
def as_carin(carin: "Account", signed_in: Callable[["Account"], Client]) -> Client:
    return signed_in(carin)


@pytest.fixture
def as_dan(dan: "Account", signed_in: Callable[["Account"], Client]) -> Client:
    return signed_in(dan)


@pytest.fixture
def code(city: None) -> str:
    """The way in to the questions after a talk in Farsta."""
    from folja.web.answers.actions import make_way_in

    return make_way_in("farsta_stod", "talk_answers", None).code


@pytest.fixture
def way(code: str) -> str:
    """That way in, where every answer takes a one-time code."""
    from folja.web.answers.actions import ask_for_one_time_codes

    ask_for_one_time_codes(code, None, ask=True)
    return code


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that has counted no answers yet."""
    from folja.web.answers import flood

    monkeypatch.setattr(flood, "answers", flood.Flood())


@pytest.fixture
def untried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server where nobody has tried a tablet's code yet."""
    from folja.web.answers import kiosk_views
    from folja.web.answers.tries import Tries

    monkeypatch.setattr(kiosk_views, "tries", Tries())
