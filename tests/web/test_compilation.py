"""A district's and the city's compilations: who reads them, what units bring, and the files."""

import io

import docx
from django.test import Client

from folja.web.organisation.models import Account
from folja.web.writing.handing_in import approve, hand_in
from folja.web.writing.models import Turn
from tests.planned import T1, plan_2022, write_all
from tests.web.pages import words

DISTRICT = "/rapport/district/farsta/2022T1/"
CITY = "/rapport/city/stad/2022T1/"


def test_who_leads_reads_the_units_beside_each_other_and_what_they_had_approved(
    closed: None, amina: Account, bo: Account, carin: Account, as_carin: Client
) -> None:
    plan_2022()
    write_all(amina)
    for page in (DISTRICT, CITY):
        before = words(as_carin.get(page))
        assert "Det här skriver vi om delen good examples." not in before  # written, but nobody has approved it
    hand_in("tertial", "farsta_stod", T1, bo)
    approve("tertial", "farsta_stod", T1, Turn.objects.get().pk, carin)
    for page in (DISTRICT, CITY):
        said = words(as_carin.get(page))
        assert "Goda exempel från enheterna Föräldrastöd Farsta Det här skriver vi om delen good examples." in said
        assert "Föräldrastöd Farsta (nr 1)" in said
    of_district = words(as_carin.get(DISTRICT))
    # Sick leave is below its aim; staff index is not entered; the others are within the uncertainty or open.
    assert "Föräldrastöd Farsta 4 1 " in of_district
    file = docx.Document(io.BytesIO(as_carin.get("/rapport/district/farsta/2022T1.docx").content))
    assert file.core_properties.title == "Stadsdelens sammanställning, tertial 1 2022"


def test_who_works_at_a_unit_does_not_read_the_others_in_a_draft(closed: None, as_bo: Client, as_dan: Client) -> None:
    for client in (as_bo, as_dan):
        for page in (DISTRICT, CITY, f"{DISTRICT.rstrip('/')}.pdf"):
            assert client.get(page).status_code == 404
        assert "sammanställning" not in words(client.get("/rapporter/"))


def test_the_list_leads_to_them_and_to_where_they_are_written(closed: None, as_carin: Client) -> None:
    page = as_carin.get("/rapporter/").content.decode()
    for address in (DISTRICT, CITY, "/rapport/skriv/district/farsta/2022T1/", "/rapport/skriv/city/stad/2022T1/"):
        assert address in page
    assert "/rapport/district/stad/" not in page
    assert "/rapport/district/farsta_stod/" not in page
    assert as_carin.get("/rapport/skriv/district/farsta/2022T1/").status_code == 200


def test_one_of_another_kind_of_unit_says_which_it_is_for(closed: None, as_carin: Client) -> None:
    answer = as_carin.get("/rapport/city/farsta/2022T1/")
    assert answer.status_code == 409
    assert "Stadens sammanställning görs för hela staden. Farsta är en stadsdel." in words(answer)
    assert as_carin.get("/rapport/nothing/farsta/2022T1/").status_code == 404
