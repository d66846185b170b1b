"""The one rule language: what it reads, when it holds, and that a missing answer makes a comparison false."""

from typing import Any

import pytest

from folja.vocabulary import condition
from folja.vocabulary.condition import ALWAYS, And, Answered, Is, both, holds, parse, questions_in

SHEET = {
    "first": "no",
    "roles": ["father", "child"],
    "adults": {"women": 2, "men": 1, "other_gender": 0},
    "alone": {"women": 0, "men": 1, "other_gender": 0},
    "order": 3,
    "helped": 4,
    "empty": None,
}


@pytest.mark.parametrize(
    "rule",
    [
        {"first": {"is": "no"}},
        {"helped": {"is": 4}},
        {"first": {"any": ["yes", "no"]}},
        {"helped": {"any": [4, 5]}},
        {"roles": {"any": ["mother", "father"]}},
        {"roles": {"all": ["father", "child"]}},
        {"roles": {"only": ["father", "child", "mother"]}},
        {"adults": {"all": ["women", "men"]}},
        {"alone": {"only": ["men"]}},
        {"alone": {"alone": "men"}},
        {"adults.women": {"at_least": 2}},
        {"adults.other_gender": {"at_most": 0}},
        {"order": {"between": [3, 5]}},
        {"order": "answered"},
        {"adults": "answered"},
        {"and": [{"first": {"is": "no"}}, {"order": {"at_least": 2}}]},
        {"or": [{"first": {"is": "yes"}}, {"order": {"at_least": 2}}]},
        {"not": {"first": {"is": "yes"}}},
        {"not": {"missing": {"is": "yes"}}},
    ],
)
def test_rules_that_hold(rule: Any) -> None:
    assert holds(parse(rule), SHEET)


@pytest.mark.parametrize(
    "rule",
    [
        {"first": {"is": "yes"}},
        {"helped": {"is": "4"}},
        {"roles": {"any": ["mother"]}},
        {"roles": {"all": ["father", "mother"]}},
        {"roles": {"only": ["father"]}},
        {"adults": {"only": ["women"]}},
        {"adults": {"alone": "women"}},
        {"adults.men": {"at_least": 2}},
        {"order": {"between": [4, 5]}},
        {"order": {"at_most": 2}},
        {"and": [{"first": {"is": "no"}}, {"order": {"at_least": 9}}]},
        {"not": {"first": {"is": "no"}}},
    ],
)
def test_rules_that_do_not_hold(rule: Any) -> None:
    assert not holds(parse(rule), SHEET)


@pytest.mark.parametrize("question", ["missing", "empty"])
@pytest.mark.parametrize(
    "comparison",
    [
        *({"is": "no"}, {"any": ["no"]}, {"all": ["no"]}, {"only": ["no"]}, {"alone": "no"}),
        *({"at_least": 0}, {"at_most": 9}, {"between": [0, 9]}, "answered"),
    ],
)
def test_comparing_with_a_missing_answer_is_false(question: str, comparison: Any) -> None:
    assert not holds(parse({question: comparison}), SHEET)


def test_none_of_no_rules_is_always_true() -> None:
    assert holds(ALWAYS, {})


def test_joined_rules_are_flat_so_that_equal_ones_look_equal() -> None:
    first, second, third = Is("a", "x"), Answered("b"), Is("c", "y")
    assert both(ALWAYS, first) == both(first, ALWAYS) == first
    assert both(both(first, second), third) == both(first, both(second, third)) == And((first, second, third))
    assert both(ALWAYS, ALWAYS) == ALWAYS


def test_the_questions_that_a_rule_looks_at() -> None:
    rule = parse({"and": [{"a": "answered"}, {"not": {"b.women": {"at_least": 1}}}, {"or": [{"c": {"any": ["x"]}}]}]})
    assert list(questions_in(rule)) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("first", "a rule is one question with one comparison"),
        ({}, "a rule is one question with one comparison"),
        ({"a": {"is": "x"}, "b": {"is": "y"}}, "a rule is one question with one comparison"),
        ({"a": {"is": "x", "any": ["y"]}}, "say one thing about `a`"),
        ({"a": "yes"}, "say one thing about `a`"),
        ({"a": {"is": True}}, 'quote "yes" and "no"'),
        ({"a": {"is": ["x"]}}, "takes one option"),
        ({"a": {"any": "x"}}, "takes a list"),
        ({"a": {"any": []}}, "takes a list"),
        ({"a": {"at_least": "2"}}, "is not understood"),
        ({"a": {"at_least": True}}, "is not understood"),
        ({"a": {"between": [1]}}, "is not understood"),
        ({"a": {"equals": 2}}, "is not understood"),
        ({"and": []}, "takes a list of rules"),
        ({"or": {"a": "answered"}}, "takes a list of rules"),
    ],
)
def test_what_is_no_rule_is_refused_with_what_there_is(written: Any, what: str) -> None:
    with pytest.raises(ValueError, match=what.replace("[", r"\[")):
        parse(written)


def test_the_message_lists_every_comparison_there_is() -> None:
    with pytest.raises(ValueError, match="not understood") as refused:
        parse({"a": {"equals": 2}})
    for word in ("is", "any", "all", "only", "alone", "at_least", "at_most", "between", "answered", "and", "or", "not"):
        assert word in str(refused.value)


def test_present_is_what_was_chosen_or_has_a_number() -> None:
    assert condition.chosen({"women": 0, "men": 2}) == {"men"}
    assert condition.chosen(["a"]) == {"a"}
    assert condition.chosen("a") == {"a"}
    assert condition.chosen(None) == set()
