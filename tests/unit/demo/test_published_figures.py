"""The published figures come out of the demo city, counted here in plain Python straight from its registrations."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

from folja.demo.city import city
from folja.demo.comparison import Published, published_figures
from folja.instruments.registration import Registration
from folja.vocabulary.period import Period
from folja.vocabulary.unit import UnitTree

Sheet = dict[str, Any]
Counting = Callable[[list[Sheet]], float]
Rule = Callable[[Sheet], bool]


def chosen(
    drawn: Iterable[Registration], tree: UnitTree, units: Sequence[str], period: Period, code: str
) -> list[Sheet]:
    """The answers of one instrument's registrations in some units and a period."""
    return [
        dict(r.answers)
        for r in drawn
        if r.instrument == code and r.month in period and not set(units).isdisjoint(tree.path(r.unit))
    ]


def share(of: Rule, among: Rule) -> Counting:
    """The share of sheets that meet `of` among those that meet `among`."""

    def value(sheets: list[Sheet]) -> float:
        base = [sheet for sheet in sheets if among(sheet)]
        return sum(map(of, base)) / len(base)

    return value


def number(of: Rule) -> Counting:
    return lambda sheets: sum(map(of, sheets))


def answered(question: str) -> Rule:
    return lambda a: question in a


def top(question: str, least: int) -> Counting:
    return share(lambda a: a[question] >= least, answered(question))


def present(kind: str) -> Counting:
    return share(lambda a: a["adults"][kind] > 0, answered("adults"))


def people(sheets: list[Sheet]) -> Counter[str]:
    total: Counter[str] = Counter()
    for sheet in sheets:
        total.update(sheet.get("participants", {}))
    return total


def women_of_known(sheets: list[Sheet]) -> float:
    total = people(sheets)
    return total["women"] / (total.total() - total["gender_not_known"])


def came_alone(a: Sheet) -> bool:
    adults = a.get("adults", {})
    return sum(adults.values()) == 1 and not adults["other_gender"]


def about_small_children(a: Sheet) -> bool:
    return bool({"expecting", "age_0_6"} & set(a.get("child_ages", ())))


def is_new(a: Sheet) -> bool:
    return a.get("first_talk") == "yes" or a.get("visit_number") == "visit_1"


def first_this_year(a: Sheet) -> bool:
    return is_new(a) or a.get("first_this_year") == "yes"


# Instrument, and how the indicator is counted; written here anew, so that content and counting can be held against it.
COUNTED: dict[str, tuple[str, Counting]] = {
    "talks": ("talk", len),
    "talks_expecting_or_0_6": ("talk", number(about_small_children)),
    "new_contacts": ("talk", number(is_new)),
    "families_this_year": ("talk", number(first_this_year)),
    "talks_order_up_to_five_share": (
        "talk",
        share(lambda a: is_new(a) or a["talk_order"] <= 5, lambda a: is_new(a) or "talk_order" in a),
    ),
    "women_share_talks": ("talk", present("women")),
    "men_share_talks": ("talk", present("men")),
    "single_adult_women_share": ("talk", share(lambda a: a["adults"]["women"] == 1, came_alone)),
    "helped_top": ("talk_answers", top("helped", 5)),
    "helped_top_two": ("talk_answers", top("helped", 4)),
    "recommend_top_two": ("talk_answers", top("recommend", 4)),
    "home_visits": ("home_visit", len),
    "home_visit_new_families": ("home_visit", number(is_new)),
    "home_visit_families_this_year": ("home_visit", number(first_this_year)),
    "women_share_home_visits": ("home_visit", present("women")),
    "men_share_home_visits": ("home_visit", present("men")),
    "home_visit_helped_top_two": ("home_visit_answers", top("helped", 4)),
    "home_visit_offer_accepted_share": (
        "single_home_visit",
        share(
            lambda a: a["programme_offer"] == "accepted",
            lambda a: a.get("programme_offer") in ("accepted", "declined"),
        ),
    ),
    "programmes_beside_plus": ("programme", number(lambda a: a.get("plus") == "no")),
    "theme_meetings": ("theme_meeting", len),
    "theme_meeting_participants": ("theme_meeting", lambda sheets: people(sheets).total()),
    "women_share_theme_meetings": ("theme_meeting", women_of_known),
}


@pytest.mark.parametrize("figure", published_figures(city()), ids=lambda f: f"{f.indicator}-{f.units[0]}-{f.period}")
def test_the_published_figure_comes_out(figure: Published, drawn: list[Registration], tree: UnitTree) -> None:
    instrument, counted = COUNTED[figure.indicator]
    value = counted(chosen(drawn, tree, figure.units, figure.period, instrument))
    # Numbers are drawn exactly. Shares may be a point off: so much do figures that pull against each other need.
    assert value == pytest.approx(figure.value, abs=0.01 if figure.value < 1 else 0)


def test_parents_found_the_support_in_the_published_order(drawn: list[Registration], tree: UnitTree) -> None:
    for year in ("2019", "2020", "2021"):
        talks = chosen(drawn, tree, ["staden"], Period.parse(year), "talk")
        sources = Counter(talk["referral_source"] for talk in talks if "referral_source" in talk)
        assert [source for source, _ in sources.most_common(6)] == [
            "child_health_care",
            "earlier_contact",
            "home_visit_programme",
            "midwives",
            "reception_unit",
            "web",
        ]


def test_the_home_visit_programme_is_held_in_five_districts(drawn: list[Registration], tree: UnitTree) -> None:
    places = {tree.parent_of_kind(r.unit, "district") for r in drawn if r.instrument == "home_visit"}
    assert len(places) == 5
