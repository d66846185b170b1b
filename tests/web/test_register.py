"""The page of a sheet: who may open it, what is saved, and what is told when something must be mended."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from folja.instruments.loading import shipped
from folja.vocabulary.period import Period
from folja.web.collection.models import StoredRegistration
from folja.web.collection.receipt import new_receipt
from folja.web.collection.stored import registrations
from folja.web.organisation.models import Account, StoredUnit
from folja.web.publication.models import ClosedTertial

TALK = "/registrera/talk/"


def filled(**fields: Any) -> dict[str, Any]:
    """A talk as a browser with scripts sends it."""
    return {
        "unit": "farsta_stod",
        "month": "2022-06",
        "version": "2",
        "receipt": new_receipt(),
        "script": "1",
        "adults.women": "1",
        "first_talk": "yes",
        "child_ages": ["age_0_6"],
    } | fields


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_amina_saves_a_talk_and_her_browser_is_told(as_amina: Client) -> None:
    answer = as_amina.post(TALK, filled())
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    [(*_, answers)] = registrations(Period.parse("2022T2"))
    assert json.loads(answers) == {
        "adults": {"women": 1, "men": 0, "other_gender": 0},
        "first_talk": "yes",
        "child_ages": ["age_0_6"],
    }


def test_an_empty_sheet_can_be_saved_since_nothing_is_compulsory(as_amina: Client) -> None:
    assert as_amina.post(TALK, filled(**{"adults.women": "", "first_talk": "", "child_ages": []})).status_code == 200
    assert StoredRegistration.objects.get().answers == "{}"


def test_dan_cannot_register_for_farsta(as_dan: Client) -> None:
    assert as_dan.post(TALK, filled()).status_code == 403
    assert not StoredRegistration.objects.exists()


def test_bo_who_registers_nothing_has_no_sheets(as_bo: Client) -> None:
    assert as_bo.get(TALK).status_code == as_bo.get("/registrera/").status_code == 403


@pytest.mark.parametrize("code", ["talk_answers", "nothing"])
def test_families_sheets_and_unknown_ones_have_no_page_here(as_amina: Client, code: str) -> None:
    assert as_amina.get(f"/registrera/{code}/").status_code == 404


def test_every_sheet_of_staff_opens_with_all_its_questions(as_amina: Client) -> None:
    for code in shipped().versions:
        instrument = shipped().latest(code)
        if instrument.audience == "staff":
            page = words(as_amina.get(f"/registrera/{code}/"))
            for question in instrument.questions:
                assert f'id="{question.code}"' in page


def test_a_wrong_number_is_told_at_the_question_and_above_and_the_rest_is_kept(as_amina: Client) -> None:
    answer = as_amina.post(TALK, filled(first_talk="no", talk_order="1"))
    page = words(answer)
    assert answer.status_code == 422
    assert "Ett svar behöver ändras" in page
    assert '<a href="#talk_order">Vilket samtal i ordningen är det?</a>' in page
    assert "Du har skrivit 1. Skriv ett tal från 2 till 99, eller välj Vet ej." in page
    assert 'value="age_0_6" checked' in page
    assert not StoredRegistration.objects.exists()


def test_the_receipt_is_kept_through_mending(as_amina: Client) -> None:
    receipt = new_receipt()
    assert f'name="receipt" value="{receipt}"' in words(
        as_amina.post(TALK, filled(receipt=receipt, waiting_days="många"))
    )


def test_an_answer_to_a_question_that_is_not_asked_is_shown_and_told(as_amina: Client) -> None:
    page = words(as_amina.post(TALK, filled(first_talk="yes", talk_order="3")))
    assert "Frågan ställs bara efter ett annat svar ovanför" in page
    assert 'id="talk_order" tabindex="-1" data-question="talk_order"' in page


def test_a_closed_month_is_told_above_and_the_open_ones_are_offered(as_amina: Client) -> None:
    ClosedTertial.objects.create(period="2022T1", state=ClosedTertial.State.FROZEN)
    page = words(as_amina.post(TALK, filled(month="2022-04")))
    assert "April 2022 är stängd" in page
    assert 'name="month" value="2022-05"' in page
    assert 'name="month" value="2022-04"' not in page
    assert "Det hölls i tertial 1 2022 eller tidigare" in page


def test_a_month_that_cannot_be_chosen_opens_as_the_present_one(as_amina: Client) -> None:
    for month in ("2030-01", "1999-01", "nonsens"):
        assert re.search('value="2022-06"[^>]* checked', words(as_amina.get(f"{TALK}?month={month}")))


def test_where_every_month_is_closed_the_page_opens_and_says_so_on_saving(as_amina: Client) -> None:
    ClosedTertial.objects.create(period="2022T2", state=ClosedTertial.State.FROZEN)
    assert as_amina.get(TALK).status_code == 200
    assert "Juni 2022 är stängd" in words(as_amina.post(TALK, filled()))


def test_a_unit_that_has_ended_takes_nothing_after_its_last_month(amina: Account, as_amina: Client) -> None:
    StoredUnit.objects.filter(code="farsta_stod").update(valid_to="2022-05")
    page = words(as_amina.post(TALK, filled()))
    assert "Föräldrastöd Farsta fanns inte i juni 2022" in page
    assert as_amina.post(TALK, filled(month="2022-05")).status_code == 200


def test_a_month_before_the_follow_up_began_is_told(as_amina: Client) -> None:
    page = words(as_amina.post(TALK, filled(month="2018-05", version="1")))
    assert "Frågorna är andra i maj 2018" in page


def test_a_late_talk_is_marked(as_amina: Client) -> None:
    ClosedTertial.objects.create(period="2022T1", state=ClosedTertial.State.FROZEN)
    as_amina.post(TALK, filled(month="2022-05", late="1"))
    assert StoredRegistration.objects.get().late


def test_another_month_can_ask_other_questions(as_amina: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """In January 2021 the sheet is new, while December 2020 can still be filled in with the old one."""
    monkeypatch.setenv("FOLJA_TODAY", "2021-01-10")
    assert 'id="interpreter"' in words(as_amina.get(f"{TALK}?month=2020-12"))
    assert 'id="interpreter"' not in words(as_amina.get(TALK))
    page = words(as_amina.post(TALK, filled(month="2020-12", version="2")))
    assert "Frågorna är andra i december 2020" in page
    assert 'id="interpreter"' in page
    assert 'name="version" value="1"' in page


def test_without_scripts_a_receipt_with_its_code_is_shown(as_amina: Client) -> None:
    receipt = new_receipt()
    page = words(as_amina.post(TALK, filled(script="", receipt=receipt)))
    assert "Samtalet är sparat" in page
    assert " ".join(receipt[start : start + 4] for start in range(0, 26, 4)) in page


def test_without_scripts_every_question_is_there_with_when_to_answer_it(as_amina: Client) -> None:
    page = " ".join(words(as_amina.get(TALK)).split())
    assert "Svara bara om svaret på ”Är det första samtalet med de här föräldrarna?” är ”Nej”." in page


def test_the_same_receipt_for_something_else_is_told(as_amina: Client) -> None:
    receipt = new_receipt()
    as_amina.post(TALK, filled(receipt=receipt))
    page = words(as_amina.post(TALK, filled(receipt=receipt, first_talk="no")))
    assert "Något annat är redan sparat med det här kvittot" in page


def test_a_correction_replaces(as_amina: Client) -> None:
    receipt = new_receipt()
    as_amina.post(TALK, filled(receipt=receipt))
    answer = as_amina.post(TALK, filled(receipt=receipt, correcting="1", first_talk="no"))
    assert answer.status_code == 200
    assert '"first_talk":"no"' in StoredRegistration.objects.get().answers


def test_saved_agrees_with_the_noun(as_amina: Client) -> None:
    for code, sentence in (
        ("home_visit", "Hembesöket är sparat"),
        ("theme_meeting", "Träffen är sparad"),
        ("consultation", "Konsultationen är sparad"),
    ):
        sheet = {"unit": "farsta_stod", "month": "2022-06", "version": "1", "receipt": new_receipt()}
        assert sentence in words(as_amina.post(f"/registrera/{code}/", sheet))
