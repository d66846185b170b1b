"""What colleagues were told, held against what there is: in the database, on the pages, and in what is frozen."""

import json
import os
from collections import Counter
from collections.abc import Iterable
from random import Random

from tests.command.conftest import City
from tests.databases import ON_POSTGRESQL
from tests.load.colleagues import Act, Closings, Colleague, is_found
from tests.load.served_city import ServedCity, percentile

TODAY, TOMORROW = "2022-06-14", "2022-06-15"

Counted = Counter[tuple[object, ...]]


def acts_of(people: list[Colleague]) -> list[Act]:
    return [act for one in people for act in one.acts]


def holds_what_they_were_told(city: ServedCity, people: list[Colleague], closings: Closings) -> None:
    """Nothing lost, nothing doubled, every receipt as promised, and what is published is what they were told."""
    wrongs = [wrong for one in people for wrong in one.wrongs]
    assert not wrongs, wrongs[:5]
    strange = [answer for one in people for answer in one.browser.strange]
    assert not strange, strange[:5]
    acts = [act for act in acts_of(people) if not act.in_doubt]
    doubtful = len(acts_of(people)) - len(acts)
    standing = [act for act in acts if act.stands]
    closed = [act for act in standing if closings.are_done(act.month)]
    still_open = [act for act in standing if not closings.are_done(act.month)]

    keys, fitting = {act.key for act in acts}, {act.key for act in still_open}
    assert keys & set(city.keys("registration")) == fitting, "a receipt lost, or one that fits what it should not"
    spent = {act.key for act in closed} | {act.key for act in acts if act.is_withdrawn}
    assert keys & set(city.keys("used_key")) == spent, "a receipt that is not used up, or one that is too early"

    there = registered(city.rows("SELECT instrument, unit, month, late FROM registration"))
    assert apart(there, Counter(act.row for act in standing)) <= 2 * doubtful, "lost or doubled"
    assert len(standing) <= there.total() <= len(standing) + doubtful
    assert apart(published(city), volumes_of(closed)) <= 2 * doubtful, "what is frozen is not what they were told"
    assert apart(open_volumes(city), volumes_of(still_open)) <= 2 * doubtful, "nor what is open"

    seen = {act.key for act in Random(1).sample(acts, min(100, len(acts)))}
    for one in people:
        own = [act for act in one.acts if act.key in seen]
        assert [is_found(one.browser, act) for act in own] == [act.key in fitting for act in own]
    audit = City(city.home, []).folja("audit", today=TODAY)
    assert audit.code == 0, audit.err
    if not ON_POSTGRESQL:
        assert city.rows("PRAGMA integrity_check") == [("ok",)]


def registered(found: Iterable[tuple[object, ...]]) -> Counted:
    """Rows of (instrument, unit, month, late) as the two databases have them."""
    return Counter((code, unit, month, bool(late)) for code, unit, month, late in found)


def volumes_of(acts: Iterable[Act]) -> Counted:
    return Counter((act.instrument.code, act.unit, str(act.month)) for act in acts)


def published(city: ServedCity) -> Counted:
    """How many acts of each kind each unit held in each month, by what is frozen."""
    frozen = city.rows("SELECT document FROM publication_closedtertial WHERE state = 'frozen'")
    return Counter(
        {
            (instrument, unit, month): numbers["acts"]
            for (document,) in frozen
            for instrument, units in json.loads(str(document))["volumes"].items()
            for unit, months in units.items()
            for month, numbers in months.items()
            if numbers["acts"]
        }
    )


def open_volumes(city: ServedCity) -> Counted:
    """The same of the months that are not frozen, when a night has passed."""
    assert City(city.home, []).folja("figure", "talks", today=TOMORROW).code == 0
    found = city.rows("SELECT instrument, unit, month, number FROM collection_storedvolume WHERE measure = 'acts'")
    return Counter({tuple(key): int(str(number)) for *key, number in found})


def apart(one: Counted, other: Counted) -> int:
    """How many more there are here and there in all."""
    return (one - other).total() + (other - one).total()


def tell(what: str, seconds: int, people: list[Colleague], closings: Closings, *more: str) -> None:
    acts = acts_of(people)
    did: Counter[str] = sum((one.did for one in people), Counter())
    refused: Counter[str] = sum((one.refused for one in people), Counter())
    took: dict[str, list[float]] = {}
    for one in people:
        for called, times in one.browser.took.items():
            took.setdefault(called, []).extend(times)
    where = "PostgreSQL" if ON_POSTGRESQL else "SQLite"
    print(
        f"\n{what}, {where}: {len(people)} people, {seconds} s, {sum(map(len, took.values()))} requests answered, "
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
