"""A tertial is closed in its turn, when it is over and its days of grace have run out, and not by mistake."""

from datetime import date

import pytest

from folja.closable import Standing, closable_from, refuse_unless_closable
from folja.disclosure.policy import Policy
from folja.instruments.loading import shipped
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused


def tertials(written: str) -> frozenset[Period]:
    return frozenset(map(Period.parse, written.split()))


def refused(period: str, *, closed: str = "", holding: str = "2021T1 2021T2", today: str = "2021-09-16") -> str:
    """Why a period can't be closed; nothing when it can."""
    standing = Standing(tertials(closed), tertials(holding))
    try:
        refuse_unless_closable(Period.parse(period), standing, shipped(), Policy(), today=date.fromisoformat(today))
    except Refused as error:
        return str(error)
    return ""


def test_a_tertial_can_be_closed_the_day_after_its_days_of_grace() -> None:
    assert closable_from(Period.parse("2021T2"), Policy()) == date(2021, 9, 16)
    assert refused("2021T2", closed="2021T1") == ""
    assert "can be closed from 16 September 2021" in refused("2021T2", closed="2021T1", today="2021-09-15")


@pytest.mark.parametrize("period", ["2021", "2021-03", "2021T1-T2"])
def test_only_a_tertial_can_be_closed(period: str) -> None:
    assert "only a tertial can be closed" in refused(period)


def test_what_is_closed_is_not_closed_again() -> None:
    assert "is closed already; its figures are frozen" in refused("2021T1", closed="2021T1")


def test_earlier_tertials_with_registrations_are_closed_first() -> None:
    assert "close it first" in refused("2021T2")
    assert refused("2021T2", holding="2021T2") == ""


def test_nothing_earlier_is_closed_after_a_later_one() -> None:
    assert "tertials are closed in order" in refused("2021T1", closed="2021T2")


def test_before_anything_was_asked_there_is_nothing_to_close() -> None:
    assert "the follow-up had not begun" in refused("1900T1", holding="1900T1")


def test_a_tertial_without_registrations_is_closed_only_when_that_is_confirmed() -> None:
    assert "nothing is registered" in refused("2021T2", closed="2021T1", holding="2021T1")
    standing = Standing(tertials("2021T1"), tertials("2021T1"))
    refuse_unless_closable(
        Period.parse("2021T2"), standing, shipped(), Policy(), today=date(2021, 9, 16), even_if_empty=True
    )


def test_while_answers_are_put_aside_a_tertial_waits_and_only_that_one() -> None:
    t1, t2 = Period.parse("2021T1"), Period.parse("2021T2")
    standing = Standing(frozenset({t1}), frozenset({t2}), {t2: ("Lyktan", "Farsta"), t2.next_tertial: ("Hasseln",)})
    with pytest.raises(Refused, match="put aside at Lyktan and Farsta; decide under Families"):
        refuse_unless_closable(t2, standing, shipped(), Policy(), today=date(2021, 9, 16), even_if_empty=True)
    others = Standing(standing.closed, standing.holding, {t2.next_tertial: ("Hasseln",)})
    refuse_unless_closable(t2, others, shipped(), Policy(), today=date(2021, 9, 16))


def test_however_far_away_a_tertial_is_it_is_refused_with_a_day() -> None:
    assert "can be closed from 16 January 3000" in refused("2999T3")
