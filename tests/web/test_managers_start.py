"""The start pages of those who manage a unit and of the one who leads the city."""

import pytest
from django.conf import settings
from django.test import Client

from folja.vocabulary.period import Month
from tests.published import TALKS, hold
from tests.web.pages import card, row, rows, words


def in_order(page: str, *said: str) -> bool:
    """Whether a page says these things, one after the other."""
    places = [page.find(one) for one in said]
    return -1 not in places and places == sorted(places)


# --- what the tertial needs ------------------------------------------------------------------------------------


def test_bo_sees_the_report_and_how_many_days_are_left(closed: None, as_bo: Client) -> None:
    answer = as_bo.get("/")
    assert "Siffrorna för tertial 1 2022 är klara Siffrorna fastställdes 16 maj 2022. Öppna rapporten" in words(answer)
    assert "Tertial 2 2022 går att rätta till och med 15 september 2022 93 dagar kvar." in words(answer)
    assert 'href="/rapport/tertial/farsta_stod/2022T1/"' in answer.content.decode()


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2022-09-01", "Tertial 2 2022 är slut men går att rätta Till och med 15 september 2022. 14 dagar kvar."),
        ("2022-09-14", "Till och med 15 september 2022. 1 dag kvar."),
        ("2022-09-15", "Till och med 15 september 2022. Sista dagen är i dag."),
        ("2022-09-16", "Tertial 2 2022 väntar på att stängas Tiden för att rätta är ute. Se vad som har kommit in"),
    ],
)
def test_the_last_days_are_counted_down(
    closed: None, as_bo: Client, monkeypatch: pytest.MonkeyPatch, today: str, said: str
) -> None:
    monkeypatch.setenv("FOLJA_TODAY", today)
    assert said in words(as_bo.get("/"))


def test_only_carin_is_sent_to_the_closing(closed: None, as_carin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLJA_TODAY", "2022-09-16")
    assert "Tiden för att rätta är ute. Till stängningen" in words(as_carin.get("/"))


def test_what_is_usually_reported_is_missed(closed: None, as_bo: Client) -> None:
    assert "Inget rapporterat för maj 2022 Råd- och stödsamtal. Se månad för månad" in words(as_bo.get("/"))


def test_what_has_come_in_is_confirmed(closed: None, as_bo: Client) -> None:
    hold(3, Month(2022, 5))
    assert "Maj 2022 har kommit in" in words(as_bo.get("/"))


def test_what_is_most_urgent_stands_first(closed: None, as_bo: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert in_order(
        words(as_bo.get("/")), "Inget rapporterat för maj 2022", "Siffrorna för tertial 1", "Tertial 2 2022 går"
    )
    monkeypatch.setenv("FOLJA_TODAY", "2022-09-14")
    assert in_order(words(as_bo.get("/")), "Tertial 2 2022 är slut", "Siffrorna för tertial 1 2022 är klara")


def test_nothing_is_missed_of_a_unit_whose_volumes_do_not_show(closed: None, as_carin: Client) -> None:
    as_carin.post("/enhet/", {"unit": "farsta_liten"})
    page = words(as_carin.get("/"))
    assert "rapporterat för maj" not in page
    assert "är rapporterad" not in page


# --- the figures in short ----------------------------------------------------------------------------------------


def test_bo_starts_with_his_units_foremost_figures_against_last_year(closed: None, as_bo: Client) -> None:
    answer = as_bo.get("/")
    assert card(answer, "Råd- och stödsamtal").endswith(f"{TALKS['farsta_stod']} Exakt antal Lika många som året före")
    assert "Samma som året före:" in card(answer, "Samtal där en man deltog")
    assert 'href="/siffror/farsta_stod/2022T1/men_share_talks/"' in answer.content.decode()


def test_parts_in_which_nothing_is_reported_are_not_there(closed: None, as_bo: Client) -> None:
    assert "Hembesök" not in words(as_bo.get("/"))


def test_before_anything_is_reported_the_page_says_so(as_bo: Client) -> None:
    page = words(as_bo.get("/"))
    assert "Inget rapporterat än" in page
    assert "Tertialrapporten" not in page


def test_while_the_first_tertial_is_open_only_volumes_are_there(as_bo: Client) -> None:
    hold(3, Month(2022, 5))
    page = words(as_bo.get("/"))
    assert "Råd- och stödsamtal" in page
    assert "en man deltog" not in page


def test_the_page_speaks_english(closed: None, as_bo: Client) -> None:
    as_bo.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = words(as_bo.get("/"))
    assert "The tertial right now" in page
    assert "Talks where a man took part" in page


# --- the city ----------------------------------------------------------------------------------------------------


def test_carin_starts_with_the_city_and_its_districts_in_the_citys_own_order(closed: None, as_carin: Client) -> None:
    table = rows(as_carin.get("/"))
    assert [cells[0] for cells in table[1:]] == ["Staden", "Farsta", "Hässelby-Vällingby"]


def test_carin_starts_with_the_citys_own_figures_too(closed: None, as_carin: Client) -> None:
    assert card(as_carin.get("/"), "Råd- och stödsamtal").startswith("Råd- och stödsamtal")
    assert "Exakt antal" in card(as_carin.get("/"), "Råd- och stödsamtal")


def test_what_no_district_can_show_has_no_column(closed: None, as_carin: Client) -> None:
    assert rows(as_carin.get("/"))[0] == [
        "Stadsdel", "Råd- och stödsamtal", "Samtal där en man deltog", "Föräldrar som tycker att samtalet hjälpte",
    ]  # fmt: skip
    assert row(as_carin.get("/"), "Hässelby-Vällingby")[3] == "för få"


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2022-06-14", "Tertial 2 2022 Pågår, och går att rätta till och med 15 september 2022."),
        ("2022-09-10", "Tertial 2 2022 Slut, men går att rätta till och med 15 september 2022."),
        ("2022-09-16", "Tertial 2 2022 Kan stängas nu."),
    ],
)
def test_the_tertials_stand_in_a_line_the_next_to_close_marked(
    closed: None, as_carin: Client, monkeypatch: pytest.MonkeyPatch, today: str, said: str
) -> None:
    monkeypatch.setenv("FOLJA_TODAY", today)
    page = words(as_carin.get("/"))
    assert "Tertial 1 2022 Siffrorna fastställdes 16 maj 2022. Protokoll" in page
    assert said in page
    assert "Tertial 3 2022 Börjar i september." in page


def test_carin_reaches_everything_that_is_asked_and_counted(closed: None, as_carin: Client) -> None:
    assert 'href="/innehall/"' in as_carin.get("/").content.decode()
    page = words(as_carin.get("/innehall/"))
    assert "Vilka vuxna deltog?" in page
    assert "Samtal där minst en vuxen var man" in page
    assert "Föräldrar svarar" in page


def test_carin_with_a_unit_chosen_starts_with_that_unit(closed: None, as_carin: Client) -> None:
    as_carin.post("/enhet/", {"unit": "farsta_stod"})
    assert "Föräldrastöd Farsta" in words(as_carin.get("/"))
