"""Twenty people register, and one closes, for ten minutes: nothing is lost, and nothing doubled, whatever happens.

Everything is counted from the side of those who register: what they were told holds. `FOLJA_LOAD_SECONDS=60` makes it
shorter; `python3 run.py test tests/load --long -s` prints what was measured.
"""

import base64
import os
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from folja.vocabulary.period import Month, Period
from tests.command.conftest import City, started
from tests.load.accounting import TODAY, acts_of, apart, holds_what_they_were_told, published, registered, tell
from tests.load.colleagues import Browser, Closings, Colleague, colleagues
from tests.load.served_city import CARIN, ServedCity

pytestmark = pytest.mark.long

SECONDS = int(os.environ.get("FOLJA_LOAD_SECONDS", "600"))
PEOPLE = 20
KILLS = max(3, SECONDS // 30)
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
    assert set(closings.done) == set(TERTIALS)
    return closings


def test_twenty_who_register_while_one_closes_lose_and_double_nothing(
    city: ServedCity, people: list[Colleague]
) -> None:
    closings = at_work(city, people)
    tell("registering and closing", SECONDS, people, closings)
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
    tell("killed", SECONDS, people, closings, f"killed {kills.total()} times: {dict(kills)}")
    holds_what_they_were_told(city, people, closings)
    assert kills.total() == KILLS


@dataclass(frozen=True)
class Copy:
    """A backup that was taken while all of them worked."""

    file: Path
    began: float
    ended: float


def test_copies_taken_meanwhile_are_each_of_one_moment_and_say_nothing_without_the_key(
    city: ServedCity, people: list[Colleague], tmp_path: Path
) -> None:
    home = ("--home", str(city.home))
    key = tmp_path / "key"
    assert started("backup-key", "--out", str(key), *home, today=TODAY).code == 0
    copies: list[Copy] = []

    def take_three(until: float, closings: Closings) -> None:
        """The first while a tertial is being closed."""
        began = time.monotonic()
        for place, share in enumerate((0, 0.45, 0.85)):
            while time.monotonic() < began + share * (until - began) or not closings.began:
                time.sleep(0.02)
            copy = Copy(tmp_path / f"copy-{place}", time.monotonic(), 0.0)
            taken = started("backup", "--out", str(copy.file), *home, today=TODAY)
            assert taken.code == 0, taken.err
            copies.append(Copy(copy.file, copy.began, time.monotonic()))

    closings = at_work(city, people, take_three)
    took = ", ".join(f"{copy.ended - copy.began:.1f} s, {copy.file.stat().st_size // 1024} kB" for copy in copies)
    tell("copied", SECONDS, people, closings, f"copies: {took}")
    holds_what_they_were_told(city, people, closings)
    assert len(copies) == 3
    for place, copy in enumerate(copies):
        says_nothing(copy, city, people)
        back = ServedCity(tmp_path / f"back-{place}", TODAY)
        words = ("restore", str(copy.file), "--key", str(key), "--home", str(back.home))
        restored = started(*words, today=TODAY)
        assert restored.code == 0, restored.err
        is_of_one_moment(back, copy, people, closings)


def is_of_one_moment(back: ServedCity, copy: Copy, people: list[Colleague], closings: Closings) -> None:
    """All that was told before it began is there, nothing that came after it ended, and what is there adds up."""
    acts = acts_of(people)
    kept, used = set(back.keys("registration")), set(back.keys("used_key"))
    before = [act for act in acts if act.saved < copy.began]
    assert {act.key for act in before} <= kept | used
    standing = [act for act in before if act.withdrawing > copy.ended]
    assert {act.key for act in standing if closings.began.get(act.month.tertial, copy.ended) >= copy.ended} <= kept
    assert {act.key for act in standing if closings.done.get(act.month.tertial, copy.began) < copy.began} <= used
    assert {act.key for act in acts if act.withdrawn < copy.began} <= used - kept
    assert not {act.key for act in acts if act.first_sent > copy.ended} & (kept | used)
    assert not kept & used

    frozen = {str(period) for (period,) in back.rows("SELECT period FROM publication_closedtertial "
                                                      "WHERE state = 'frozen'")}  # fmt: skip
    there = registered(back.rows("SELECT instrument, unit, month, late FROM registration"))
    closed = Counter({row: number for row, number in there.items() if str(Month.parse(str(row[2])).tertial) in frozen})
    by_month: Counter[tuple[object, ...]] = Counter()
    for (*where, _), number in closed.items():
        by_month[tuple(where)] += number
    assert apart(by_month, published(back)) == 0
    withdrawn = {act.key for act in acts if act.is_withdrawn}
    assert len(used - withdrawn) == closed.total()
    audit = City(back.home, []).folja("audit", today=TODAY)
    assert audit.code == 0, audit.err
    print(
        f"  taken back: {there.total()} rows, {closed.total()} of them in {len(frozen)} closed tertials; "
        f"{len(before)} were told before, {sum(act.first_sent > copy.ended for act in acts)} sent after"
    )


def says_nothing(copy: Copy, city: ServedCity, people: list[Colleague]) -> None:
    """Whoever has the file and not the key finds nothing in it, nor anything that could be packed tighter."""
    stolen = copy.file.read_bytes()
    words = ["farsta", "Staden", "person_1@", "registration", "adults", "SQLite", "2022-06", CARIN]
    words += [(city.home / name).read_text() for name in ("secret_key", "answers_key")]
    keys = [act.key for act in acts_of(people)[:500]]
    looked_for = [word.encode() for word in words] + keys + [base64.b64encode(key) for key in keys]
    looked_for += [act.receipt.encode() for act in acts_of(people)[:500]]
    assert not [one for one in looked_for if one in stolen]
    assert len(zlib.compress(stolen, 9)) > 0.99 * len(stolen)
