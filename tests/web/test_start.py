"""The start page: what have you done, and the unit's month in exact numbers."""

import re
from typing import Any

from django.test import Client

from folja.instruments.loading import shipped
from folja.instruments.validation import registration
from folja.vocabulary import clock
from folja.vocabulary.period import Month
from folja.web.collection.actions import add_all
from folja.web.organisation.actions import give_role
from folja.web.organisation.models import Account


def hold(code: str, unit: str, month: Month, number: int) -> None:
    sheet = shipped().in_force(code, month)
    assert sheet
    add_all(registration(sheet, unit, month, {}, today=clock.today()) for _ in range(number))


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_amina_is_asked_what_she_has_done(as_amina: Client) -> None:
    page = words(as_amina.get("/"))
    assert "Vad har du gjort?" in page
    assert "Föräldrastöd Farsta, juni 2022" in page
    assert 'href="/registrera/talk/"' in page


def test_the_sheets_used_most_come_first(as_amina: Client) -> None:
    hold("consultation", "farsta_stod", Month(2022, 5), 5)
    page = words(as_amina.get("/"))
    assert page.index("/registrera/consultation/") < page.index("/registrera/talk/")


def test_the_units_month_is_exact_and_the_months_before_stand_beside(as_amina: Client) -> None:
    hold("talk", "farsta_stod", Month(2022, 5), 55)
    hold("talk", "farsta_stod", Month(2022, 6), 19)
    hold("talk", "hasselby_stod", Month(2022, 6), 7)
    page = words(as_amina.get("/"))
    assert "19 till och med i går" in page
    said = re.sub("<[^>]+>", "", page)
    assert "januari inget rapporterat" in said
    assert "maj 55, juni 19" in said


def test_nothing_reported_is_never_nought(as_amina: Client) -> None:
    hold("talk", "farsta_stod", Month(2022, 5), 55)
    page = words(as_amina.get("/"))
    assert "Juni: inget rapporterat än" in page
    assert "I maj: 55 samtal." in page
    assert "Tomt betyder inte noll" in page


def test_a_unit_with_two_colleagues_sees_its_districts_month(city: None, signed_in: Any) -> None:
    hold("talk", "farsta_liten", Month(2022, 6), 4)
    hold("talk", "farsta_stod", Month(2022, 6), 19)
    account = Account.objects.create(email="eva@kommunen.example", first_name="Eva")
    give_role(account, "farsta_liten", "registers")
    page = words(signed_in(account).get("/"))
    assert "Månaden i Farsta" in page
    assert "23 till och med i går" in page
    assert "så att ingen enskild medarbetares arbete syns" in page


def test_somebody_without_a_unit_is_told_whom_to_ask(city: None, signed_in: Any) -> None:
    page = words(signed_in(Account.objects.create(email="ny@kommunen.example", first_name="Ny")).get("/"))
    assert "Du hör inte till någon enhet än." in page


def test_everything_that_can_be_registered_says_what_counts(as_amina: Client) -> None:
    page = words(as_amina.get("/registrera/"))
    staffs = [shipped().latest(code) for code in shipped().versions if shipped().latest(code).audience == "staff"]
    for sheet in staffs:
        assert sheet.title.sv in page
        assert sheet.definition.sv in page
