"""Thirty answers a second on two cores, a server that is killed in the middle, and five thousand from one phone.

Only on this computer, and for a minute each. `python3 run.py test tests/load --long -s` prints what was measured.
"""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from folja.web.answers.flood import FROM_ONE_CONNECTION, UP_TO
from folja.web.collection.receipt import new_receipt
from tests.command.conftest import City
from tests.load.served_city import BO, Sent, ServedCity, percentile, phone_number, send, send_all

pytestmark = pytest.mark.long

A_SECOND = 30
CLOSABLE = "2021-09-16"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[ServedCity]:
    """The city, served until the test ends, however it does."""
    city = ServedCity(tmp_path / "home").found()
    city.start()
    yield city
    city.kill()


def from_everywhere(city: ServedCity, number: int) -> list[tuple[str, str]]:
    """Phones, each with its own address, spread over all ways in."""
    return [(city.codes[place % len(city.codes)], phone_number(place)) for place in range(number)]


def all_are_saved_once(city: ServedCity, sent: list[Sent]) -> None:
    """Every phone was thanked, its receipt is used up, and there is one registration for each and no more."""
    assert {one.status for one in sent} == {302}
    assert sorted(city.keys("used_key")) == sorted(one.key for one in sent)
    assert len(city.keys("registration")) == len(sent)
    assert city.keys("put_aside") == []


def tell(what: str, sent: list[Sent], seconds: float) -> None:
    times = [one.took for one in sent]
    at = ", ".join(f"p{round(100 * share)} {1000 * percentile(times, share):.0f} ms" for share in (0.5, 0.95, 0.99))
    busy = ", ".join(f"{load:.1f}" for load in os.getloadavg()) if hasattr(os, "getloadavg") else "not known"
    print(
        f"\n{what}: {len(sent)} answers in {seconds:.1f} s ({len(sent) / seconds:.0f} a second), {at}, "
        f"longest {1000 * max(times):.0f} ms; tried again: {sum(one.tries > 1 for one in sent)}; "
        f"{os.cpu_count()} cores, load {busy}"
    )


def test_thirty_answers_a_second_for_a_minute_are_all_saved_and_hardly_anybody_waits(city: ServedCity) -> None:
    began = time.monotonic()
    sent = send_all(city.port, from_everywhere(city, 60 * A_SECOND), A_SECOND)
    tell("thirty a second", sent, time.monotonic() - began)
    all_are_saved_once(city, sent)
    assert percentile([one.took for one in sent], 0.99) <= 0.5


def test_none_is_lost_or_doubled_when_the_server_is_killed_in_the_middle(city: ServedCity) -> None:
    def killed_twice() -> None:
        for _ in range(2):
            time.sleep(10)
            city.kill()
            city.start()

    began = time.monotonic()
    sent = send_all(city.port, from_everywhere(city, 40 * A_SECOND), A_SECOND, killed_twice)
    tell("killed twice", sent, time.monotonic() - began)
    assert any(one.tries > 1 for one in sent)
    all_are_saved_once(city, sent)


def test_five_thousand_answers_from_one_phone_in_a_minute_are_put_aside_noticed_and_removed_in_one_step(
    city: ServedCity,
) -> None:
    code = city.codes[0]
    parents = send_all(city.port, [(code, phone_number(place)) for place in range(40)], 40)

    began = time.monotonic()
    with ThreadPoolExecutor(8) as at_once:
        flood = list(
            at_once.map(lambda _: send(city.port, code, "10.9.9.9", new_receipt(), time.monotonic()), range(5000))
        )
    tell("one phone", flood, time.monotonic() - began)
    assert {one.status for one in flood} == {302}
    counted = set(city.keys("registration"))
    taken = len(counted) - len(parents)
    assert FROM_ONE_CONNECTION <= taken < FROM_ONE_CONNECTION + UP_TO
    assert len(city.keys("put_aside")) == len(flood) - taken
    assert set(city.keys("used_key")) == {one.key for one in (*parents, *flood)}
    assert len(city.rows("SELECT code FROM batch")) == 1

    bo = city.sign_in(BO)
    assert "Svar är lagda åt sidan" not in bo.send("/"), "until a night has passed, or a closing is tried"
    refused = City(city.home, []).folja("close", "2021T2", today=CLOSABLE)
    assert refused.code == 1
    assert "lagda åt sidan på Föräldrastöd 0" in refused.err
    assert "Svar är lagda åt sidan" in bo.send("/")

    [(batch,)] = city.rows("SELECT code FROM batch")
    began = time.monotonic()
    where = f"/familjen/lagt-at-sidan/{batch}/"
    assert "Svaren är borttagna." in bo.send(where, choice="remove", sure="yes")
    print(f"removed in {time.monotonic() - began:.2f} s, with the page before and after")
    assert city.keys("put_aside") == []
    assert set(city.keys("registration")) == counted

    again = send(city.port, code, phone_number(1), new_receipt(), time.monotonic())
    assert again.status == 302
    assert City(city.home, []).folja("close", "2021T2", today=CLOSABLE).code == 0
