"""A plan as it is followed: what is aimed at, whether it is reached and why, for the unit, its district and others."""

import pytest
from django.test import Client

from folja.web.goals.actions import enter, save_plan
from tests.planned import outside, plan
from tests.web.pages import words

PAGE = "/mal/farsta_stod/2021/"


@pytest.fixture
def planned(closed: None) -> None:
    save_plan(plan(), 0, None)
    enter([outside("staff_index", "71"), outside("child_took_part", "82")], None)


def test_each_result_has_its_figure_its_aim_whether_it_is_reached_and_why(planned: None, as_bo: Client) -> None:
    page = words(as_bo.get(PAGE))
    assert "Siffrorna gäller helåret 2021." in page
    assert "Nått Målet är minst 30 %." in page
    assert "Pappor är med i samtalen" in page
    assert "Inte nått Målet är minst 76. Utfallet ligger under det." in page
    assert "Enkäten, 14 januari 2022" in page
    assert "Följs med ord" in page
    assert "Kommunfullmäktige En bra start i livet Nämnden Stöd innan problemen växer" in page


def test_a_part_of_the_year_can_be_chosen(planned: None, as_bo: Client) -> None:
    page = words(as_bo.get(f"{PAGE}?till=1"))
    assert "Siffrorna gäller tertial 1 2021." in page
    assert "På väg Målet är minst 300 på ett år." in page


def test_what_comes_from_case_systems_is_the_units_own(planned: None, as_bo: Client, as_carin: Client) -> None:
    assert "82 %" in words(as_bo.get(PAGE))
    save_plan(plan(unit="farsta"), 0, None)
    enter([outside("child_took_part", "81", unit="farsta")], None)
    other = words(as_bo.get("/mal/farsta/2021/"))
    assert "81 %" not in other
    assert "Bara för enheten" in other
    assert "81 %" in words(as_carin.get("/mal/farsta/2021/"))
    report = "/rapport/tertial/farsta/2021T3/"
    assert "Barn är med och planerar" not in words(as_bo.get(report))
    assert "Barn är med och planerar" in words(as_carin.get(report))
    assert as_bo.get("/mal/farsta/2021/siffror/child_took_part/").status_code == 404
    assert "Barn som var delaktiga" not in words(as_bo.get("/mal/farsta/2021/siffror/"))


def test_others_plans_are_not_read(planned: None, as_dan: Client) -> None:
    assert as_dan.get(PAGE).status_code == 404


def test_a_district_sees_its_units_plans_in_the_trees_order(planned: None, as_carin: Client) -> None:
    save_plan(plan(unit="farsta_lykta"), 0, None)
    page = words(as_carin.get("/mal/farsta/2021/"))
    assert "Ingen plan än" in page
    assert page.index("Föräldrastöd Farsta") < page.index("Familjecentralen Lyktan")


def test_without_a_plan_the_page_says_how_to_begin(closed: None, as_bo: Client, as_amina: Client) -> None:
    assert "Skriv det första målet" in words(as_bo.get(PAGE))
    assert "Enhetens chef skriver den." in words(as_amina.get(PAGE))
    save_plan(plan(2020), 0, None)
    assert "Börja från planen för 2020" in words(as_bo.get(PAGE))


def test_the_entry_leads_to_this_years_plan_or_the_latest(planned: None, as_bo: Client) -> None:
    assert as_bo.get("/mal/").headers["Location"] == PAGE
    save_plan(plan(2022), 0, None)
    assert as_bo.get("/mal/").headers["Location"] == "/mal/farsta_stod/2022/"


def test_a_year_that_has_nothing_closed_says_so(closed: None, as_bo: Client) -> None:
    save_plan(plan(2023), 0, None)
    assert "Inget tertial 2023 är stängt än" in words(as_bo.get("/mal/farsta_stod/2023/"))
