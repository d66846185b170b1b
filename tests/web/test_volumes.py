"""Volumes are exact, of acts only, and the same for everybody until the next night."""

import pytest
from django.test import Client

from folja.instruments.loading import shipped
from folja.instruments.validation import registration
from folja.vocabulary import clock
from folja.vocabulary.period import Month
from folja.web.collection.actions import add_all
from folja.web.collection.stored import open_volumes
from folja.web.publication.models import ClosedTertial


def hold(code: str, month: Month, number: int = 1, **answers: object) -> None:
    sheet = shipped().in_force(code, month)
    assert sheet
    add_all(registration(sheet, "farsta_stod", month, answers, today=clock.today()) for _ in range(number))


def test_acts_are_counted_by_unit_and_month(city: None) -> None:
    hold("talk", Month(2022, 5), 3)
    hold("talk", Month(2022, 6), 2)
    assert open_volumes() == (
        ("talk", "farsta_stod", "2022-05", "acts", 3),
        ("talk", "farsta_stod", "2022-06", "acts", 2),
    )


def test_numbers_about_the_act_are_added(city: None) -> None:
    hold("programme", Month(2022, 6), sessions_planned=8, sessions_held=7)
    hold("programme", Month(2022, 6), sessions_planned=4)
    assert {measure: number for *_, measure, number in open_volumes()} == {
        "acts": 2,
        "sessions_held": 7,
        "sessions_planned": 12,
    }


def test_how_many_families_answered_is_no_volume(city: None) -> None:
    hold("talk_answers", Month(2022, 6), 5, helped=5)
    assert open_volumes() == ()


def test_the_numbers_stand_still_until_the_next_day(city: None, monkeypatch: pytest.MonkeyPatch) -> None:
    hold("talk", Month(2022, 6))
    before = open_volumes()
    hold("talk", Month(2022, 6))
    assert open_volumes() == before
    monkeypatch.setenv("FOLJA_TODAY", "2022-06-15")
    assert open_volumes() == (("talk", "farsta_stod", "2022-06", "acts", 2),)


def test_no_number_ticks_when_a_colleague_opens_a_sheet(as_amina: Client) -> None:
    before = open_volumes()
    hold("talk", Month(2022, 6))
    assert as_amina.get("/registrera/talk/").status_code == 200
    assert open_volumes() == before == ()


def test_what_is_saved_after_a_sheet_is_opened_is_counted_the_next_day(as_amina: Client) -> None:
    as_amina.get("/registrera/talk/")
    hold("talk", Month(2022, 6))
    assert open_volumes() == ()


def test_a_frozen_month_is_no_longer_counted(city: None) -> None:
    hold("talk", Month(2022, 4), 4)
    hold("talk", Month(2022, 5))
    ClosedTertial.objects.create(period="2022T1", state=ClosedTertial.State.FROZEN)
    assert open_volumes() == (("talk", "farsta_stod", "2022-05", "acts", 1),)


def test_a_month_that_is_sealed_but_not_frozen_still_shows(city: None) -> None:
    hold("talk", Month(2022, 4), 4)
    ClosedTertial.objects.create(period="2022T1", state=ClosedTertial.State.COUNTING)
    assert open_volumes() == (("talk", "farsta_stod", "2022-04", "acts", 4),)
