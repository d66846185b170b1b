"""The same share for each gender: of acts where one took part, of people, or of a rating by who gave it."""

from dataclasses import replace

from folja.figures.genders import Genders, beside_other_genders, split_by_gender
from folja.figures.indicator import Term
from folja.figures.library import Library
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text
from tests.unit.figures.shelf import one, published, shelf
from tests.unit.figures.test_gender import PEOPLE, RATINGS

T1 = Period.parse("2021T1")
PRESENCE = shelf(
    published(
        "2021T1",
        presence={
            "farsta_1": {
                "adults.answered": 60,
                "adults.not_known": 5,
                "adults.women": 50,
                "adults.men": 20,
                "adults.other_gender": 0,
            }
        },
    )
)


def read(library: Library, code: str, unit: str = "farsta_1") -> Genders:
    found = split_by_gender(library, code, unit, T1) or beside_other_genders(library, code, unit, T1)
    assert found is not None
    return found


def test_acts_where_each_gender_took_part_are_of_the_same_base() -> None:
    genders = read(PRESENCE, "men_share")
    assert [(figure.numerator, figure.base, figure.missing) for figure in genders.figures] == [
        (50, 60, 5), (20, 60, 5), (0, 60, 5),
    ]  # fmt: skip
    assert genders.man.value == one(PRESENCE, "men_share", "farsta_1", "2021T1").value


def test_people_of_each_gender_are_of_all_people() -> None:
    genders = read(shelf(PEOPLE), "men_among_participants")
    assert [(figure.category, figure.numerator, figure.base) for figure in genders.figures] == [
        ("woman", 90, 135), ("man", 45, 135), ("other", 0, 135),
    ]  # fmt: skip


def test_each_gender_is_told_by_the_indicator_that_says_it_where_there_is_one() -> None:
    men = PRESENCE.indicators["men_share"]
    title = Text.of(sv="Där en kvinna deltog", en="Where a woman took part")
    women = replace(men, code="women_share", title=title, numerator=(Term("adults", "women"),))
    both = read(replace(PRESENCE, indicators={**PRESENCE.indicators, "women_share": women}), "men_share")
    assert (both.woman.title, both.man.title) == (title, men.title)
    assert read(PRESENCE, "men_share").woman.title == men.title


def people(women: int, men: int) -> dict[str, dict[str, int]]:
    cells = {"women_people": women, "men_people": men, "other_gender_people": 0, "answered": 15, "not_known": 0}
    return {"farsta_1": {f"participants.{category}": number for category, number in cells.items()}}


def test_fewer_women_among_all_is_as_certain_as_more_men() -> None:
    """Each is in the other's base, with its rounding; rounded apart, fewer women would be uncertain here."""
    library = shelf(published("2020T1", people=people(40, 0)), published("2021T1", people=people(35, 25)))
    genders = beside_other_genders(library, "men_among_participants", "farsta_1", T1)
    assert genders is not None
    assert genders.woman.comparison is not None
    assert genders.man.comparison is not None
    assert (genders.woman.comparison.verdict, genders.man.comparison.verdict) == ("less", "more")


def test_a_rating_is_of_those_who_gave_it() -> None:
    genders = read(shelf(RATINGS), "helped_top_two", "farsta")
    assert (genders.woman.base, genders.man.base) == (80, 45)
    assert genders.other is not None
    assert genders.other.reason == "few"


def test_each_is_called_what_content_calls_it() -> None:
    genders = read(PRESENCE, "men_share")
    assert [figure.category_title.sv for figure in genders.figures if figure.category_title] == [
        "Kvinna", "Man", "Annan könstillhörighet",
    ]  # fmt: skip


def test_what_is_hidden_is_offered_from_nearby() -> None:
    woman = read(shelf(RATINGS), "helped_top_two").woman
    assert woman.reason == "no cells"
    assert woman.offered is not None


def test_what_says_nothing_of_gender_has_none() -> None:
    library = shelf(published("2021T1", one={"farsta_1": {"way.answered": 60, "way.phone": 20}}))
    for code in ("phone_share", "ones"):
        assert split_by_gender(library, code, "farsta_1", T1) is None
        assert beside_other_genders(library, code, "farsta_1", T1) is None


def test_a_number_of_people_is_no_share_and_a_rating_is_about_no_gender() -> None:
    assert split_by_gender(shelf(PEOPLE), "participants", "farsta_1", T1) is None
    assert beside_other_genders(shelf(RATINGS), "helped_top_two", "farsta", T1) is None


def test_one_differs_for_certain_only_where_the_intervals_do_not_meet() -> None:
    assert read(PRESENCE, "men_share").verdict == "woman"
    assert read(shelf(RATINGS), "helped_top_two", "farsta").verdict == "neither"
    assert read(shelf(RATINGS), "helped_top_two").verdict == "hidden"
