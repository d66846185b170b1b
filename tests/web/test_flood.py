"""When very many answers come at once: which are taken, which are put aside, and what is remembered of it."""

import pytest

from folja.web.answers.flood import (
    A_DAY,
    DAY,
    FROM_ONE_CONNECTION,
    MORE_A_DAY,
    PUT_ASIDE_A_DAY,
    UP_TO,
    WINDOW,
    Flood,
    Judgement,
    Tally,
    Wishes,
)

ONE, OTHER = "10.0.0.1", "10.0.0.2"


class Clock:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def passes(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def flood(clock: Clock) -> Flood:
    return Flood(clock)


def judged(flood: Flood, number: int, address: str = ONE, code: str = "7KQ2M") -> dict[Judgement, int]:
    """How many of so many answers were judged how."""
    found = [flood.judge(address, code) for _ in range(number)]
    return {judgement: found.count(judgement) for judgement in set(found)}


def each_from_elsewhere(flood: Flood, number: int, first: int = 0) -> list[Judgement]:
    return [flood.judge(f"10.{place // 250}.1.{place % 250}", "7KQ2M") for place in range(first, first + number)]


def test_a_meeting_through_one_network_is_taken_and_a_machine_is_not(flood: Flood) -> None:
    assert judged(flood, FROM_ONE_CONNECTION) == {"taken": FROM_ONE_CONNECTION}
    rest = judged(flood, 5000)
    assert rest.get("taken", 0) < UP_TO
    assert rest["one_connection"] > 5000 - UP_TO
    assert rest.keys() <= {"taken", "one_connection"}


def test_others_and_other_ways_in_are_taken_meanwhile(flood: Flood) -> None:
    judged(flood, 5000)
    assert flood.judge(OTHER, "7KQ2M") == "taken"
    assert flood.judge(ONE, "X9DJW") == "taken"


def test_a_flood_that_goes_on_in_the_next_window_is_the_same_flood(flood: Flood, clock: Clock) -> None:
    judged(flood, 500)
    for _ in range(3):
        clock.passes(WINDOW)
        assert judged(flood, 10) == {"one_connection": 10}


def test_a_network_that_has_been_quiet_for_a_window_is_as_new(flood: Flood, clock: Clock) -> None:
    judged(flood, 500)
    clock.passes(2 * WINDOW)
    assert judged(flood, FROM_ONE_CONNECTION) == {"taken": FROM_ONE_CONNECTION}


def test_a_flood_dies_down_in_a_while(flood: Flood, clock: Clock) -> None:
    judged(flood, 500)
    last: list[Judgement] = []
    for _ in range(6):
        clock.passes(WINDOW)
        last.append(flood.judge(ONE, "7KQ2M"))
    assert last[0] == "one_connection"
    assert last[-1] == "taken"


def test_who_stays_just_below_the_limit_reaches_it(flood: Flood, clock: Clock) -> None:
    judgements: set[Judgement] = set()
    for _ in range(3):
        judgements |= judged(flood, FROM_ONE_CONNECTION - 1).keys()
        clock.passes(WINDOW)
    assert "one_connection" in judgements


def test_a_family_every_other_minute_all_day_long_is_taken(flood: Flood, clock: Clock) -> None:
    """A busy open house with one tablet."""
    for _ in range(60):
        assert flood.judge(ONE, "7KQ2M") == "taken"
        clock.passes(120)


def test_many_addresses_are_noticed_too(flood: Flood) -> None:
    found = each_from_elsewhere(flood, 1000)
    assert found[:A_DAY] == ["taken"] * A_DAY
    assert A_DAY <= found.count("taken") < A_DAY + MORE_A_DAY
    assert set(found) == {"taken", "many"}


def test_a_slow_flood_is_noticed_the_same_day_and_the_next(flood: Flood, clock: Clock) -> None:
    for _day in range(2):
        taken = 0
        for _ in range(DAY // WINDOW // 2):
            taken += judged(flood, 20).get("taken", 0)
            clock.passes(2 * WINDOW)
        assert taken < A_DAY + MORE_A_DAY


def test_one_phone_does_not_have_everybody_elses_answers_put_aside(flood: Flood) -> None:
    judged(flood, 5000)
    assert each_from_elsewhere(flood, A_DAY - FROM_ONE_CONNECTION - UP_TO) == ["taken"] * (
        A_DAY - FROM_ONE_CONNECTION - UP_TO
    )


def test_a_subscriber_with_billions_of_addresses_is_one_connection(flood: Flood) -> None:
    found = [flood.judge(f"2001:db8:1:2::{place:x}", "7KQ2M") for place in range(100)]
    assert "one_connection" in found
    assert flood.judge("2001:db8:1:3::1", "7KQ2M") == "taken"


def test_an_address_in_two_spellings_is_one(flood: Flood) -> None:
    judged(flood, 500)
    assert flood.judge(f"::ffff:{ONE}", "7KQ2M") == "one_connection"


def test_what_is_no_address_is_counted_all_the_same(flood: Flood) -> None:
    assert "one_connection" in judged(flood, 100, address="")


def test_only_when_the_disk_is_at_stake_is_there_no_room(flood: Flood, clock: Clock) -> None:
    found = judged(flood, PUT_ASIDE_A_DAY + FROM_ONE_CONNECTION + UP_TO + 5)
    assert found["one_connection"] == PUT_ASIDE_A_DAY
    assert found["full"] >= 5
    assert flood.judge(OTHER, "7KQ2M") == "taken"
    clock.passes(2 * DAY)
    assert flood.judge(ONE, "7KQ2M") == "taken"


def test_where_the_limit_lies_differs_so_that_nobody_can_count_by_it(clock: Clock) -> None:
    limits = {judged(Flood(clock), 60)["taken"] for _ in range(200)}
    assert limits == set(range(FROM_ONE_CONNECTION, FROM_ONE_CONNECTION + UP_TO))


def test_the_memory_it_takes_has_a_limit_beyond_which_strangers_are_put_aside(clock: Clock) -> None:
    tally = Tally(WINDOW, least=3, spread=1, clock=clock, most_names=10)
    for place in range(50):
        tally.add(f"name {place}")
    assert len(tally._counts) == 10
    assert tally.is_full("name 49")
    assert not tally.is_full("name 1")


def test_a_wish_is_refused_only_because_of_what_came_from_the_same_connection(clock: Clock) -> None:
    wishes = Wishes(clock)
    own = [wishes.are_taken(ONE, "7KQ2M") for _ in range(5000)]
    assert own[:FROM_ONE_CONNECTION] == [True] * FROM_ONE_CONNECTION
    assert FROM_ONE_CONNECTION <= own.count(True) < FROM_ONE_CONNECTION + UP_TO
    assert all(wishes.are_taken(f"10.{place // 250}.1.{place % 250}", "7KQ2M") for place in range(10 * A_DAY))
    assert not wishes.are_taken(ONE, "7KQ2M")
    clock.passes(2 * WINDOW)
    assert wishes.are_taken(ONE, "7KQ2M")


def test_filling_the_memory_shuts_nobody_out_of_wishes_and_lets_no_known_flood_in(clock: Clock) -> None:
    wishes = Wishes(clock, most_names=10)
    while wishes.are_taken(ONE, "7KQ2M"):
        pass
    assert all(wishes.are_taken(f"10.1.{place}.1", "7KQ2M") for place in range(200))
    assert len(wishes._connections._counts) == 10
    assert not wishes.are_taken(ONE, "7KQ2M")


def test_only_when_the_disk_is_at_stake_is_a_wish_refused_for_others_sake(clock: Clock) -> None:
    wishes = Wishes(clock)
    taken = [wishes.are_taken(f"10.{place // 250}.1.{place % 250}", "7KQ2M") for place in range(PUT_ASIDE_A_DAY + 5)]
    assert taken == [True] * PUT_ASIDE_A_DAY + [False] * 5
    assert wishes.are_taken(ONE, "X9DJW")
    clock.passes(2 * DAY)
    wishes.forget()
    assert wishes.are_taken(ONE, "7KQ2M")
    assert wishes._ways._before[1] == {}


def test_no_address_and_no_code_is_in_memory_and_the_keys_are_thrown_away(flood: Flood, clock: Clock) -> None:
    flood.judge(ONE, "7KQ2M")
    tally = flood._connections
    assert ONE not in repr(vars(tally))
    assert "7KQ2M" not in repr(vars(tally))
    first_key, first_counts = tally._key, tally._counts
    clock.passes(WINDOW)
    flood.forget()
    assert (tally._before, tally._counts) == ((first_key, first_counts), {})
    clock.passes(WINDOW)
    flood.forget()
    assert first_key not in (tally._key, tally._before[0])
    assert tally._before[1] == {}


def test_after_a_long_silence_nothing_is_left(flood: Flood, clock: Clock) -> None:
    flood.judge(ONE, "7KQ2M")
    clock.passes(5 * WINDOW)
    flood.forget()
    assert flood._connections._before[1] == {}
