"""The languages families read: their direction, what browsers call them, and how a day is written."""

import unicodedata
from datetime import date

import pytest

from folja.instruments.loading import shipped
from folja.vocabulary.languages import TONGUES, Tongue, day_in, direction, tag


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda tongue: tongue.code)
def test_a_language_is_written_in_the_direction_of_its_own_letters(tongue: Tongue) -> None:
    from_the_right = unicodedata.bidirectional(tongue.name[0]) in ("R", "AL")
    assert tongue.direction == direction(tongue.code) == ("rtl" if from_the_right else "ltr")


def test_what_is_in_no_table_is_written_from_the_left() -> None:
    assert direction("xx") == "ltr"
    assert tag("xx") == "xx"


def test_families_languages_are_named_as_those_that_talks_are_held_in() -> None:
    held_in = {option.code for option in shipped().classifications["language"].values}
    assert {tongue.code for tongue in TONGUES} <= held_in


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("sv", "16 september 2022"),
        ("ar", "16 سبتمبر 2022"),
        ("pl", "16 września 2022"),
        ("fi", "16. syyskuuta 2022"),
        ("es", "16 de septiembre de 2022"),
        ("rom", "2022-09-16"),
    ],
)
def test_a_day_is_written_as_in_the_language_and_in_figures_where_its_months_are_not_known(
    language: str, day: str
) -> None:
    assert day_in(language, date(2022, 9, 16)) == day
