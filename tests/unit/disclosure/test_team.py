"""What is shown of a team's round leaves every answer open: tried by an attacker of the test's own, who enumerates."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folja.disclosure import team
from folja.disclosure.team import Design, Shown

STEPS = (1, 2, 3, 4, 5)


def answers_of(people: int, steps: tuple[int, ...] = STEPS) -> Iterator[tuple[int, ...]]:
    """Every way that so many can have answered, whoever gave which."""
    if len(steps) == 1:
        yield (steps[0],) * people
        return
    for many in range(people + 1):
        for rest in answers_of(people - many, steps[1:]):
            yield (steps[0],) * many + rest


def shown(answers: Mapping[str, Sequence[int]]) -> Shown | None:
    """What is shown of a question that everybody in a round has answered."""
    return team.shown(answers, team.compared({agency: len(given) for agency, given in answers.items()}))


def what_is_left(sizes: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """For all that can be shown of agencies of these sizes, and each agency: how many steps are possible for one of
    its answers, for anybody, and for a colleague at any agency who knows one answer."""
    left: dict[tuple[Shown | None, str], set[int]] = {}
    known: dict[tuple[Shown | None, str, str, int], set[int]] = {}
    for ways in product(*(list(answers_of(people)) for people in sizes.values())):
        answers = dict(zip(sizes, ways, strict=True))
        told = shown(answers)
        for agency, given_there in answers.items():
            left.setdefault((told, agency), set()).update(given_there)
            for other, own in ((at, one) for at, all_there in answers.items() for one in set(all_there)):
                others = list(given_there)
                if other == agency:
                    others.remove(own)
                known.setdefault((told, agency, other, own), set()).update(others)
    for (told, agency), possible in left.items():
        colleagues = [len(there) for (one, at, _, _), there in known.items() if (one, at) == (told, agency) and there]
        yield len(possible), min(colleagues)


@pytest.mark.parametrize("people", [5, 6, 7, 8, 14, 19, 21])
def test_no_answer_can_be_derived_from_what_is_shown_of_a_team(people: int) -> None:
    for anybody, colleague in what_is_left({"": people}):
        assert anybody >= 3
        assert colleague >= 2


@pytest.mark.long
def test_no_answer_can_be_derived_by_comparing_two_agencies_with_the_whole() -> None:
    told = shown({"health": (1, 1, 2, 2, 1, 2, 1), "school": (5, 4, 4, 5, 5, 4, 5)})
    assert told == Shown(3.0, "", "split", apart=True)
    for anybody, colleague in what_is_left({"health": 7, "school": 7}):
        assert anybody >= 3
        assert colleague >= 2


def test_agencies_that_would_give_somebody_away_are_not_compared_whatever_was_answered() -> None:
    """Two of five each: where one is low and the whole is high, all of the other have answered the highest."""
    for answers in ((3, 3, 3, 3, 3), (1, 1, 1, 1, 1), (5, 5, 5, 5, 5)):
        told = shown({"health": answers, "school": (4, 4, 4, 4, 4)})
        assert told is not None
        assert told.apart is None


def test_a_question_compares_all_the_agencies_of_its_round_or_none() -> None:
    """Who skips one leaves its agency with four: the other two are then not compared without it."""
    low, high = (2, 2, 2, 2, 2, 2, 2), (4, 4, 4, 4, 4, 4, 4)
    sizes = {"health": 7, "school": 7, "social": 5}
    assert team.compared(sizes) == ("health", "school", "social")
    told = team.shown({"health": low, "school": high, "social": (3, 3, 3, 3)}, team.compared(sizes))
    assert told is not None
    assert told.apart is None
    assert team.shown({"health": low, "school": high}, ("health", "school")) == Shown(3.0, "", "mixed", apart=True)


@pytest.mark.parametrize(
    ("health", "school", "apart"),
    [
        ((1, 1, 1, 1, 1, 2, 2), (2, 2, 2, 2, 2, 3, 3), True),  # 9/7 and 16/7: in floats a little less than a step
        ((1, 1, 1, 1, 1, 2, 2), (2, 2, 2, 2, 2, 2, 3), False),
    ],
)
def test_a_difference_of_exactly_one_step_is_one_on_every_machine(
    health: tuple[int, ...], school: tuple[int, ...], apart: bool
) -> None:
    told = shown({"health": health, "school": school})
    assert told is not None
    assert told.apart is apart


def test_fewer_than_five_show_nothing() -> None:
    assert shown({"health": (4, 4, 4, 4)}) is None
    assert shown({"health": (4, 4, 4), "school": (4, 4)}) is not None


@pytest.mark.parametrize(
    ("sizes", "compared"),
    [
        ({"a": 7, "b": 7}, ("a", "b")),
        ({"a": 7, "b": 6, "c": 1}, ()),  # the one beside would be the whole less the others
        ({"a": 9, "b": 8, "c": 5, "d": 2}, ("a", "b")),
        ({"a": 7, "b": 7, "c": 5}, ("a", "b", "c")),
        ({"a": 7, "": 7}, ()),  # who has not said where is no agency
        ({"a": 4, "b": 4, "c": 4}, ()),
    ],
)
def test_an_agency_is_compared_from_five_on_when_nobody_or_five_are_left_beside(
    sizes: dict[str, int], compared: tuple[str, ...]
) -> None:
    assert team.compared(sizes) == compared


def test_two_of_fourteen_who_are_the_only_ones_of_their_profession_can_not_be_told() -> None:
    """Everything that is shown, for every answer that the two can have given."""
    for midwife, librarian in product(STEPS, STEPS):
        answers = {
            "health": (2, 3, 3, 4, 4, 5),
            "social": (3, 4, 4, 4, 5, 5),
            "birth": (midwife,),
            "books": (librarian,),
        }
        sizes = {agency: len(there) for agency, there in answers.items()}
        told = shown(answers)
        assert told is not None
        assert told.apart is None
        for agency in ("birth", "books"):
            assert len(list(team.possible_answers(sizes, told, agency))) >= 3


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(STEPS), min_size=1, max_size=7), min_size=1, max_size=3))
def test_of_any_round_every_answer_stays_open(drawn: list[list[int]]) -> None:
    answers = {f"agency {place}": tuple(there) for place, there in enumerate(drawn)}
    sizes = {agency: len(there) for agency, there in answers.items()}
    told = shown(answers)
    assert (told is None) == (sum(sizes.values()) < 5)
    if told is None:
        return
    assert told.mean * 2 == int(told.mean * 2)
    for agency, there in answers.items():
        possible = set(team.possible_answers(sizes, told, agency))
        assert set(there) <= possible, "the attacker never excludes the truth"
        assert len(possible) >= 3


# --- mutations: what the attacker must find ------------------------------------------------------------------


def test_the_attacker_finds_a_mean_that_is_shown_to_its_ends() -> None:
    assert not team.is_safe((5,), 0, Design(5.0, tells_spread=False), compares=False)
    assert not team.is_safe((14,), 0, Design(5.0, tells_spread=True), compares=False)


def test_the_attacker_finds_two_small_agencies_beside_the_whole() -> None:
    assert not team.is_safe((5, 5), 0, Design(4.5, tells_spread=True), compares=True)
    assert not team.is_safe((7, 1), 0, Design(4.0, tells_spread=True), compares=True), "a group of one"


def test_the_attacker_finds_fewer_than_five() -> None:
    assert not team.is_safe((2,), 0, Design(4.0, tells_spread=False), compares=False)
    assert not team.is_safe((3,), 0, Design(4.0, tells_spread=True), compares=False)


def test_agencies_with_more_sets_beside_them_than_can_be_tried_are_not_compared() -> None:
    """Of 60, two of 18 and 24 others would be tried for minutes."""
    assert not team.is_safe((18, 18), 24, Design(5.0, tells_spread=True), compares=True)
    assert not team.is_safe((7, 7, 7), 0, Design(5.0, tells_spread=True), compares=True)


def test_every_size_of_round_has_a_safe_design() -> None:
    assert all(team.design_for(people) for people in range(5, team.MOST + 1))
