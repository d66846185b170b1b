"""The pages of a unit that took over say from whom, with the way there for who may read it."""

import pytest
from django.test import Client

from folja.web.organisation.actions import give_role, load_units
from folja.web.organisation.models import Account
from tests.command.own_city import UNITS
from tests.web.pages import words

STOD, LYKTA = "farsta_stod;Föräldrastöd Farsta;unit;farsta;6", "farsta_lykta;Familjecentralen Lyktan;unit;farsta;4"
MERGED = (
    UNITS.replace("parent;staff", "parent;staff;valid_from;valid_to;successor")
    .replace(STOD, f"{STOD};;2022-04;ny")
    .replace(LYKTA, f"{LYKTA};;2022-04;ny")
    + "ny;Familjehuset Farsta;unit;farsta;10;2022-05;;\nteam;Hembesöksteamet;unit;stad;5;2022-05;;\n"
)

SAID = "Tog över efter Föräldrastöd Farsta och Familjecentralen Lyktan i maj 2022."


@pytest.fixture
def merged(closed: None, today: str) -> None:
    """Föräldrastöd Farsta and Lyktan have become Familjehuset since the latest closing."""
    load_units(MERGED.encode())


def test_a_unit_that_took_over_says_from_whom_and_leads_there(merged: None, bo: Account, as_bo: Client) -> None:
    give_role(bo, "ny", "manages")
    as_bo.force_login(bo)
    answer = as_bo.get("/siffror/ny/2022T2/")
    assert SAID in words(answer)
    page = answer.content.decode()
    assert '<a href="/siffror/farsta_stod/2022T1/">Föräldrastöd Farsta</a>' in page
    assert "Uppgick i Familjehuset Farsta i maj 2022." in words(as_bo.get("/siffror/farsta_lykta/2022T1/"))
    assert "Arbetar för flera områden" not in page


def test_what_may_not_be_read_is_named_without_a_way(merged: None, amina: Account, as_amina: Client) -> None:
    answer = as_amina.get("/siffror/farsta_stod/2022T1/")
    assert "Uppgick i Familjehuset Farsta i maj 2022." in words(answer)
    assert "/siffror/ny/" not in answer.content.decode()
    assert as_amina.get("/siffror/ny/2022T1/").status_code == 404


def test_a_district_says_who_is_counted_above_it(merged: None, as_carin: Client) -> None:
    said = words(as_carin.get("/siffror/farsta/2022T2/"))
    assert "Räknas i Staden och inte här: Hembesöksteamet, som arbetar för flera områden." in said


def test_the_report_of_a_unit_that_has_ended_says_where_it_went(merged: None, as_carin: Client) -> None:
    assert "Uppgick i Familjehuset Farsta i maj 2022." in words(as_carin.get("/rapport/tertial/farsta_lykta/2022T1/"))
