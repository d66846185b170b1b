"""The holder of a receipt takes back or corrects; nobody else can."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from folja.instruments.sheet import Sheet
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Refused
from folja.web.collection import actions
from folja.web.collection.models import StoredRegistration
from folja.web.collection.receipt import in_groups, new_receipt
from folja.web.publication.models import ClosedTertial


def saved(unit: str = "farsta_stod", month: Month = Month(2022, 6)) -> str:  # noqa: B008
    receipt = new_receipt()
    actions.record(receipt, Sheet("talk", 2, unit, month, {"first_talk": "no", "talk_order": 3}))
    return receipt


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_code_finds_what_was_saved_without_showing_its_answers(as_amina: Client) -> None:
    page = words(as_amina.post("/kvitto/", {"receipt": in_groups(saved())}))
    assert "Samtalet är sparat" in page
    assert "Räknas i juni 2022." in page
    assert "talk_order" not in page


def test_correcting_by_code_opens_the_sheet_filled_in(as_amina: Client) -> None:
    receipt = saved()
    page = words(as_amina.post("/kvitto/", {"receipt": receipt, "act": "correct"}))
    assert re.search('name="talk_order"[^>]* value="3"', page)
    assert 'name="correcting" value="1"' in page
    assert f'name="receipt" value="{receipt}"' in page


def test_withdrawing_by_code(as_amina: Client) -> None:
    assert "Det är borttaget" in words(as_amina.post("/angra/", {"receipt": saved()}))
    assert not StoredRegistration.objects.exists()


def test_undo_from_the_list_of_the_day(as_amina: Client) -> None:
    receipt = saved()
    first, second = (as_amina.post("/angra/", {"receipt": receipt, "script": "1"}) for _ in range(2))
    assert (first.status_code, first.json()) == (200, {})
    assert (second.status_code, second.json()) == (200, {})


def test_undo_of_what_never_came_is_done(as_amina: Client) -> None:
    ClosedTertial.objects.create(period="2022T1", state=ClosedTertial.State.COUNTING)
    answer = as_amina.post("/angra/", {"receipt": new_receipt(), "month": "2022-04", "script": "1"})
    assert (answer.status_code, answer.json()) == (200, {})


@pytest.mark.parametrize("frozen", [False, True])
def test_undo_of_what_a_closed_month_counts_is_refused_though_no_receipt_fits_it(
    as_amina: Client, frozen: bool
) -> None:
    receipt = saved(month=Month(2022, 4))
    ClosedTertial.objects.create(period="2022T1", state=ClosedTertial.State.COUNTING)
    if frozen:
        actions.rekey(Period.parse("2022T1"))
    answer = as_amina.post("/angra/", {"receipt": receipt, "month": "2022-04", "script": "1"})
    assert answer.status_code == 422
    assert answer.json()["problem"].startswith("April 2022 är stängd")
    assert answer.json()["problem"].endswith("Det räknas fortfarande.")
    assert StoredRegistration.objects.count() == 1


def test_a_code_of_another_unit_finds_nothing(as_dan: Client) -> None:
    page = words(as_dan.post("/kvitto/", {"receipt": saved()}))
    assert "Inget är sparat med den koden" in page


def test_a_code_of_a_closed_tertial_finds_nothing(as_amina: Client) -> None:
    receipt = saved(month=Month(2022, 4))
    ClosedTertial.objects.create(period="2022T1", state=ClosedTertial.State.COUNTING)
    assert "Inget är sparat med den koden" in words(as_amina.post("/kvitto/", {"receipt": receipt}))


def test_a_code_that_is_none_is_told_and_kept_for_mending(as_amina: Client) -> None:
    answer = as_amina.post("/kvitto/", {"receipt": "ABCD"})
    assert answer.status_code == 422
    assert "Koden ska ha 26 tecken" in words(answer)
    assert 'value="ABCD"' in words(answer)


def test_a_link_undoes_nothing(as_amina: Client) -> None:
    receipt = saved()
    answer = as_amina.get("/angra/", {"receipt": receipt})
    assert answer.headers["Location"] == "/"
    assert StoredRegistration.objects.exists()


def test_what_was_changed_before_it_was_known_to_have_come_is_counted_once(city: None) -> None:
    arrived, lost = saved(), new_receipt()
    for receipt in (arrived, lost):
        actions.replace(receipt, Sheet("talk", 2, "farsta_stod", Month(2022, 6), {"first_talk": "yes"}))
    assert [row.answers for row in StoredRegistration.objects.all()] == ['{"first_talk":"yes"}'] * 2


def test_what_has_been_taken_back_is_not_replaced(city: None) -> None:
    receipt = saved()
    actions.withdraw(receipt)
    with pytest.raises(Refused, match="removed already"):
        actions.replace(receipt, Sheet("talk", 2, "farsta_stod", Month(2022, 6), {}))
    assert not StoredRegistration.objects.exists()


def test_who_has_seen_a_familys_receipt_finds_changes_and_takes_back_nothing(as_amina: Client) -> None:
    """It stands in the form, which a colleague may have opened before the tablet was handed over."""
    receipt = new_receipt()
    answered = Sheet("talk_answers", 1, "farsta_stod", Month(2022, 6), {"right_things": 1, "helped": 1})
    actions.record_unlinked(receipt, answered)
    for sent in ({"receipt": receipt}, {"receipt": receipt, "act": "correct"}):
        answer = as_amina.post("/kvitto/", sent)
        assert "Inget är sparat med den koden" in words(answer)
        assert "right_things" not in words(answer)
    as_amina.post("/angra/", {"receipt": receipt})
    as_amina.post("/angra/", {"receipt": receipt, "script": "1", "month": "2022-06"})
    with pytest.raises(Refused):
        actions.correct(receipt, replace(answered, answers={"helped": 5}))
    kept = StoredRegistration.objects.get(instrument="talk_answers")
    assert kept.answers == '{"helped":1,"right_things":1}'
    assert actions.record_unlinked(receipt, answered) == "already_saved"
