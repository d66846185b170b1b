"""Handing a tablet to families and getting it back: by staff of the unit, with the unit's code."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from folja.web.answers.actions import ask_for_one_time_codes, make_leave_code, make_way_in
from folja.web.answers.models import LeaveCode
from folja.web.answers.tries import MOST
from folja.web.organisation.models import Account, AuditEntry, StoredUnit
from tests.web.pages import words
from tests.web.test_weight import kilobytes

pytestmark = pytest.mark.usefixtures("untried")


def test_amina_makes_a_code_and_starts_and_is_signed_out(as_amina: Client, code: str) -> None:
    page = as_amina.post("/familjen/", {"unit": "farsta_stod", "leave_code": "new"}, follow=True)
    made = LeaveCode.objects.get(unit="farsta_stod").code
    assert re.fullmatch(r"\d{4}", made)
    assert page.redirect_chain[-1][0].endswith("#tablet"), "where she was"
    assert f"Koden är gjord. {made}" in words(page)
    assert AuditEntry.objects.filter(action="tablet code made", about="farsta_stod").exists()
    asked = as_amina.get("/familjen/platta/", {"unit": "farsta_stod"})
    assert "Du loggas ut. Listan ”I dag” och det du har påbörjat på plattan tas bort." in words(asked)
    assert f'name="code" value="{code}"' in asked.content.decode()
    assert "_auth_user_id" in as_amina.session, "she has only been asked"
    started = as_amina.post("/familjen/platta/", {"code": code})
    assert started.headers["Location"] == f"/s/{code}/sv/platta/"
    assert "_auth_user_id" not in as_amina.session
    assert as_amina.get("/familjen/").status_code == 302


def test_without_a_code_for_leaving_nobody_is_locked_in(as_amina: Client, code: str) -> None:
    for sent in (as_amina.post("/familjen/platta/", {"code": code}), as_amina.get("/familjen/platta/")):
        assert "#tablet" in sent.headers["Location"]
    assert "_auth_user_id" in as_amina.session


def test_only_the_units_own_start_it_and_not_with_codes_that_work_once(
    as_dan: Client, amina: Account, signed_in: Callable[[Account], Client], code: str
) -> None:
    make_leave_code("farsta_stod", None)
    assert as_dan.post("/familjen/platta/", {"code": code}).status_code == 403
    assert as_dan.post("/familjen/", {"unit": "farsta_stod", "leave_code": "new"}).status_code == 403
    assert as_dan.get("/familjen/platta/", {"unit": "farsta_stod"}).status_code == 403
    ask_for_one_time_codes(code, None, ask=True)
    assert "#tablet" in signed_in(amina).get("/familjen/platta/").headers["Location"], "there is nothing to ask"
    assert signed_in(amina).post("/familjen/platta/", {"code": code}).status_code == 403
    assert Client().get(f"/s/{code}/platta/").status_code == 410


def test_a_new_code_in_the_place_of_one_is_told_where_it_was_made(as_amina: Client, code: str) -> None:
    make_leave_code("farsta_stod", None)
    page = as_amina.post("/familjen/", {"unit": "farsta_stod", "leave_code": "new"}, follow=True)
    made = LeaveCode.objects.get(unit="farsta_stod").code
    assert f"Det här är den nya koden. Den gamla gäller inte längre. {made}" in words(page)


def test_it_is_left_with_the_units_code_and_no_other(code: str) -> None:
    made = make_leave_code("farsta_stod", None)
    address, wrong = f"/s/{code}/platta/lamna/", f"{(int(made) + 1) % 10_000:04}"
    assert "problem" in Client().post(address, {"code": wrong}).json()
    assert "problem" in Client().post(address).json()
    assert Client().post(address, {"code": made}).json() == {"address": "/logga-in/"}
    for _ in range(MOST):
        Client().post(address, {"code": wrong})
    assert "Vänta tio minuter" in Client().post(address, {"code": made}).json()["problem"]


def test_where_no_code_was_made_none_is_right(code: str) -> None:
    assert "problem" in Client().post(f"/s/{code}/platta/lamna/", {"code": ""}).json()


def test_where_nothing_is_asked_any_more_it_stays_a_tablet_that_leads_nowhere_and_staff_leave_with_the_code(
    code: str,
) -> None:
    made = make_leave_code("farsta_stod", None)
    make_way_in("farsta_stod", "talk_answers", None, replaces=code)
    over = Client().get(f"/s/{code}/sv/platta/")
    page = over.content.decode()
    assert (over.status_code, "Den här koden används inte längre" in page) == (410, True)
    assert 'name="kod"' not in page
    assert "<a " not in page
    assert f'action="/s/{code}/platta/lamna/"' in page
    wrong = f"{(int(made) + 1) % 10_000:04}"
    assert "problem" in Client().post(f"/s/{code}/platta/lamna/", {"code": wrong}).json()
    assert Client().post(f"/s/{code}/platta/lamna/", {"code": made}).json() == {"address": "/logga-in/"}


def test_where_the_unit_is_gone_nobody_is_locked_in(code: str) -> None:
    make_leave_code("farsta_stod", None)
    StoredUnit.objects.filter(code="farsta_stod").update(valid_to="2022-05")
    for gone in (code, "XXXXX"):
        assert "data-leave" in Client().get(f"/s/{gone}/sv/platta/").content.decode()
        assert Client().post(f"/s/{gone}/platta/lamna/", {"code": ""}).json() == {"address": "/logga-in/"}


def test_the_page_is_light_and_has_no_way_out(code: str) -> None:
    assert kilobytes(Client(), f"/s/{code}/platta/") < 50
    page = Client().get(f"/s/{code}/sv/platta/").content.decode()
    assert "<a " not in page
    assert not Client().get(f"/s/{code}/sv/platta/").cookies
