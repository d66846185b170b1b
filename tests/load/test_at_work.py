"""Twenty people register, and one closes, for ten minutes: nothing is lost, and nothing doubled, whatever happens.

Everything is counted from the side of those who register: what they were told holds. `FOLJA_LOAD_SECONDS=60` makes it
shorter; `python3 run.py test tests/load --long -s` prints what was measured.
"""

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from folja.vocabulary.period import Period
from tests.command.conftest import City
from tests.databases import ON_POSTGRESQL
from tests.load.colleagues import Act, Browser, Closings, Colleague, colleagues, is_found
from tests.load.served_city import CARIN, ServedCity, percentile

pytestmark = pytest.mark.long

SECONDS = int(os.environ.get("FOLJA_LOAD_SECONDS", "600"))
PEOPLE = 20
KILLS = max(3, SECONDS // 30)
TODAY, TOMORROW = "2022-06-14", "2022-06-15"
TERTIALS = tuple(map(Period.parse, ("2021T1", "2021T2", "2021T3", "2022T1")))

Meanwhile = Callable[[float, Closings], None]


@pytest.fixture
def city(tmp_path: Path) -> Iterator[ServedCity]:
    """The city, served until the test ends, however it does; five of its tertials can be registered in."""
    city = ServedCity(tmp_path / "home", TODAY).found()
    city.start()
    yield city
    city.kill()


@pytest.fixture
def people(city: ServedCity) -> list[Colleague]:
    return colleagues(city, PEOPLE)


def at_work(city: ServedCity, people: list[Colleague], meanwhile: Meanwhile = lambda until, closings: None) -> Closings:
    """All of them register while Carin closes one tertial after another and something else happens."""
    closings, carin = Closings(), Browser(city.port)
    carin.sign_in(CARIN)
    began = time.monotonic()
    until = began + SECONDS

    def close_each() -> None:
        for place, tertial in enumerate(TERTIALS, 1):
            time.sleep(max(0.0, began + place * SECONDS / (len(TERTIALS) + 1) - time.monotonic()))
            closings.close(carin, tertial)

    with ThreadPoolExecutor(PEOPLE + 2) as at_once:
        doing = [at_once.submit(one.work, until, closings) for one in people]
        doing += [at_once.submit(close_each), at_once.submit(meanwhile, until, closings)]
        for one in doing:
            one.result()
    return closings


def acts_of(people: list[Colleague]) -> list[Act]:
    return [act for one in people for act in one.acts]


def holds_what_they_were_told(city: ServedCity, people: list[Colleague], closings: Closings) -> None:
    """Nothing lost, nothing doubled, every receipt as promised, and what is published is what they were told."""
    assert [wrong for one in people for wrong in one.wrongs] == []
    assert [strange for one in people for strange in one.browser.strange] == []
    assert set(closings.done) == set(TERTIALS)
    acts = [act for act in acts_of(people) if not act.in_doubt]
    doubtful = [act for act in acts_of(people) if act.in_doubt]
    registered, used = set(city.keys("registration")), set(city.keys("used_key"))
    standing = [act for act in acts if act.stands]
    still_open = {act.key for act in standing if not closings.are_done(act.month)}
    assert still_open <= registered, "lost"
    assert {act.key for act in acts} & registered == still_open, "a receipt that fits what it should not"
    spent = {act.key for act in acts if act.is_withdrawn or (act.stands and closings.are_done(act.month))}
    assert {act.key for act in acts} & used == spent

    told = Counter(act.row for act in standing)
    rows = city.rows("SELECT instrument, unit, month, late FROM registration")
    there = Counter((str(code), str(unit), str(month), bool(late)) for code, unit, month, late in rows)
    assert apart(told, there) <= 2 * len(doubtful), "lost or doubled"
    assert len(standing) <= len(rows) <= len(standing) + len(doubtful)
    assert apart(published(city), volumes_of(act for act in standing if closings.are_done(act.month))) <= 2 * len(
        doubtful
    )

    seen = Random(1).sample(acts, min(100, len(acts)))
    for one in people:
        own = [act for act in seen if act in one.acts]
        assert [is_found(one.browser, act) for act in own] == [act.key in still_open for act in own]
    audit = City(city.home, []).folja("audit", today=TODAY)
    assert audit.code == 0, audit.err
    assert City(city.home, []).folja("figure", "talks", today=TOMORROW).code == 0  # a night has passed
    counted = city.rows(
        "SELECT instrument, unit, month, number FROM collection_storedvolume WHERE measure = 'acts' AND number > 0"
    )
    in_the_open = volumes_of(act for act in standing if not closings.are_done(act.month))
    assert apart(Counter({tuple(key): int(str(n)) for *key, n in counted}), in_the_open) <= 2 * len(doubtful)
    if not ON_POSTGRESQL:
        assert city.rows("PRAGMA integrity_check") == [("ok",)]


def volumes_of(acts: Iterator[Act]) -> Counter[tuple[object, ...]]:
    return Counter((act.instrument.code, act.unit, str(act.month)) for act in acts)


def published(city: ServedCity) -> Counter[tuple[object, ...]]:
    """How many acts of each kind each unit held in each month, by what is frozen."""
    documents = city.rows("SELECT document FROM publication_closedtertial")
    return Counter(
        {
            (instrument, unit, month): numbers["acts"]
            for (document,) in documents
            for instrument, units in json.loads(str(document))["volumes"].items()
            for unit, months in units.items()
            for month, numbers in months.items()
            if numbers["acts"]
        }
    )


def apart(one: Counter[tuple[object, ...]], other: Counter[tuple[object, ...]]) -> int:
    """How many more there are here and there in all."""
    return (one - other).total() + (other - one).total()


def tell(what: str, people: list[Colleague], closings: Closings, *more: str) -> None:
    acts = acts_of(people)
    did: Counter[str] = sum((one.did for one in people), Counter())
    refused: Counter[str] = sum((one.refused for one in people), Counter())
    took: dict[str, list[float]] = {}
    for one in people:
        for called, times in one.browser.took.items():
            took.setdefault(called, []).extend(times)
    where = "PostgreSQL" if ON_POSTGRESQL else "SQLite"
    print(
        f"\n{what}, {where}: {PEOPLE} people, {SECONDS} s, {sum(map(len, took.values()))} requests answered, "
        f"{sum(one.browser.unheard for one in people)} unheard and asked again; {len(acts)} acts, "
        f"{sum(act.stands for act in acts)} stand, {sum(act.in_doubt for act in acts)} in doubt; "
        f"{dict(did)}; refused {dict(refused)}"
    )
    for called, times in took.items():
        print(
            f"  {called}: {len(times)}, p50 {1000 * percentile(times, 0.5):.0f} ms, "
            f"p99 {1000 * percentile(times, 0.99):.0f} ms, longest {1000 * max(times):.0f} ms"
        )
    closed = ", ".join(f"{t} {closings.done[t] - closings.began[t]:.1f} s" for t in closings.done)
    busy = ", ".join(f"{load:.1f}" for load in os.getloadavg()) if hasattr(os, "getloadavg") else "not known"
    print(f"  closings: {closed}; tried again {closings.refused}; {os.cpu_count()} cores, load {busy}")
    for line in more:
        print(f"  {line}")


def test_twenty_who_register_while_one_closes_lose_and_double_nothing(
    city: ServedCity, people: list[Colleague]
) -> None:
    closings = at_work(city, people)
    tell("registering and closing", people, closings)
    holds_what_they_were_told(city, people, closings)
    assert not any(act.in_doubt for act in acts_of(people))


def test_nor_do_they_when_the_server_is_killed_twenty_times(city: ServedCity, people: list[Colleague]) -> None:
    kills: Counter[str] = Counter()

    def kill(until: float, closings: Closings) -> None:
        """At random, and once in the middle of each closing."""
        chance, hit, away = Random(7), set(), 5.0
        while kills.total() < KILLS and time.monotonic() < until:
            pause = max(0.5, (until - time.monotonic()) / (KILLS - kills.total()) - away)
            ends = time.monotonic() + chance.uniform(0.2, 1.4) * pause
            while time.monotonic() < ends and not (closings.is_under_way.is_set() and set(closings.began) - hit):
                time.sleep(0.02)
            in_a_closing = set(closings.began) - hit if closings.is_under_way.is_set() else set()
            if in_a_closing:
                hit |= in_a_closing
                time.sleep(chance.uniform(0, 2))
            kills["in a closing" if closings.is_under_way.is_set() else "else"] += 1
            killed = time.monotonic()
            city.kill()
            city.start()
            away = time.monotonic() - killed

    closings = at_work(city, people, kill)
    tell("killed", people, closings, f"killed {kills.total()} times: {dict(kills)}")
    holds_what_they_were_told(city, people, closings)
    assert kills.total() == KILLS
