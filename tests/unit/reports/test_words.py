"""The comparison with the year before in words: one grammar for cards, tables and sentences, true for a layman."""

from dataclasses import replace

import pytest

from folja.figures.figure import Comparison, Figure
from folja.reports import sentences, words
from folja.vocabulary.text import Text
from tests.instruments import INDICATORS
from tests.unit.reports import sample

WHY = Text.of(sv="Ny fråga 2021. Det går inte att jämföra.", en="New question in 2021. It can't be compared.")


def share(percent: float, before: float, verdict: str) -> Figure:
    earlier = sample.share(sample.MAN, round(before * 2), 200, (0.1, 0.9), period=sample.BEFORE)
    earlier = replace(earlier, value=before / 100)
    comparison = Comparison(verdict, earlier, (percent - before) / 100)  # type: ignore[arg-type]
    now = sample.share(sample.MAN, round(percent * 2), 200, (0.1, 0.9), comparison=comparison)
    return replace(now, value=percent / 100)


def number(kind: str, now: int, before: int, verdict: str) -> Figure:
    earlier = replace(sample.count(sample.ADULTS, before, period=sample.BEFORE), kind=kind)  # type: ignore[arg-type]
    comparison = Comparison(verdict, earlier, now - before)  # type: ignore[arg-type]
    return replace(sample.count(sample.ADULTS, now), kind=kind, comparison=comparison)  # type: ignore[arg-type]


CHANGES = [
    (
        share(47, 35, "more"),
        "12 procentenheter högre än året före (35 %)",
        "12 percentage points higher than the year before (35%)",
    ),
    (
        share(35, 36, "less"),
        "1 procentenhet lägre än året före (36 %)",
        "1 percentage point lower than the year before (36%)",
    ),
    (share(63, 88, "unchanged"), "Ingen säker skillnad: 88 % året före", "No certain difference: 88% the year before"),
    (share(63, 63, "unchanged"), "Oförändrat: 63 % även året före", "Unchanged: 63% the year before too"),
    (share(62.6, 63.4, "unchanged"), "Oförändrat: 63 % även året före", "Unchanged: 63% the year before too"),
    (number("count", 95, 60, "more"), "35 fler än året före (60)", "35 more than the year before (60)"),
    (
        number("count", 45, 55, "unchanged"),
        "Ingen säker skillnad: 55 året före",
        "No certain difference: 55 the year before",
    ),
    (
        number("count", 0, 0, "unchanged"),
        "Oförändrat: färre än 5 även året före",
        "Unchanged: fewer than 5 the year before too",
    ),
    (number("volume", 9, 14, "less"), "5 färre än året före (14)", "5 fewer than the year before (14)"),
    (number("volume", 7, 7, "unchanged"), "Lika många som året före", "As many as the year before"),
]


def plain(said: str) -> str:
    return said.replace(words.NO_BREAK, " ")


@pytest.mark.parametrize(("figure", "swedish", "english"), CHANGES)
def test_a_comparison_is_said_in_plain_words(figure: Figure, swedish: str, english: str) -> None:
    assert plain(words.change(figure)) == swedish
    assert plain(words.change(figure, "en")) == english


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("figure", [figure for figure, _, _ in CHANGES])
def test_a_sentence_says_of_the_year_before_what_the_table_says(figure: Figure, language: str) -> None:
    pieces = sentences.finding(figure, INDICATORS["phone_share"], language)
    said = "".join(words.quoted(piece, language) for piece in pieces)
    assert words.change(figure, language).lower() in said.lower()


def told(figure: Figure) -> str:
    pieces = sentences.finding(figure, INDICATORS["phone_share"])
    return plain("".join(words.quoted(piece) for piece in pieces)).strip()


def test_a_certain_difference_is_a_whole_sentence_of_its_own() -> None:
    assert told(share(47, 35, "more")) == "Phone share är 47 %. Det är 12 procentenheter högre än året före (35 %)."
    assert told(number("volume", 7, 7, "unchanged")) == "Phone share är 7. Det är lika många som året före."


def test_what_is_not_certain_is_never_called_a_fact() -> None:
    assert told(share(63, 88, "unchanged")) == "Phone share är 63 %. Ingen säker skillnad: 88 % året före."


def test_a_difference_is_between_the_two_values_that_a_reader_sees() -> None:
    # 46.6 less 35.4 is 11.2, but who reads 47 % and 35 % counts to 12.
    assert words.change(share(46.6, 35.4, "more")).startswith("12\u00a0procentenheter")


def test_why_nothing_can_be_compared_ends_in_one_full_stop() -> None:
    figure = replace(share(47, 35, "more"), comparison=Comparison("not comparable", why=WHY))
    assert words.change(figure) == "Ny fråga 2021. Det går inte att jämföra"
    assert told(figure).endswith("Det går inte att jämföra.")


def test_a_share_of_fewer_than_five_is_not_said_to_be_fewer_than_five() -> None:
    few = sample.share(sample.MAN, 0, 45, (0, 0.1))
    assert told(few) == "Phone share: färre än 5."


def test_a_split_says_of_what_it_is() -> None:
    by_gender = [
        replace(sample.helped, category=code, category_title=Text.of(sv=title, en=title))
        for code, title in (("woman", "Kvinna"), ("man", "Man"), ("other_gender", "Annan"))
    ]
    pieces = sentences.by_gender(by_gender, INDICATORS["phone_share"])
    assert plain("".join(map(words.quoted, pieces))) == "Phone share: kvinnor 47 %, män 47 %, annan 47 %."


def test_options_as_common_as_the_first_are_named_together() -> None:
    fewer, first, second = (
        replace(
            sample.share(sample.MAN, numerator, 45, (0.1, 0.4)),
            category=title,
            category_title=Text.of(sv=title, en=title),
        )
        for title, numerator in (("Skolan", 5), ("BVC", 10), ("Webben", 10))
    )
    assert said(fewer, first, second) == "Vanligast är BVC och webben (22 % var)."
    assert said(fewer, first) == "Vanligast är BVC (22 %), sedan skolan (11 %)."


def said(*figures: Figure) -> str:
    pieces = sentences.distribution(figures)
    return "".join(words.quoted(piece) for piece in pieces).replace(words.NO_BREAK, " ")
