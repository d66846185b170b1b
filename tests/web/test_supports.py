"""The register of decided supports: who reads and who writes it, what is wrong, and that nothing is lost."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from folja.web.organisation.models import AuditEntry
from folja.web.supports.models import StoredSupport
from folja.web.supports.stored import kept_support, register
from tests.decided import TALKS, VISITS, decide
from tests.web.pages import words

PAGE = "/insatser/"
FORM = {
    "name": "Råd- och stödsamtal",
    "covers": "talk",
    "decided_on": "2022-02-15",
    "reference": "SN 2022/41",
    "conditions": "För alla föräldrar.",
    "is_exempt": "yes",
    "review_on": "2024-02-13",
    "offered_by": "all",
    "seen": "0",
}


def said(answer: Any) -> str:
    return words(answer).replace("\u00a0", " ")


# --- who reads, and who writes ------------------------------------------------------------------------------------


def test_everybody_reads_it_and_only_who_leads_the_city_writes(
    city: None, as_amina: Client, as_bo: Client, as_carin: Client
) -> None:
    decide()
    for client in (as_amina, as_bo, as_carin):
        assert "Råd- och stödsamtal Beslutad 8 september 2020, SN 2020/214" in said(client.get(PAGE))
        assert "Högst fem samtal i taget." in said(client.get(f"{PAGE}talks/"))
    assert "Lägg till en insats" in said(as_carin.get(PAGE))
    assert "Lägg till en insats" not in said(as_bo.get(PAGE))
    assert as_bo.get(f"{PAGE}ny/").status_code == 403
    for address in ("ny/", "talks/andra/", "talks/"):
        assert as_bo.post(PAGE + address, FORM | {"remove": "1"}).status_code == 403
    assert StoredSupport.objects.count() == 2
    assert as_carin.get(f"{PAGE}nothing/").status_code == 404


# --- writing ------------------------------------------------------------------------------------------------------


def test_a_usual_support_is_something_to_start_from(city: None, as_carin: Client) -> None:
    assert "Vanliga insatser som inte står i registret Välj en att börja från." in said(as_carin.get(PAGE))
    form = as_carin.get(f"{PAGE}ny/?fran=talk").context["form"]
    assert form.fields["name"].value == "Råd- och stödsamtal"
    assert "Högst fem samtal i taget" in form.fields["conditions"].value
    assert form.fields["decided_on"].value == "", "the committee's decision is nobody's to guess"
    assert [choice.value for choice in form.covers if choice.chosen] == ["talk"]
    assert as_carin.post(f"{PAGE}ny/", FORM).status_code == 302
    [support] = register()
    assert (support.decided_on, support.reference, support.is_exempt) == (date(2022, 2, 15), "SN 2022/41", True)
    entry = AuditEntry.objects.get(action="support changed")
    assert (entry.about, entry.account.first_name) == ("Råd- och stödsamtal", "Carin")  # type: ignore[union-attr]


def test_the_same_decision_is_not_entered_twice_without_a_question(city: None, as_carin: Client) -> None:
    as_carin.post(f"{PAGE}ny/", FORM)
    asked = as_carin.post(f"{PAGE}ny/", FORM | {"conditions": "Fem gånger."})
    assert (asked.status_code, len(register())) == (409, 1)
    assert "Är det samma insats som redan står i registret? Råd- och stödsamtal, 15 februari 2022, SN 2022/41" in said(
        asked
    )
    assert "Fem gånger." in asked.content.decode()
    as_carin.post(f"{PAGE}ny/", FORM | {"is_another": "1"})
    assert len(register()) == 2


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": " "}, "Skriv vad insatsen heter i beslutet."),
        ({"decided_on": "i våras"}, "Skriv dagen som 2026-02-17, eller lämna tomt."),
        ({"decided_on": "2022-06-15"}, "Dagen har inte varit än."),
        ({"decided_on": ""}, "Skriv först vilken dag insatsen beslutades."),
        ({"reference": ""}, "Skriv beslutets diarienummer."),
        ({"is_exempt": ""}, "Välj ja eller nej."),
        ({"review_on": "2021-02-13"}, "Dagen är före beslutet. Skriv en senare dag."),
        ({"held_since": "2022-03-01"}, "Ett tidigare beslut kan inte vara senare än det som gäller."),
        ({"offered_by": "some"}, "Välj minst en enhet, eller Alla enheter."),
        ({"conditions": "Ring Eva på 070-174 06 05."}, "Här står ett personnummer, ett telefonnummer"),
        ({"conditions": "x" * 2001}, "Texten är 2001 tecken. Korta den till 2000."),
    ],
)
def test_what_is_wrong_is_told_beside_the_field_and_nothing_is_lost(
    city: None, as_carin: Client, changed: dict[str, str], told: str
) -> None:
    answer = as_carin.post(f"{PAGE}ny/", FORM | changed)
    assert answer.status_code == 422
    assert told in said(answer)
    [name] = changed
    assert answer.context["form"].fields[name].value == changed[name].strip()
    assert not StoredSupport.objects.exists()


def test_what_is_not_decided_yet_can_stand_in_the_register(city: None, as_carin: Client) -> None:
    undecided = {"decided_on": "", "reference": "", "is_exempt": "", "review_on": ""}
    assert as_carin.post(f"{PAGE}ny/", FORM | undecided).status_code == 302
    assert "Råd- och stödsamtal Inget beslut" in said(as_carin.get(PAGE))


def test_two_who_change_the_same_support_see_each_others_words(city: None, as_carin: Client) -> None:
    decide(TALKS)
    decide(replace(TALKS, reference="SN 2020/999", units=("farsta",)))
    answer = as_carin.post(f"{PAGE}talks/andra/", FORM | {"seen": "1"})
    assert answer.status_code == 409
    assert "Någon annan har ändrat insatsen medan du skrev" in said(answer)
    assert "Så står det nu: När beslutade nämnden? 2020-09-08 Diarienummer SN 2020/999" in said(answer)
    assert "Vilka enheter erbjuder insatsen? Bara några, Hela Farsta" in said(answer)
    assert answer.context["form"].fields["reference"].value == "SN 2022/41"
    assert register()[0].reference == "SN 2020/999"
    assert as_carin.post(f"{PAGE}talks/andra/", FORM | {"seen": answer.context["seen"]}).status_code == 302
    assert register()[0].reference == "SN 2022/41"


def test_every_change_is_a_version_and_an_earlier_one_can_hold_again(city: None, as_carin: Client) -> None:
    decide(TALKS)
    as_carin.post(f"{PAGE}talks/andra/", FORM | {"seen": "1"})
    page = said(as_carin.get(f"{PAGE}talks/"))
    assert "Version 2 gäller nu 14 juni 2022, Carin" in page
    assert "Version 1 14 juni 2022 Så stod det version 1 Insats Råd- och stödsamtal Beslutat 8 september 2020" in page
    as_carin.post(f"{PAGE}talks/", {"restore": "1", "seen": "2"})
    kept = kept_support("talks")
    assert kept is not None
    assert (kept.support, kept.version) == (TALKS, 3)
    assert as_carin.post(f"{PAGE}talks/", {"restore": "2", "seen": "2"}).status_code == 409


def test_what_is_removed_can_be_put_back(city: None, as_carin: Client, as_bo: Client) -> None:
    decide(TALKS)
    answer = as_carin.post(f"{PAGE}talks/", {"remove": "1", "seen": "1"}, follow=True)
    assert "Insatsen är borttagen ur registret." in said(answer)
    assert register() == ()
    assert "Borttagna ur registret Råd- och stödsamtal" in said(answer)
    assert "Borttagna ur registret" not in said(as_bo.get(PAGE))
    as_carin.post(f"{PAGE}talks/", {"restore": "2", "seen": "2"})
    assert register() == (TALKS,)


# --- what is wrong ------------------------------------------------------------------------------------------------


def test_a_review_that_is_near_is_told_where_the_decision_is_offered(
    closed: None, as_bo: Client, as_carin: Client, as_dan: Client
) -> None:
    decide(replace(TALKS, units=("farsta",)), VISITS)
    for client, place in ((as_bo, "Föräldrastöd Farsta"), (as_carin, "Staden")):
        page = said(client.get(PAGE))
        assert f"Att se till: {place}" in page
        assert "Beslutet ska omprövas senast 6 september 2022. Förbered ärendet till nämnden." in page
    assert "omprövas senast 6 september 2022." not in said(as_dan.get(PAGE))


def test_units_that_the_decision_is_not_about_are_named_but_for_those_whose_numbers_are_hidden(
    closed: None, as_carin: Client, as_dan: Client
) -> None:
    decide(replace(TALKS, units=("farsta_stod",)))
    page = said(as_carin.get(PAGE))
    assert "Det finns registreringar på Föräldrastöd Hässelby" in page
    assert "Öppna insatser Farsta" not in page
    assert "Det finns registreringar, senast i april 2022, men inget beslut som gäller dem." in said(as_dan.get(PAGE))


def test_the_start_page_of_who_manages_has_one_line(closed: None, as_bo: Client, as_carin: Client) -> None:
    assert "Se över beslutade insatser" not in said(as_bo.get("/"))
    decide(VISITS, replace(TALKS, review_on=date(2022, 5, 1), is_exempt=False))
    line = "Se över beslutade insatser Råd- och stödsamtal. Dags att ompröva, undantag saknas. Till registret"
    assert line in said(as_bo.get("/"))
    assert line in said(as_carin.get("/"))


def test_before_the_law_nothing_is_missed_where_nothing_was_decided(closed: None, as_carin: Client) -> None:
    assert "Att se till" not in said(as_carin.get(PAGE))
    decide(VISITS)
    assert "Råd- och stödsamtal Det finns registreringar, senast i april 2022" in said(as_carin.get(PAGE))
