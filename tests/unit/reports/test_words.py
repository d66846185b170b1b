"""The comparison with the year before in words: one grammar for cards, tables and sentences, true for a layman."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from folja.figures.figure import Comparison, Figure
from folja.instruments.loading import shipped
from folja.reports import labels, sentences, words
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


@pytest.mark.parametrize("verdict", ["more", "less", "unchanged"])
def test_a_volume_tells_what_is_from_units_that_reported_nothing_the_year_before(verdict: str) -> None:
    figure = number("volume", 30, 12, verdict)
    assert figure.comparison is not None
    with_added = replace(figure, comparison=replace(figure.comparison, from_added=11))
    assert (
        words.change(with_added) == f"{words.change(figure)}, inräknat 11 från enheter som inte rapporterade något då"
    )
    assert words.change(with_added, "en").endswith(", counting 11 from units that reported nothing then")


@pytest.mark.parametrize(("numerator", "said"), [(50, "nära 100 %"), (45, "90 %"), (0, "färre än 5")])
def test_all_is_never_said_since_a_part_may_be_rounded_up_to_its_whole(numerator: int, said: str) -> None:
    figure = sample.share(sample.HELPED, numerator, 50, (0.0, 1.0))
    assert words.value(figure).replace(words.NO_BREAK, " ") == said


def test_what_is_written_as_a_hundred_per_cent_is_near_it_in_english_too() -> None:
    assert words.value(sample.share(sample.HELPED, 1195, 1200, (0.99, 1.0)), "en") == "near 100%"


def rate(count: int, acts: int, **more: object) -> Figure:
    """Answers per act."""
    figure = sample.share(sample.HELPED, count, acts, (count / acts - 0.1, count / acts + 0.1))
    return replace(figure, kind="rate", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("moved_at_most", "said"), [(4, "färre än 5"), (8, "nära 0"), (56, "nära 0")])
def test_a_nothing_that_is_added_from_several_cells_is_not_said_to_be_fewer_than_five(
    moved_at_most: int, said: str
) -> None:
    share = replace(sample.share(sample.HELPED, 0, 50, (0.0, 0.1)), moved_at_most=moved_at_most)
    number = replace(sample.count(sample.ADULTS, 0), moved_at_most=moved_at_most)
    assert words.value(share) == words.value(number) == said
    assert words.base(share) == f"{said} av 50"


@pytest.mark.parametrize(("count", "acts", "said"), [(70, 175, "40"), (55, 50, "110"), (0, 50, "färre än 5 totalt")])
def test_a_rate_is_written_per_hundred_and_may_be_more(count: int, acts: int, said: str) -> None:
    assert words.value(rate(count, acts)) == said


def test_a_rates_base_is_no_whole_that_the_answers_are_part_of() -> None:
    assert words.base(rate(70, 175)) == "70 på 175"
    assert words.interval(rate(70, 175)) == "30–50"


def test_a_rate_of_too_few_acts_says_so() -> None:
    hidden = {"value": None, "numerator": None, "base": None, "missing": None, "low": None, "high": None}
    assert words.reason(rate(20, 30, reason="few", **hidden)) == "Visas inte: färre än 40 insatser"


CHANGES = [
    (
        rate(70, 175, comparison=Comparison("more", rate(49, 175), 0.12)),
        "12 fler än året före (28)",
        "12 more than the year before (28)",
    ),
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
    (share(63, 63, "unchanged"), "Samma som året före: 63 %", "The same as the year before: 63%"),
    (share(62.6, 63.4, "unchanged"), "Samma som året före: 63 %", "The same as the year before: 63%"),
    (number("count", 95, 60, "more"), "35 fler än året före (60)", "35 more than the year before (60)"),
    (
        number("count", 45, 55, "unchanged"),
        "Ingen säker skillnad: 55 året före",
        "No certain difference: 55 the year before",
    ),
    (
        number("count", 0, 0, "unchanged"),
        "Även året före: färre än 5",
        "The year before too: fewer than 5",
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


def test_a_sentence_among_shares_says_which_number_is_simply_counted() -> None:
    assert told(number("volume", 7, 7, "unchanged")) == (
        "Phone share är 7, exakt räknat. Det är lika många som året före."
    )
    assert told(number("volume", 9, 4, "more")).startswith("Phone share är 9, exakt räknat. Det är 5 fler")
    assert "exakt" not in told(number("count", 95, 60, "more"))


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


def test_which_option_is_ahead_is_only_said_where_the_intervals_do_not_meet() -> None:
    def option(title: str, numerator: int, interval: tuple[float, float]) -> Figure:
        figure = sample.share(sample.MAN, numerator, 45, interval)
        return replace(figure, category=title, category_title=Text.of(sv=title, en=title))

    fewer, first, second = (
        option("Skolan", 5, (0, 0.2)),
        option("BVC", 20, (0.3, 0.6)),
        option("Webben", 20, (0.3, 0.6)),
    )
    assert said(fewer, first, second) == "Bland de vanligaste är ”BVC” och ”Webben” (44 % vardera)."
    assert said(fewer, first) == "Vanligast är ”BVC” (44 %), sedan ”Skolan” (11 %)."
    assert said(replace(fewer, high=0.31), first) == "Bland de vanligaste är ”BVC” (44 %) och ”Skolan” (11 %)."


def test_every_answer_we_ask_for_stands_in_a_sentence_as_it_is_spelled_in_its_question() -> None:
    instruments = shipped()
    options = [
        option.title
        for code in instruments
        for instrument in instruments.of(code)
        for question in instrument.questions
        for option in getattr(question, "options", ())
    ]
    assert len(options) > 100
    for title in options:
        figure = replace(sample.share(sample.MAN, 10, 45, (0.1, 0.4)), category_title=title)
        assert said(figure) == f"Vanligast är ”{title.sv}” (22 %)."
        assert f"“{title.en}”" in "".join(words.quoted(piece, "en") for piece in sentences.distribution([figure], "en"))


def test_nothing_said_by_rule_is_so_surely() -> None:
    """The adverb reads as "probably"; "med säkerhet" and "ingen säker skillnad" do not."""
    written = {path.name: path.read_text(encoding="utf-8") for path in Path(sentences.__file__).parent.glob("*.py")}
    assert written
    assert [name for name, text in written.items() if re.search(r"(?<!är inte )\bsäkert\b", text)] == []


def test_a_date_is_not_broken_after_its_day() -> None:
    assert labels.day(date(2022, 5, 16), "sv") == f"16{words.NO_BREAK}maj 2022"
    assert labels.day(date(2022, 5, 16), "en") == f"16{words.NO_BREAK}May 2022"
    assert words.unbroken("summan kan bli mer än 100 %.") == f"summan kan bli mer än 100{words.NO_BREAK}%."


def said(*figures: Figure) -> str:
    pieces = sentences.distribution(figures)
    return "".join(words.quoted(piece) for piece in pieces).replace(words.NO_BREAK, " ")


def headed(figure: Figure, language: str = "sv") -> str:
    pieces = sentences.headline(figure, INDICATORS["phone_share"], language)
    return plain("".join(words.quoted(piece, language) for piece in pieces)).strip()


HEADLINES = [
    (share(47, 35, "more"), "är 12 procentenheter högre än året före: 47 % mot 35 %."),
    (share(35, 36, "less"), "är 1 procentenhet lägre än året före: 35 % mot 36 %."),
    (share(63, 88, "unchanged"), "skiljer sig inte med säkerhet från året före: 63 % mot 88 %."),
    (share(62.6, 63.4, "unchanged"), "är som året före: 63 %."),
    (number("count", 95, 60, "more"), "är 35 högre än året före: 95 mot 60."),
    (number("volume", 9, 14, "less"), "är 5 lägre än året före: 9 mot 14."),
    (number("volume", 7, 7, "unchanged"), "är som året före: 7."),
]


@pytest.mark.parametrize(("figure", "swedish"), HEADLINES)
def test_a_headline_says_how_it_stands_to_the_year_before_and_then_the_values(figure: Figure, swedish: str) -> None:
    assert headed(figure) == f"Phone share {swedish}"


def test_a_headline_says_the_same_in_english() -> None:
    assert headed(share(47, 35, "more"), "en") == (
        "Phone share is 12 percentage points higher than the year before: 47% against 35%."
    )
    assert headed(share(63, 88, "unchanged"), "en") == (
        "Phone share does not differ with certainty from the year before: 63% against 88%."
    )
    assert headed(share(63, 63, "unchanged"), "en") == "Phone share is as the year before: 63%."


def test_a_headline_says_why_nothing_can_be_compared() -> None:
    figure = replace(share(47, 35, "more"), comparison=Comparison("not comparable", why=WHY))
    assert headed(figure) == "Phone share är 47 %. Ny fråga 2021. Det går inte att jämföra."


def test_a_headline_of_fewer_than_five_compares_no_sizes() -> None:
    few = replace(sample.share(sample.MAN, 0, 45, (0, 0.1)), comparison=share(47, 35, "less").comparison)
    assert headed(few).startswith("Phone share: färre än 5.")


def test_a_headline_tells_what_is_from_units_that_reported_nothing_the_year_before() -> None:
    figure = number("volume", 30, 12, "more")
    assert figure.comparison is not None
    assert headed(replace(figure, comparison=replace(figure.comparison, from_added=11))) == (
        "Phone share är 18 högre än året före: 30 mot 12, inräknat 11 från enheter som inte rapporterade något då."
    )


def test_a_trend_says_how_its_last_shown_value_stands_to_the_year_before() -> None:
    figures = [share(35, 36, "less"), share(47, 35, "more"), sample.hidden(sample.MAN)]
    said = "".join(words.quoted(piece) for piece in sentences.trend(figures, INDICATORS["phone_share"]))
    assert plain(said) == "Phone share är 12 procentenheter högre än året före: 47 % mot 35 % (tertial 1 2022)."


def test_a_trend_says_no_more_of_what_has_no_year_before_than_its_value() -> None:
    first = replace(share(47, 35, "more"), comparison=None)
    said = "".join(words.quoted(piece) for piece in sentences.trend([first], INDICATORS["phone_share"]))
    assert plain(said) == "Phone share är 47 % (tertial 1 2022)."
