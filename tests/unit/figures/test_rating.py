"""A rating: the steps of a scale beside what is counted as a yes, all of the same answers."""

from folja.figures.library import Library
from folja.figures.rating import Rating, question_of_yes, read_rating
from folja.vocabulary.period import Period
from tests.unit.figures.shelf import one, published, shelf, shelf_of_shipped


def answers(low: int, lower: int, middle: int, higher: int, high: int, *, yes: int, skipped: int = 5) -> dict[str, int]:
    """Published cells; the rounding makes the two highest together another number than their sum."""
    steps = {f"helped.{step + 1}": number for step, number in enumerate((low, lower, middle, higher, high))}
    answered = 5 * round(sum(steps.values()) / 5)
    return steps | {"helped.answered": answered, "helped.top_two": yes, "helped.not_known": skipped}


def rated(library: Library, unit: str, code: str = "helped_top_two") -> Rating:
    found = read_rating(library, code, unit, Period.parse("2021T1"))
    assert found is not None
    return found


FARSTA = shelf(
    published(
        "2021T1",
        cross={"farsta_1": answers(5, 0, 10, 25, 20, yes=50), "farsta_2": answers(0, 5, 15, 30, 30, yes=60)},
    )
)


def test_the_steps_are_from_low_to_high_each_a_share_of_all_who_answered() -> None:
    rating = rated(FARSTA, "farsta_1")
    assert [(step.category, step.numerator, step.base) for step in rating.steps] == [
        ("1", 5, 60),
        ("2", 0, 60),
        ("3", 10, 60),
        ("4", 25, 60),
        ("5", 20, 60),
    ]
    assert rating.question.sv == "Hur var det?"
    assert rating.steps[0].category_title is not None
    assert rating.steps[0].category_title.sv == "Nej, inte alls"


def test_who_agree_is_the_indicator_itself_and_no_sum_of_rounded_steps() -> None:
    rating = rated(FARSTA, "farsta_1")
    assert rating.agree.numerator == 50
    assert rating.agree.value == one(FARSTA, "helped_top_two", "farsta_1", "2021T1").value


def test_who_disagree_are_the_steps_below_the_middle_with_the_rounding_of_each() -> None:
    rating = rated(FARSTA, "farsta")
    assert (rating.disagree.numerator, rating.disagree.base) == (10, 140)
    assert rating.disagree.high is not None
    assert rating.steps[0].high is not None
    assert rating.disagree.high > rating.steps[0].high
    assert rating.disagree.missing == rating.agree.missing == 10


def test_the_middle_is_neither() -> None:
    rating = rated(FARSTA, "farsta")
    assert [step.category for step in rating.below] == ["1", "2"]
    assert [step.category for step in rating.middle] == ["3"]
    assert [step.category for step in rating.above] == ["4", "5"]


def test_the_sides_are_called_by_their_answers_the_step_nearest_the_middle_first() -> None:
    rating = rated(FARSTA, "farsta_1")
    assert rating.agree_title.sv == "”Ja” eller ”Ja, verkligen”"
    assert rating.disagree_title.sv == "”Nej” eller ”Nej, inte alls”"
    assert rating.disagree_title.in_language("en") == "“No” or “No, not at all”"


def test_too_few_answers_are_hidden_altogether() -> None:
    rating = rated(shelf(published("2021T1", cross={"farsta_1": answers(5, 0, 0, 15, 10, yes=25)})), "farsta_1")
    assert [figure.reason for figure in (*rating.steps, rating.agree, rating.disagree)] == ["few"] * 7


def test_a_unit_without_steps_has_no_rating_though_its_yes_can_be_shown() -> None:
    coarse = {"helped.answered": 60, "helped.top_two": 50, "helped.not_known": 0}
    rating = rated(shelf(published("2021T1", cross={"farsta_1": coarse})), "farsta_1")
    assert rating.agree.shown
    assert not rating.is_shown
    assert rating.steps[0].reason == "no cells"


def test_steps_of_some_units_only_do_not_stand_beside_the_yes_of_all() -> None:
    coarse = {"helped.answered": 60, "helped.top_two": 50, "helped.not_known": 0}
    cells = {"farsta_1": coarse, "farsta_2": answers(0, 5, 15, 30, 30, yes=60)}
    rating = rated(shelf(published("2021T1", cross=cells)), "farsta")
    assert rating.agree.base == 140
    assert not rating.is_shown
    assert {figure.reason for figure in (*rating.steps, rating.disagree)} == {"no cells"}


def test_what_is_not_the_yes_to_a_scale_has_no_rating() -> None:
    library = shelf(published("2021T1", one={"farsta_1": {"way.answered": 60, "way.phone": 20}}))
    for code in ("phone_share", "ones", "answers_given"):
        assert read_rating(library, code, "farsta_1", Period.parse("2021T1")) is None


def test_a_short_scale_for_children_has_no_sides_but_its_yes_is_known() -> None:
    library, period = shelf_of_shipped(), Period.parse("2022T2")
    for code in ("child_felt_welcome_top", "child_listened_top"):
        assert read_rating(library, code, "farsta_1", period) is None
        question = question_of_yes(library.instruments, library.indicators[code], period)
        assert question is not None
        assert question.steps == 3
