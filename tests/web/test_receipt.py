"""The holder of a receipt takes back or corrects; nobody else can."""

import re
from typing import Any

from django.test import Client

from folja.vocabulary.period import Month
from folja.web.collection import actions
from folja.web.collection.models import StoredRegistration
from folja.web.collection.receipt import in_groups, new_receipt
from folja.web.publication.models import ClosedTertial


def saved(unit: str = "farsta_stod", month: Month = Month(2022, 6)) -> str:  # noqa: B008
    receipt = new_receipt()
    actions.record(receipt, "talk", 2, unit, month, {"first_talk": "no", "talk_order": 3})
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
    assert (second.status_code, second.json()) == (
        422,
        {"problem": "Det är redan borttaget, eller så har tertialet stängt. Då går det inte längre att ändra."},
    )


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
