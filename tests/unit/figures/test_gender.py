"""The split by gender: of a rating by who gave it, or of people by kind."""

from folja.figures.figure import Figure
from folja.figures.library import Library
from folja.figures.reading import read_by_gender
from folja.vocabulary.period import Period
from tests.unit.figures.shelf import published, shelf


def crossed(woman: int, man: int, other: int) -> dict[str, int]:
    cells = {}
    for gender, answered in (("woman", woman), ("man", man), ("other", other)):
        of = f"helped_by_parent_gender.{gender}"
        cells |= {f"{of}.answered": answered, f"{of}.top_two": answered - 5 if answered else 0, f"{of}.5": 0}
    return cells


RATINGS = published(
    "2021T1",
    cross={
        "farsta_1": {"helped.answered": 60, "helped.top_two": 55, "helped.not_known": 0},
        "farsta_2": {"helped.answered": 75, "helped.top_two": 65, "helped.not_known": 5},
        "farsta:both": crossed(80, 45, 0),
    },
)
PEOPLE = published(
    "2021T1",
    people={
        "farsta_1": {
            "participants.answered": 30,
            "participants.not_known": 0,
            "participants.women_people": 90,
            "participants.men_people": 45,
            "participants.other_gender_people": 0,
        }
    },
)


def split(library: Library, code: str, unit: str) -> dict[str | None, Figure]:
    return {figure.category: figure for figure in read_by_gender(library, code, unit, Period.parse("2021T1"))}


def test_a_rating_is_split_by_who_gave_it() -> None:
    figures = split(shelf(RATINGS), "helped_top_two", "farsta")
    assert list(figures) == ["woman", "man", "other"]
    assert (figures["woman"].value, figures["woman"].base) == (75 / 80, 80)
    assert (figures["man"].value, figures["man"].base) == (40 / 45, 45)
    assert figures["other"].reason == "few"
    assert figures["woman"].missing == 0


def test_a_unit_has_no_split_of_its_own_and_is_offered_the_districts() -> None:
    woman = split(shelf(RATINGS), "helped_top_two", "farsta_1")["woman"]
    assert woman.reason == "no cells"
    assert woman.offered is not None
    assert (woman.offered.unit, woman.offered.category, woman.offered.base) == ("farsta", "woman", 80)


def test_people_are_split_by_the_gender_their_kind_stands_for() -> None:
    figures = split(shelf(PEOPLE), "participants", "farsta_1")
    assert {gender: figure.value for gender, figure in figures.items()} == {"woman": 90, "man": 45, "other": 0}
    assert figures["man"].category_title is not None
    assert figures["man"].category_title.sv


def test_a_share_of_one_gender_is_not_split_again() -> None:
    assert split(shelf(PEOPLE), "men_among_participants", "farsta_1") == {}


def test_what_is_not_counted_by_gender_has_no_split() -> None:
    library = shelf(published("2021T1", one={"farsta_1": {"way.answered": 60, "way.phone": 20}}))
    assert split(library, "phone_share", "farsta_1") == {}
    assert split(library, "ones", "farsta_1") == {}
    assert split(library, "second_version", "farsta_1") == {}
