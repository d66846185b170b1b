"""How much of an element is described and how well it is supported follow stated rules, and are told in words."""

from dataclasses import replace
from fractions import Fraction

import pytest

from folja.methods.changing import changed
from folja.methods.comparing import compared
from folja.methods.method import Answer, Judgement, Reference, method_as_json, method_from_json
from folja.methods.profile import Rules, about_the_child, corner_stones, described, supported
from folja.reports.method_description import rules_told
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


def test_the_rules_that_are_told_are_those_that_are_counted_by() -> None:
    """What is told is made of the thresholds and of content: another threshold is told and counted at once."""
    told, strict = " ".join(rules_told(TYPOLOGY)), Rules(well=Fraction(4, 5), said=Fraction(2, 3))
    assert "väl när minst tre av fyra är ja" in told
    assert "väl när minst fyra av fem är ja" in " ".join(rules_told(TYPOLOGY, rules=strict))
    one = method(judged("reflection", Y, Y, Y, P))
    assert (supported(element("reflection"), one), supported(element("reflection"), one, strict)) == ("well", "partly")
    half = method(judged("reflection", Y, Y))
    assert supported(element("reflection"), half, strict) == "cannot_be_said"
    assert "När färre än två av tre" in " ".join(rules_told(TYPOLOGY, rules=strict))


def test_the_questions_that_count_in_another_way_are_named() -> None:
    told = rules_told(TYPOLOGY)
    for one in TYPOLOGY.questions.values():
        is_named = any(one.title.sv in rule for rule in told)
        assert is_named == (one.weighs != "for" or one.form == "how"), one.code


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_is_told_of_each_step_is_what_every_element_is_counted_by(language: str) -> None:
    """Read out of the words: three in four yes, and no no, is well; and so on, for answers to every element."""
    parts = {"sv": ("hälften", "tre av fyra"), "en": ("half", "three in four")}[language]
    told = " ".join(rules_told(TYPOLOGY, language))
    assert [told.count(one) for one in parts] == [3, 1]
    for one in TYPOLOGY.elements:
        asked = [question for question in one.questions if question.weighs != "neither"]
        for yes in range(len(asked) + 1):
            answers = {
                question.code: Answer(
                    "" if question.form == "how" else "yes" if question.weighs == "for" else "no", "Så är det."
                )
                for question in asked[:yes]
            }
            share, found = Fraction(yes, len(asked)), supported(one, method(answers))
            well, half = share >= Fraction(3, 4), yes and share >= Fraction(1, 2)
            assert found == ("well" if well else "partly" if half else "cannot_be_said"), (one.code, yes)


def test_a_question_of_words_only_differs_where_one_alone_has_words() -> None:
    said, silent = (
        method({"follows_own_development": Answer(words="Ett kort.")}),
        method({"inclusion": Answer("yes", "X")}),
    )
    found = {one.element.code: one for one in compared(TYPOLOGY, said, silent)}["adaptation"]
    assert {one.question.code: one.differs for one in found.questions} == {
        "follows_own_development": True,
        "inclusion": True,
    }
    [same] = {one.element.code: one for one in compared(TYPOLOGY, said, said)}["adaptation"].questions
    assert not same.differs


def test_what_has_changed_since_an_edition_is_named_in_the_order_it_is_read() -> None:
    link = Reference("helps", "Rapporten", "https://example.org/", 1)
    before = method(
        {"named_theory": Answer("yes", "A."), "purpose": Answer("yes", "B."), "inclusion": Answer("yes", "C.")}
    )
    now = replace(
        method({"named_theory": Answer("partly", "A."), "inclusion": Answer("yes", "C."), "tool": Answer("no", "D.")}),
        references=(link,),
    )
    found = changed(TYPOLOGY, before, now)
    assert [one.question.code for one in found] == ["purpose", "named_theory", "helps", "tool"]
    assert found[0].now.is_empty
    assert found[2].came == (link,)
    assert changed(TYPOLOGY, now, now) == ()


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
