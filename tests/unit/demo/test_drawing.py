"""The drawing is repeatable, and what it draws is what people could have registered."""

from collections import Counter
from datetime import date
from itertools import islice, pairwise

import pytest

from folja.demo.city import city_today
from folja.demo.distribution import Alternatives, Deal, Dealt, Distribution, Scope, Season, Volume
from folja.demo.drawing import draw_city
from folja.instruments.loading import shipped
from folja.instruments.registration import Registration
from folja.instruments.validation import registration
from folja.vocabulary.period import Month
from folja.vocabulary.problem import Refused
from folja.vocabulary.unit import UnitTree

TODAY = city_today()
FEW = 2000
EVERYWHERE = Scope()


def start(tree: UnitTree, activities: tuple[Distribution, ...], seed: int) -> list[Registration]:
    return list(islice(draw_city(shipped(), tree, activities, seed, today=TODAY), FEW))


def test_the_same_seed_draws_the_same_registrations(tree: UnitTree, activities: tuple[Distribution, ...]) -> None:
    assert start(tree, activities, 1) == start(tree, activities, 1)


def test_another_seed_draws_other_registrations(tree: UnitTree, activities: tuple[Distribution, ...]) -> None:
    assert start(tree, activities, 1) != start(tree, activities, 2)


def test_an_activity_is_drawn_alike_whatever_else_is_drawn(
    tree: UnitTree, activities: tuple[Distribution, ...]
) -> None:
    alone = [activity for activity in activities if activity.instrument == "outreach"]
    among_others = [r for r in draw_city(shipped(), tree, activities, 1, today=TODAY) if r.instrument == "outreach"]
    assert list(draw_city(shipped(), tree, alone, 1, today=TODAY)) == among_others


def test_every_registration_is_valid_and_in_stored_form(drawn: list[Registration]) -> None:
    for r in drawn:
        instrument = shipped().version(r.instrument, r.version)
        assert registration(instrument, r.unit, r.month, r.answers, today=TODAY) == r


def test_every_instrument_is_in_use(drawn: list[Registration]) -> None:
    assert {r.instrument for r in drawn} == set(shipped().versions)


def test_registrations_come_in_the_order_of_months(drawn: list[Registration]) -> None:
    assert all(before.month <= after.month for before, after in pairwise(drawn))
    assert (drawn[0].month, drawn[-1].month) == (Month(2019, 2), Month(2022, 6))


def test_each_month_has_the_version_in_force(drawn: list[Registration]) -> None:
    versions = {(r.month.year, r.version) for r in drawn if r.instrument == "talk"}
    assert versions == {(2019, 1), (2020, 1), (2021, 2), (2022, 2)}


def test_a_unit_registers_nothing_before_it_was_founded(drawn: list[Registration]) -> None:
    months = {r.month for r in drawn if r.unit == "skarholmen_familjecentral"}
    assert min(months) == Month(2020, 9)


def test_july_and_the_first_spring_of_the_pandemic_are_quiet(drawn: list[Registration]) -> None:
    talks = Counter(r.month for r in drawn if r.instrument == "talk")
    for year in (2019, 2020, 2021):
        assert talks[Month(year, 7)] < 0.5 * min(talks[Month(year, 6)], talks[Month(year, 9)])
    assert talks[Month(2020, 4)] < 0.7 * talks[Month(2020, 1)]


def test_contacts_from_the_year_before_mostly_go_on_in_the_first_months(drawn: list[Registration]) -> None:
    again = Counter(
        r.month.tertial.number for r in drawn if r.instrument == "talk" and r.answers.get("first_this_year") == "yes"
    )
    assert again[1] > 2 * again[2] > 2 * again[3]


def test_three_to_twelve_in_a_hundred_answers_are_missing(drawn: list[Registration]) -> None:
    asked: Counter[tuple[str, str]] = Counter()
    missing: Counter[tuple[str, str]] = Counter()
    for r in drawn:
        for question in shipped().version(r.instrument, r.version).visible(r.answers):
            asked[r.instrument, question.code] += 1
            missing[r.instrument, question.code] += question.code not in r.answers
    # Whether a programme is kept in PLUS is always known.
    del asked["programme", "plus"]
    assert all(0.024 < missing[key] / number < 0.121 for key, number in asked.items())


def test_every_question_of_every_instrument_is_answered_by_some(drawn: list[Registration]) -> None:
    answered = {(r.instrument, r.version, question) for r in drawn for question in r.answers}
    assert answered == {
        (code, version.version, question.code)
        for code in shipped().versions
        for version in shipped().of(code)
        for question in version.questions
    }


def test_mens_part_in_the_talks_drifts_apart_between_districts(drawn: list[Registration], tree: UnitTree) -> None:
    def men(district: str, year: int) -> float:
        present = [
            r.answers["adults"]["men"] > 0
            for r in drawn
            if r.instrument == "talk"
            and r.month.year == year
            and "adults" in r.answers
            and district in tree.path(r.unit)
        ]
        return present.count(True) / len(present)

    assert men("farsta", 2021) - men("farsta", 2019) > 0.05
    assert men("rinkeby_kista", 2021) - men("rinkeby_kista", 2019) < -0.02


def consultations(tree: UnitTree, deal: Deal, seed: int = 1, held: Scope = EVERYWHERE) -> list[Registration]:
    """Ten consultations in Farsta in February 2019, of which one answer is dealt."""
    season = Season(dict.fromkeys(range(1, 13), 1.0), {})
    activity = Distribution(
        instrument="consultation",
        after=None,
        units={"farsta_foraldrastod": 1},
        season=season,
        volumes=(Volume(held, number=10),),
        answers=(Dealt("way", 0.2, (deal,)),),
    )
    return list(draw_city(shipped(), tree, [activity], seed, today=date(2019, 2, 28)))


def test_a_share_is_met_to_the_nearest_whole_sheet_and_a_number_exactly(tree: UnitTree) -> None:
    deck = Alternatives(shares=(("phone", 1.0), ("video", 3.0)), numbers=(("on_site", 4),))
    ways = Counter(r.answers.get("way") for r in consultations(tree, Deal(Scope(), deck)))
    assert ways == {None: 2, "on_site": 4, "phone": 1, "video": 3}


def test_who_gets_which_answer_hangs_on_the_seed(tree: UnitTree) -> None:
    deal = Deal(Scope(), Alternatives(shares=(("phone", 1.0), ("video", 1.0))))
    orders = {tuple(r.answers.get("way") for r in consultations(tree, deal, seed)) for seed in range(5)}
    assert len(orders) > 1


def test_more_numbered_answers_than_sheets_are_refused(tree: UnitTree) -> None:
    deck = Alternatives(shares=(("phone", 1.0),), numbers=(("on_site", 9),))
    with pytest.raises(Refused, match=r"consultation\.yaml, way: .* 9 answers are numbered but only 8 sheets"):
        consultations(tree, Deal(Scope(), deck))


def test_a_sheet_that_no_deal_fits_is_refused(tree: UnitTree) -> None:
    elsewhere = Deal(Scope(where=("bromma",)), Alternatives(shares=(("phone", 1.0),)))
    with pytest.raises(Refused, match="no deal fits farsta_foraldrastod in 2019-02"):
        consultations(tree, elsewhere)


def test_a_volume_that_no_unit_can_hold_is_refused(tree: UnitTree) -> None:
    deal = Deal(Scope(), Alternatives(shares=(("phone", 1.0),)))
    with pytest.raises(Refused, match=r"consultation\.yaml, volumes: no unit can hold the 10"):
        consultations(tree, deal, held=Scope(where=("bromma",)))
