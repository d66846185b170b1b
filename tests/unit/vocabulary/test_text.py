"""Texts, problems and the clock."""

import pickle
from datetime import date

import pytest

from folja.vocabulary import clock
from folja.vocabulary.period import Month
from folja.vocabulary.problem import Problem, Refused, problem, refuse
from folja.vocabulary.text import Text, listed, missing_languages

HOME_VISIT = Text.of(sv="Hembesök", en="Home visit", ar="زيارة منزلية")


@pytest.mark.parametrize("words", [{"sv": "Hembesök"}, {"en": "Home visit"}, {"sv": "Hembesök", "en": " "}, {}])
def test_a_text_without_swedish_or_english_is_refused(words: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="lacks its wording"):
        Text.of(**words)


def test_a_language_without_a_wording_gets_the_english() -> None:
    assert HOME_VISIT.in_language("ar") == "زيارة منزلية"
    assert HOME_VISIT.in_language("so") == "Home visit"
    assert (HOME_VISIT.sv, HOME_VISIT.en, str(HOME_VISIT)) == ("Hembesök", "Home visit", "Hembesök")


def test_texts_are_values() -> None:
    same = Text({"en": "Home visit", "sv": "Hembesök", "ar": "زيارة منزلية"})
    assert same == HOME_VISIT
    assert hash(same) == hash(HOME_VISIT)
    assert pickle.loads(pickle.dumps(HOME_VISIT)) == HOME_VISIT
    with pytest.raises(TypeError):
        HOME_VISIT.wordings["sv"] = "Besök"  # type: ignore[index]


def test_missing_languages_are_named() -> None:
    assert missing_languages({"sv": "Hej", "so": "…"}) == ["en"]
    assert missing_languages({"sv": "  "}) == ["sv", "en"]


@pytest.mark.parametrize(
    ("words", "sv", "en"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a och b", "a and b"),
        (["a", "b", "c"], "a, b och c", "a, b and c"),
    ],
)
def test_words_are_listed_as_they_are_spoken(words: list[str], sv: str, en: str) -> None:
    assert (listed(words), listed(words, "en")) == (sv, en)


def test_a_problem_says_where_what_and_what_to_do_in_both_languages() -> None:
    found = problem("rad 12, kolumn Kvinnor", sv="Skriv ett tal.", en="write a number")
    assert found.in_language("sv") == "rad 12, kolumn Kvinnor: Skriv ett tal."
    assert found.in_language("en") == "rad 12, kolumn Kvinnor: write a number"
    assert Problem("", found.text).in_language("sv") == "Skriv ett tal."


def test_a_refusal_carries_every_problem() -> None:
    refused = Refused([problem("a", sv="Ett.", en="one"), problem("b", sv="Två.", en="two")])
    assert str(refused) == "a: one; b: two"
    assert refuse("a", sv="Ett.", en="one").problems == refused.problems[:1]


def test_the_clock_of_the_demo_city_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLJA_TODAY", "2022-06-14")
    assert clock.today() == date(2022, 6, 14)
    assert clock.this_month() == Month(2022, 6)


def test_otherwise_the_clock_is_the_computers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOLJA_TODAY", raising=False)
    assert clock.today() >= date(2025, 1, 1)
