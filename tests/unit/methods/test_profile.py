"""How much of an element is described and how well it is supported follow stated rules, and are told in words."""

import pytest

from folja.methods.comparing import compared
from folja.methods.method import Answer, Judgement, method_as_json, method_from_json
from folja.methods.profile import about_the_child, corner_stones, described, supported
from tests.unit.methods.described import TYPOLOGY, element, judged, method

Y, P, N, R = "yes", "partly", "no", "not_relevant"


@pytest.mark.parametrize(
    ("judgements", "how_much", "how_well"),
    [
        ((), "not_begun", "cannot_be_said"),
        ((Y,), "begun", "cannot_be_said"),
        ((Y, Y), "mostly", "partly"),
        ((Y, Y, Y, P), "fully", "well"),
        ((Y, Y, P, P), "fully", "partly"),
        ((Y, Y, Y, N), "fully", "partly"),
        ((N, N, N, P), "fully", "weakly"),
        ((R, R, R, Y), "fully", "well"),
        ((R, R, R, R), "fully", "cannot_be_said"),
    ],
)
def test_the_steps_of_an_element(judgements: tuple[Judgement, ...], how_much: str, how_well: str) -> None:
    one = method(judged("reflection", *judgements))
    assert (described(element("reflection"), one), supported(element("reflection"), one)) == (how_much, how_well)


def test_a_judgement_without_words_is_begun_and_supports_nothing() -> None:
    one = method({"systematic_reflection": Answer("yes"), "supervision": Answer("yes")})
    found = described(element("reflection"), one), supported(element("reflection"), one)
    assert found == ("begun", "cannot_be_said")


def test_where_a_yes_speaks_against_the_method_it_does_not_support_it() -> None:
    hard = method(judged("transfer", "yes", "yes"))
    easy = method(judged("transfer", "yes", "no"))
    assert [supported(element("transfer"), one) for one in (hard, easy)] == ["partly", "well"]


def test_not_to_build_on_other_countries_is_no_weakness() -> None:
    one = method(judged("theory", "yes", "yes", "no", "no", "no", "yes"))
    assert supported(element("theory"), one) == "well"


def test_the_corner_stones_name_the_elements_that_carry() -> None:
    found = {one.stone.code: [held.element.code for held in one.carries] for one in corner_stones(TYPOLOGY, method())}
    assert found == {"research": [], "users": [], "profession": []}
    well = method(judged("goals", *[Y] * 8))
    found = {one.stone.code: [held.element.code for held in one.carries] for one in corner_stones(TYPOLOGY, well)}
    assert found == {"research": [], "users": ["goals"], "profession": ["goals"]}


def test_the_childs_perspective_is_gathered_from_the_answers_it_belongs_to() -> None:
    one = method({"takes_part": Answer("yes", "Barnen väljer bok."), "supervision": Answer("yes", "Varje månad.")})
    told = [answer.words for _, answer in about_the_child(TYPOLOGY, one) if answer.words]
    assert told == ["Barnen väljer bok."]


def test_two_methods_stand_beside_each_other_element_by_element() -> None:
    first, second = method(judged("reflection", Y, Y)), method(judged("reflection", Y, N))
    found = {one.element.code: one for one in compared(TYPOLOGY, first, second)}
    assert len(found) == 11
    assert [one.differs for one in found["reflection"].questions] == [False, True]
    assert (found["reflection"].first.supported, found["reflection"].second.supported) == ("partly", "weakly")
    assert found["economy"].questions == ()


def test_a_method_is_read_back_as_it_was() -> None:
    one = method(judged("goals", Y, P, N))
    assert method_from_json(method_as_json(one)) == one
