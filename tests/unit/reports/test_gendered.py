"""Women and men composed: what is said follows the intervals, and those who are neither are told in words."""

from dataclasses import replace

from folja.figures.genders import Genders
from folja.reports import words
from folja.reports.document import GenderPairs, Pair
from folja.reports.gendered import gender_pairs, sentence
from folja.reports.layout import laid
from tests.unit.figures.shelf import shelf
from tests.unit.reports import sample

LIBRARY = shelf()


def genders(woman: int, man: int, other: int | None = None) -> Genders:
    """Shares in per cent, each five per cent sure."""

    def share(percent: int) -> sample.Figure:
        value = percent / 100
        return sample.share(sample.MAN, percent, 100, (value - 0.05, value + 0.05))

    title = sample.Text.of(sv="Annan könstillhörighet", en="Another gender")
    third = None if other is None else replace(share(other), category_title=title)
    return Genders(share(woman), share(man), third)


HIDDEN = Genders(sample.hidden(sample.MAN), sample.hidden(sample.MAN), None)


def said(*both: Genders, language: str = "sv") -> str:
    pairs = [Pair(name, one) for name, one in zip(("Samtal", "Hembesök", "Träffar"), both, strict=False)]
    return "".join(words.quoted(piece, language) for piece in sentence(pairs, language)).replace(words.NO_BREAK, " ")


def made(*named: tuple[str, Genders]) -> GenderPairs:
    chart = gender_pairs(LIBRARY, named)
    assert chart is not None
    return chart


def test_more_women_in_every_matter_is_said_once() -> None:
    sure = genders(80, 40)
    assert said(sure, sure) == "Andelen är med säkerhet större för kvinnor än för män i båda."
    assert said(sure, sure, sure) == "Andelen är med säkerhet större för kvinnor än för män i alla tre."
    assert said(sure, sure, language="en") == "The share is certainly larger for women than for men in both."


def test_intervals_that_meet_are_no_difference() -> None:
    assert said(genders(50, 41), genders(41, 50)) == "Ingen säker skillnad mellan kvinnor och män i någon av dem."


def test_a_difference_in_some_matters_names_them() -> None:
    assert said(genders(80, 40), genders(50, 45), genders(30, 60)) == (
        "Andelen är med säkerhet större för kvinnor än för män i en av tre: samtal. "
        "Andelen är med säkerhet större för män än för kvinnor i en av tre: träffar."
    )


def test_a_single_matter_says_both_shares() -> None:
    assert said(genders(80, 40)) == (
        "Kvinnor och män skiljer sig med säkerhet. Samtal där en man deltog: kvinnor 80 %, män 40 %."
    )
    assert said(genders(45, 40), HIDDEN).startswith("Ingen säker skillnad mellan kvinnor och män. Samtal där en man")


def test_shares_that_are_indicators_of_their_own_are_named_by_them() -> None:
    both = genders(80, 40)
    named = replace(both, woman=replace(both.woman, title=sample.Text.of(sv="Samtal där en kvinna deltog", en="Women")))
    assert said(named) == (
        "Kvinnor och män skiljer sig med säkerhet. Samtal där en kvinna deltog: 80 %. Samtal där en man deltog: 40 %."
    )


def test_what_is_hidden_says_nothing_and_is_not_drawn_alone() -> None:
    assert said(HIDDEN, HIDDEN) == "Kvinnor och män kan inte visas var för sig."
    assert gender_pairs(LIBRARY, [("Samtal", HIDDEN)]) is None
    assert gender_pairs(LIBRARY, []) is None


def test_those_who_are_neither_are_told_in_words_together() -> None:
    chart = made(("Samtal", genders(80, 40, 0)), ("Hembesök", genders(80, 40, 0)), ("Träffar", genders(80, 40, 5)))
    assert "Annan könstillhörighet: färre än 5 i samtal och hembesök; 5 av 100 i träffar." in chart.subtitle


def test_the_table_has_a_column_for_them_and_a_row_for_each_matter() -> None:
    grid = laid(made(("Samtal", genders(80, 40, 0)), ("Hembesök", genders(80, 40))), "sv").grid  # type: ignore[union-attr]
    assert [header.words for header in grid.headers] == ["Vad", "Kvinnor", "Män", "Annan könstillhörighet"]
    assert [(row[0].words, len(row)) for row in grid.rows] == [("Samtal", 4), ("Hembesök", 4)]
