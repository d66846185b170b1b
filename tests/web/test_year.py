"""The year wheel: where the unit is, what is missing, who does what, and what goes on into the next plan."""

import re
from datetime import date

import pytest
from django.test import Client

from folja.goals.complaints import Complaints
from folja.goals.year_tasks import Task
from folja.web.goals.stored import kept_plan
from folja.web.organisation.models import Account, AuditEntry
from folja.web.writing import handing_in
from folja.web.writing.actions import Place, assign, save_text
from folja.web.writing.models import StoredReport, Turn
from folja.web.writing.written import Typed
from folja.web.year import actions
from folja.web.year.stored import complaints_of, tasks_of
from tests import planned
from tests.web.pages import row, words

PAGE = "/aret/farsta_stod/2022/"
T1 = planned.T1


def step(page: str, title: str) -> str:
    """What the page says of one step."""
    titles = ("Planen för 2022", "Tertialrapport 1", "Tertialrapport 2", "Verksamhetsberättelse", "Planen för 2023")
    start = page.index(title)
    ends = [page.find(one, start + 1) for one in (*titles, "Vem gör vad")]
    return page[start : min(place for place in ends if place > start)]


# --- the steps --------------------------------------------------------------------------------------------------


def test_what_is_missing_is_worked_out_and_leads_to_where_it_is_mended(
    closed: None, bo: Account, as_bo: Client
) -> None:
    planned.plan_2022()
    place = Place("tertial", "farsta_stod", T1, "men")
    save_text(place, Typed("Färre tider på kvällen."), 0, bo, is_done=True)
    assign(Place("tertial", "farsta_stod", T1, "talks"), bo, "", bo)
    answer = as_bo.get(PAGE)
    page = words(answer)
    assert "Fyra förväntade resultat." in step(page, "Planen för 2022")
    assert "Inga utvecklingsområden. Skriv dem" in step(page, "Planen för 2022")
    report = step(page, "Tertialrapport 1")
    assert "Skrivs nu Siffrorna fastställdes 16 maj 2022." in report
    assert "Synpunkter och klagomål är inte räknade. Räkna dem" in report
    assert "Bo har en del kvar." in report
    assert "Sex delar är inte klara, och ingen är vald att skriva dem." in report
    assert "Inte inskrivet" not in report  # the index was not measured at this time of the year before either
    later = step(page, "Tertialrapport 2")
    assert "Tertialet slutar 31 augusti 2022 och går att stänga från 16 september 2022." in later
    assert "inte räknade" not in later
    for address in ("/mal/farsta_stod/2022/utveckling/", "/rapport/skriv/tertial/farsta_stod/2022T1/"):
        assert f'href="{address}"' in answer.content.decode()


def test_a_figure_that_was_there_a_year_ago_is_missed(closed: None, as_bo: Client) -> None:
    from folja.web.goals.actions import take_away

    planned.plan_2022()
    take_away("sick_leave", "farsta_stod", T1, None)
    assert "Inte inskrivet: sjukfrånvaro. Skriv in" in step(words(as_bo.get(PAGE)), "Tertialrapport 1")


def test_a_report_goes_from_being_written_to_approved(
    closed: None, bo: Account, amina: Account, carin: Account, as_bo: Client
) -> None:
    planned.plan_2022()
    assert "Inte börjad" in step(words(as_bo.get(PAGE)), "Tertialrapport 1")
    planned.write_all(amina)
    assert "Skrivs nu" in step(words(as_bo.get(PAGE)), "Tertialrapport 1")
    handing_in.hand_in("tertial", "farsta_stod", T1, bo)
    assert "Väntar på att godkännas" in step(words(as_bo.get(PAGE)), "Tertialrapport 1")
    handing_in.approve("tertial", "farsta_stod", T1, Turn.objects.get().pk, carin)
    said = step(words(as_bo.get(PAGE)), "Tertialrapport 1")
    assert "Godkänd Rapport nr 1, godkänd 14 juni 2022." in said
    assert "inte räknade" not in said


def test_a_day_is_set_changed_and_counted_down(closed: None, as_bo: Client, as_amina: Client) -> None:
    planned.plan_2022()
    as_bo.post(PAGE, {"due": "report_1", "due-report_1": "2022-06-17"})
    assert StoredReport.objects.get().due_on == date(2022, 6, 17)
    assert "Ska vara lämnad 17 juni 2022, om 3 dagar." in words(as_bo.get(PAGE))
    as_bo.post(PAGE, {"due": "report_1", "due-report_1": "2022-06-10"})
    assert "Dagen är passerad. Ska vara lämnad 10 juni 2022." in words(as_bo.get(PAGE))
    wrong = as_bo.post(PAGE, {"due": "report_1", "due-report_1": "fredag"})
    assert (wrong.status_code, "Skriv datumet som 2022-06-17." in words(wrong)) == (422, True)
    assert 'value="fredag"' in wrong.content.decode()
    early = as_bo.post(PAGE, {"due": "report_1", "due-report_1": "2022-01-05"})
    assert "Dagen kan vara från 30 april 2022 till 31 december 2023." in words(early)
    as_bo.post(PAGE, {"due": "next_plan", "due-next_plan": "2022-12-15"})
    assert "Ska vara klar 15 december 2022." in step(words(as_bo.get("/aret/farsta_stod/2023/")), "Planen för 2023")
    assert as_amina.post(PAGE, {"due": "report_1", "due-report_1": ""}).status_code == 403


def test_another_units_year_is_read_without_what_is_missing_and_not_changed(
    closed: None, as_bo: Client, as_dan: Client, as_amina: Client
) -> None:
    assert as_dan.get(PAGE).status_code == 404
    above = as_amina.get("/aret/farsta/2022/")
    assert (above.status_code, "är inte" in words(above)) == (200, False)
    assert as_amina.post("/aret/farsta/2022/", {"done": "x"}).status_code == 403
    assert as_amina.post(PAGE, {"begin": "1"}).status_code == 403
    assert as_bo.get("/aret/").headers["Location"] == PAGE


# --- tasks ------------------------------------------------------------------------------------------------------


def test_a_usual_year_is_begun_with_its_tasks_and_days(closed: None, as_bo: Client) -> None:
    planned.plan_2022()
    page = words(as_bo.post(PAGE, {"begin": "1", "with_past": "1"}, follow=True))
    assert "Samtalsgruppen" in page
    assert "Ta fram siffror och skriv analyser till tertialrapport 1" in page
    assert "Dagen är passerad: 31 maj 2022" in page
    assert "Ska vara lämnad 10 oktober 2022." in page
    before = tasks_of("farsta_stod", 2022)
    as_bo.post(PAGE, {"begin": "1"})
    assert tasks_of("farsta_stod", 2022) == before


def test_a_year_that_is_begun_late_has_no_heap_of_what_is_past(closed: None, as_bo: Client) -> None:
    planned.plan_2022()
    assert "uppgifter vars dag redan är passerad" in words(as_bo.get(PAGE))
    page = words(as_bo.post(PAGE, {"begin": "1"}, follow=True))
    assert "Dagen är passerad" not in page
    assert "Räkna synpunkter och klagomål för tertial 2" in page
    assert min(one.due_on for one in tasks_of("farsta_stod", 2022)) >= date(2022, 6, 14)


def test_what_folja_sees_is_done_nobody_ticks(closed: None, as_bo: Client, bo: Account, amina: Account) -> None:
    planned.plan_2022()
    actions.begin("farsta_stod", 2022, bo)
    known = {one.known_by: one for one in tasks_of("farsta_stod", 2022) if one.is_told}
    assert set(known) == {"plan"}
    actions.count("farsta_stod", Complaints(T1, 2, ()), bo)
    planned.write_all(amina)
    told = {(one.known_by, one.group) for one in tasks_of("farsta_stod", 2022) if one.is_told}
    assert ("complaints:1", "Ledningsgruppen") in told
    assert ("texts:1", "Samtalsgruppen") in told
    assert not any(of == "texts:2" for of, _ in told)
    assert "Gjord: det syns i Följa." in words(as_bo.get(PAGE))


def test_who_registers_there_ticks_a_task_and_nobody_is_told_who(closed: None, as_amina: Client, as_bo: Client) -> None:
    as_bo.post(PAGE, {"begin": "1"})
    task = tasks_of("farsta_stod", 2022)[0]
    noted = AuditEntry.objects.count()
    assert "En uppgift är gjord" in words(as_amina.post(PAGE, {"done": task.key}, follow=True))
    assert AuditEntry.objects.count() == noted
    as_amina.post(PAGE, {"not_done": task.key})
    assert not any(one.is_done for one in tasks_of("farsta_stod", 2022))


def test_a_task_is_added_changed_removed_and_put_back(closed: None, as_bo: Client, as_amina: Client) -> None:
    added = {"words": "Boka lokal till analysdagen", "due_on": "2022-09-01", "group": "Samtalsgruppen"}
    assert "Boka lokal" in words(as_bo.post(f"{PAGE}uppgift/ny/", added, follow=True))
    [task] = tasks_of("farsta_stod", 2022)
    one = f"{PAGE}uppgift/{task.key}/"
    as_bo.post(one, added | {"due_on": "2022-09-02"})
    assert tasks_of("farsta_stod", 2022) == (Task(task.key, added["words"], date(2022, 9, 2), "Samtalsgruppen"),)
    assert "är borttagen. Ångra" in words(as_bo.post(one, {"remove": "1"}, follow=True))
    assert tasks_of("farsta_stod", 2022) == ()
    as_bo.post(PAGE, {"put_back": task.key})
    assert len(tasks_of("farsta_stod", 2022)) == 1
    assert as_amina.get(one).status_code == 403


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"words": ""}, "Skriv vad som ska göras."),
        ({"due_on": "snart"}, "Skriv datumet som 2022-06-17."),
        ({"due_on": "2022-04-31"}, "Den dagen finns inte i almanackan."),
        ({"due_on": "2035-01-01"}, "Dagen kan vara från 1 juli 2021 till 30 juni 2023."),
        ({"words": "Ring 070-174 06 05"}, "Ta bort det."),
        ({"words": "Hjälp Fatima Hassan"}, "Kan det här vara ett namn eller en adress? Fatima Hassan"),
    ],
)
def test_a_task_that_can_not_be_kept_says_why(closed: None, as_bo: Client, change: dict[str, str], said: str) -> None:
    sent = {"words": "Boka lokal", "due_on": "2022-09-01", "group": ""} | change
    answer = as_bo.post(f"{PAGE}uppgift/ny/", sent)
    assert (answer.status_code, said in words(answer)) == (422, True)
    assert tasks_of("farsta_stod", 2022) == ()


def test_the_next_year_begins_with_this_years_tasks_a_year_later(closed: None, bo: Account, as_bo: Client) -> None:
    actions.save_task("farsta_stod", 2022, Task("u1", "Boka lokal", date(2022, 9, 1), "Samtalsgruppen"), bo)
    actions.tick("farsta_stod", 2022, "u1", is_done=True)
    page = words(as_bo.post("/aret/farsta_stod/2023/", {"begin": "1"}, follow=True))
    assert "Boka lokal 1 september 2023" in page
    [task] = tasks_of("farsta_stod", 2023)
    assert (task.is_done, task.key == "u1") == (False, False)


# --- complaints -------------------------------------------------------------------------------------------------

COUNT = f"{PAGE}synpunkter/2022T1/"


def test_what_came_in_is_counted_exactly_at_the_unit_and_few_are_not_told_in_the_report(
    closed: None, as_bo: Client, as_carin: Client
) -> None:
    planned.plan_2022()
    as_bo.post(COUNT, {"number": "2", "themes": "Väntan\nTelefontider"})
    assert complaints_of("farsta_stod", 2022) == (Complaints(T1, 2, ("Väntan", "Telefontider")),)
    own = "I tertial 1 2022 kom två synpunkter och klagomål in. De handlade om väntan och telefontider."
    assert own in words(as_bo.get(PAGE))
    draft = words(as_bo.get("/rapport/utkast/tertial/farsta_stod/2022T1/"))
    assert "I tertial 1 2022 kom färre än fem synpunkter och klagomål in." in draft
    assert "elefontider" not in draft
    as_bo.post(COUNT, {"number": "7", "themes": "Väntan"})
    draft = words(as_bo.get("/rapport/utkast/tertial/farsta_stod/2022T1/"))
    assert "I tertial 1 2022 kom sju synpunkter och klagomål in. De handlade om väntan." in draft


def test_the_section_shows_what_the_report_says(closed: None, as_amina: Client, as_bo: Client) -> None:
    planned.plan_2022()
    section = "/rapport/skriv/tertial/farsta_stod/2022T1/complaints/"
    assert "Räkna synpunkter och klagomål" in words(as_amina.get(section))
    as_amina.post(COUNT, {"number": "0", "themes": ""})
    assert "I tertial 1 2022 kom inga synpunkter eller klagomål in." in words(as_amina.get(section))
    as_amina.post(COUNT, {"remove": "1"})
    assert complaints_of("farsta_stod", 2022) == ()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"number": "några"}, "Skriv ett helt tal från 0 till 9999."),
        ({"number": "0", "themes": "Väntan"}, "Här står teman, men antalet är 0."),
        ({"number": "3", "themes": "Bemötandet från Fatima Hassan"}, "Kan det här vara ett namn"),
        ({"number": "3", "themes": "x" * 61}, "Ett tema är några ord."),
    ],
)
def test_a_count_that_can_not_be_kept_says_why(closed: None, as_bo: Client, sent: dict[str, str], said: str) -> None:
    answer = as_bo.post(COUNT, sent)
    assert (answer.status_code, said in words(answer)) == (422, True)
    assert complaints_of("farsta_stod", 2022) == ()
    assert as_bo.get(f"{PAGE}synpunkter/2021T1/").status_code == 404
    later = as_bo.post(f"{PAGE}synpunkter/2022T3/", {"number": "1"})
    assert "Tertialet har inte börjat än." in words(later)


# --- lessons ----------------------------------------------------------------------------------------------------


def test_what_the_reports_want_developed_goes_into_the_next_plan_in_one_step(
    closed: None, bo: Account, as_bo: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned.plan_2022()
    development = Place("tertial", "farsta_stod", T1, "development")
    save_text(development, Typed("Kvällstider\nInbjudan till båda"), 0, bo, is_done=True)
    as_bo.post("/mal/farsta_stod/2023/borja/", {"areas": "Kvällstider"})
    assert "lärdom" not in words(as_bo.get(PAGE))  # who began the plan has seen them all
    save_text(development, Typed("Kvällstider\nInbjudan till båda\nFler språk"), 1, bo, is_done=True)
    assert "En lärdom från 2022 är inte genomgången. Gå igenom" in words(as_bo.get(PAGE))
    page = words(as_bo.get(f"{PAGE}lardomar/"))
    assert ("Fler språk" in page, "Inbjudan" in page) == (True, False)
    sent = {"lesson": "Fler språk", "take-0": "1", "words-0": "Samtal på fler språk", "group-0": "Samtalsgruppen"}
    as_bo.post(f"{PAGE}lardomar/", sent)
    areas = kept_plan("farsta_stod", 2023).plan.areas
    assert [(area.words, area.learned_in, area.group) for area in areas] == [
        ("Kvällstider", 2022, ""),
        ("Samtal på fler språk", 2022, "Samtalsgruppen"),
    ]
    assert "Alla lärdomar är genomgångna" in words(as_bo.get(f"{PAGE}lardomar/"))


# --- many units -------------------------------------------------------------------------------------------------


def test_carin_sees_where_the_units_are_and_ranks_none(closed: None, as_carin: Client, bo: Account) -> None:
    planned.plan_2022()
    planned.write_all(bo)
    page = as_carin.get("/aret/stad/2022/")
    assert row(page, "Föräldrastöd Farsta")[1:] == ["Finns", "Skrivs nu", *["Inte börjad"] * 3]
    assert re.search(r"\d+ enheter till har inget i året än", words(page))
