"""What is wrong with the decisions behind what is registered: each rule on its own, at its edges, and together."""

from dataclasses import replace
from datetime import date

import pytest

from folja.supports.in_use import InUse
from folja.supports.support import (
    DecidedSupport,
    Register,
    offered_at,
    places_of,
    support_as_json,
    support_from_json,
)
from folja.supports.usual import shipped
from folja.supports.warning import SupportWarning, needed_since, warnings_of
from folja.vocabulary.period import Month
from tests.city import TREE

TODAY = date(2026, 9, 15)
LAW = Month(2025, 7)
TALK = DecidedSupport(
    "talks",
    "Råd- och stödsamtal",
    ("talk",),
    decided_on=date(2025, 6, 17),
    reference="SN 2025/118",
    is_exempt=True,
    review_on=date(2027, 6, 15),
)


def used(*months: str, unit: str = "city", support: str = "talk") -> InUse:
    """That talks were registered in these months."""
    found = tuple(map(Month.parse, months))
    name, is_whole = TREE[unit].name, TREE[unit].kind != "unit"
    return InUse(shipped().supports[support], unit, name, places_of(TREE, unit), is_whole, found)


def kinds(register: Register, *found: InUse, needed: Month | None = LAW, today: date = TODAY) -> list[str]:
    return [one.kind for one in warnings_of(register, found, needed, today)]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        ({"review_on": None}, []),
        ({"review_on": date(2026, 12, 15)}, []),
        ({"review_on": date(2026, 12, 14)}, ["review soon"]),
        ({"review_on": date(2026, 9, 15)}, ["review soon"]),
        ({"review_on": date(2026, 9, 14)}, ["review passed"]),
        ({"is_exempt": False}, ["not exempt"]),
        ({"decided_on": None, "reference": ""}, ["missing"]),
        ({"covers": ("home_visit",)}, ["missing"]),
        ({"decided_on": date(2025, 8, 31)}, []),  # nothing was registered before that month
        ({"decided_on": date(2025, 9, 30)}, ["late"]),
        ({"decided_on": date(2026, 2, 1), "held_since": date(2025, 6, 17)}, []),
        ({"withdrawn_on": date(2026, 8, 1)}, []),  # it held in some part of August
        ({"withdrawn_on": date(2026, 7, 31)}, ["withdrawn"]),
        ({"withdrawn_on": date(2026, 7, 31), "review_on": date(2026, 9, 1), "is_exempt": False}, ["withdrawn"]),
        ({"withdrawn_on": date(2026, 10, 1), "review_on": date(2026, 9, 1)}, ["review passed"]),
        ({"units": ("farsta",)}, []),  # somewhere in the city it is offered
        ({"review_on": date(2026, 9, 1), "is_exempt": False}, ["review passed", "not exempt"]),
    ],
)
def test_a_decision_is_held_against_what_is_registered(changed: dict[str, object], said: list[str]) -> None:
    assert kinds((replace(TALK, **changed),), used("2025-08", "2026-08")) == said  # type: ignore[arg-type]


def test_what_is_not_registered_needs_no_decision_and_no_exemption() -> None:
    assert kinds(()) == []
    assert kinds((replace(TALK, is_exempt=False),)) == []


def test_a_support_without_a_decision_is_missed_with_its_months() -> None:
    [warning] = warnings_of((), (used("2025-06", "2025-07", "2026-01"),), LAW, TODAY)
    assert (warning.kind, warning.support, warning.units) == ("missing", None, ())
    assert warning.usual == shipped().supports["talk"]
    assert warning.months == (Month(2025, 7), Month(2026, 1)), "before the law came none was needed"


def test_a_unit_that_the_decision_is_not_about_is_named() -> None:
    farsta = replace(TALK, units=("farsta",))
    found = (used("2026-01"), used("2026-01", unit="farsta_1"), used("2026-01", unit="vallingby_1"))
    [warning] = warnings_of((farsta,), found, LAW, TODAY)
    assert (warning.kind, warning.units) == ("missing", ("Vallingby_1",))


def test_what_is_wrong_everywhere_is_told_once() -> None:
    found = (used("2026-01"), used("2026-01", unit="farsta_1"), used("2026-01", unit="vallingby_1"))
    assert kinds((), *found) == ["missing"]


def test_a_decision_that_took_the_place_of_a_withdrawn_one_is_enough() -> None:
    old = replace(TALK, withdrawn_on=date(2025, 10, 1))
    new = replace(TALK, key="new", decided_on=date(2025, 11, 4))
    assert kinds((old, new), used("2025-10", "2025-11", "2026-08")) == []
    later = replace(new, decided_on=date(2025, 12, 4))
    [warning] = warnings_of((old, later), (used("2025-10", "2025-11", "2026-08"),), LAW, TODAY)
    assert warning == SupportWarning("withdrawn", old, shipped().supports["talk"], (), (Month(2025, 11),))


def test_before_the_law_a_decision_is_needed_from_the_first_that_a_municipality_has_made() -> None:
    assert needed_since((TALK,), LAW, TODAY) == LAW
    before = date(2022, 6, 14)
    assert needed_since((), LAW, before) is None
    early = replace(TALK, decided_on=date(2020, 9, 8), held_since=date(2018, 12, 11))
    assert needed_since((TALK, early), LAW, before) == Month(2018, 12)
    assert kinds((), used("2022-01"), needed=None, today=before) == []


def test_a_support_is_offered_at_a_unit_that_lies_in_what_the_decision_names_or_around_it() -> None:
    one = replace(TALK, units=("farsta_1",))
    assert [bool(offered_at((one,), TREE, unit)) for unit in ("city", "farsta", "farsta_1", "farsta_2")] == [
        *(True, True, True),
        False,
    ]
    assert offered_at((TALK,), TREE, "vallingby_2") == (TALK,)


@pytest.mark.parametrize("support", [TALK, DecidedSupport("x", "Utan beslut"), replace(TALK, units=("farsta",))])
def test_a_support_is_kept_as_it_was(support: DecidedSupport) -> None:
    assert support_from_json(support_as_json(support)) == support
