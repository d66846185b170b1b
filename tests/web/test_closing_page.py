"""Closing a tertial: who may, when, what is said before and after, and that it can't be undone or done twice."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from folja.disclosure.publication import Rung
from folja.instruments.loading import shipped
from folja.instruments.validation import registration
from folja.vocabulary.period import Month, Period
from folja.web.collection.actions import add_all
from folja.web.organisation.models import Account, AuditEntry
from folja.web.publication.models import ClosedTertial
from folja.web.publication.protocol import given_up
from folja.web.publication.shelf import library
from tests.published import hold
from tests.web.pages import row, words

CLOSING = "/stangning/"
T2 = "/stangning/2022T2/"


@pytest.fixture
def closable(closed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty talks have been held in tertial 2 2022, and its last day to mend was yesterday."""
    for number in range(4):
        hold(15, Month(2022, 5 + number))
    monkeypatch.setenv("FOLJA_TODAY", "2022-09-16")


def frozen() -> list[str]:
    return list(ClosedTertial.objects.filter(state="frozen").values_list("period", flat=True))


@pytest.mark.parametrize("address", [CLOSING, T2, "/stangning/2022T1/"])
def test_only_the_one_who_leads_the_city_finds_the_page(closed: None, as_bo: Client, address: str) -> None:
    assert as_bo.get(address).status_code == 404


def test_nobody_else_can_close(closable: None, as_bo: Client) -> None:
    assert as_bo.post(T2).status_code == 404
    assert "2022T2" not in frozen()


def test_it_says_what_is_closed_and_when_the_next_can_be(closed: None, as_carin: Client) -> None:
    page = words(as_carin.get(CLOSING))
    assert "Tertial 2 2022 Kan stängas från och med 16 september 2022. Det går att rätta i 93 dagar till." in page
    assert "Stängda Tertial 1 2022 Siffrorna fastställdes 16 maj 2022 Tertial 3 2021 Siffrorna fastställdes" in page


def test_before_the_first_closing_none_is_closed(as_carin: Client) -> None:
    assert "Inget tertial är stängt än" in words(as_carin.get(CLOSING))


def test_a_tertial_is_not_closed_before_its_grace_has_run_out(closed: None, as_carin: Client) -> None:
    for answer in (as_carin.get(T2), as_carin.post(T2)):
        assert answer.status_code == 409
        assert "kan stängas från och med 16 september 2022. Till och med dagen före går det att rätta." in words(answer)
        assert "för alltid" not in words(answer)
    assert "2022T2" not in frozen()


def test_what_it_means_is_said_before_and_looking_closes_nothing(closable: None, as_carin: Client) -> None:
    assert "Tiden för att rätta gick ut 15 september 2022. Stäng tertial 2 2022" in words(as_carin.get(CLOSING))
    answer = as_carin.get(T2)
    assert row(answer, "Råd- och stödsamtal")[1] == "60"
    assert "Det går inte att ångra. Stäng tertial 2 2022 för alltid" in words(answer)
    assert "2022T2" not in frozen()


def test_carin_closes_and_reads_the_protocol(closable: None, as_carin: Client) -> None:
    answer = as_carin.post(T2, follow=True)
    assert answer.redirect_chain == [(T2, 302)]
    page = words(answer)
    assert "Tertial 2 2022 är stängt Siffrorna fastställdes 16 september 2022 och ändras aldrig." in page
    assert "Det gick inte att räkna ut något om någon enskild." in page
    assert "2022T2" in frozen()
    assert ClosedTertial.objects.get(period="2022T2").frozen_on == date(2022, 9, 16)
    assert AuditEntry.objects.get(action="tertial closed").about == "2022T2"
    assert as_carin.get("/siffror/").headers["Location"] == "/siffror/stad/2022T2/"


def test_what_is_closed_stays_as_it_was(closed: None, as_carin: Client) -> None:
    before = list(ClosedTertial.objects.values_list("period", "hash"))
    answer = as_carin.post("/stangning/2022T1/")
    assert "Tertial 1 2022 är stängt" in words(answer)
    assert list(ClosedTertial.objects.values_list("period", "hash")) == before
    assert not AuditEntry.objects.filter(action="tertial closed").exists()


def test_tertials_are_closed_in_turn(city: None, as_carin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    hold(20, Month(2021, 9))
    hold(20, Month(2022, 1))
    answer = as_carin.post("/stangning/2022T1/")
    assert answer.status_code == 409
    assert "Stäng det först." in words(answer)
    assert frozen() == []


def test_an_empty_tertial_is_closed_only_when_that_is_confirmed(
    closed: None, as_carin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLJA_TODAY", "2022-09-16")
    assert "Ingenting är registrerat i tertial 2 2022, och det stämmer: ingenting hände." in words(as_carin.get(T2))
    answer = as_carin.post(T2)
    assert answer.status_code == 409
    assert "I tertial 2 2022 är ingenting registrerat. Läs in eller registrera det som saknas." in words(answer)
    assert "2022T2" not in frozen()
    as_carin.post(T2, {"empty": "on"})
    assert "2022T2" in frozen()


@pytest.mark.parametrize("period", ["2999T3", "1900T1", "2022"])
def test_a_tertial_out_of_time_is_refused_with_words(closed: None, as_carin: Client, period: str) -> None:
    answer = as_carin.get(f"/stangning/{period}/")
    assert answer.status_code == 409
    assert "Till stängningen" in words(answer)


def test_only_tertials_can_be_closed(closed: None, as_carin: Client) -> None:
    assert "Skriv till exempel 2021T1." in words(as_carin.get("/stangning/2022/"))


def test_another_site_can_not_close(closable: None, carin: Account) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(carin)
    assert client.post(T2).status_code == 403
    assert "2022T2" not in frozen()


def test_that_more_answered_than_had_a_talk_is_told_once_it_is_closed_and_not_before(
    closable: None, as_carin: Client, as_bo: Client
) -> None:
    june = Month(2022, 6)
    sheet = shipped().in_force("talk_answers", june)
    assert sheet
    add_all(registration(sheet, "farsta_stod", june, {"helped": 5}, today=june.last_day) for _ in range(150))
    before = [words(client.get(page)) for client, page in ((as_carin, T2), (as_bo, "/"), (as_carin, "/"))]
    assert all("Fler svar än samtal" not in page for page in before)
    told = "Fler svar än samtal: Föräldrastöd Farsta. Kanske har båda föräldrarna svarat"
    assert told in words(as_carin.post(T2, follow=True))
    for client in (as_bo, as_carin):
        assert "Fler svar än samtal i tertial 2 2022 Föräldrastöd Farsta." in words(client.get("/"))


FEW = "Saknas i siffrorna, för få registreringar eller medarbetare"
COARSE = "Visas bara i grova drag, eftersom några svar var få"
RUNGS = (
    Rung("talk", "farsta_liten", "withheld"),
    Rung("talk", "hasselby_liten", "withheld"),
    Rung("talk.adults", "farsta_lykta+farsta_stod", "merged"),
    Rung("talk.adults", "farsta:other", "coarser"),
)


def test_what_was_given_up_is_said_in_plain_words(closed: None) -> None:
    books = library()
    publication = replace(books.publications[Period.parse("2022T1")], rungs=RUNGS)
    said = [f"{one.about}: {one.words}" for one in given_up(books, publication, "sv")]
    inside = "Visas bara i summan för enheten ovanför, så att ingen enskild medarbetares arbete syns"
    assert said == [
        f"Antal insatser: {inside}: Öppna insatser Farsta och Familjecentralen Lyktan.",
        f"Råd- och stödsamtal: {FEW}: Öppna insatser Farsta och Familjecentralen Hasseln.",
        "Råd- och stödsamtal: Vilka vuxna deltog?: Räknas ihop: Familjecentralen Lyktan + Föräldrastöd Farsta.",
        f"Råd- och stödsamtal: Vilka vuxna deltog?: {COARSE}: övriga enheter i Farsta.",
    ]
