"""A section of a report is written by several people, and nothing that anybody has written is lost."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from folja.reports.expected import paragraphs
from folja.vocabulary.problem import Refused
from folja.web.organisation.models import Account, AuditEntry
from folja.web.writing import actions
from folja.web.writing.actions import Overtaken, Place
from folja.web.writing.models import Claim, SectionText
from folja.web.writing.stored import texts_of, writers_of
from folja.web.writing.written import LONGEST, Typed, together
from tests.planned import T1, plan_2022, plan_whole_unit
from tests.web.pages import words

REPORT = "/rapport/skriv/tertial/farsta_stod/2022T1/"
MEN = f"{REPORT}men/"
SAID = "Under vintern hade vi färre tider på kvällen."


@pytest.fixture
def planned(closed: None) -> None:
    plan_2022()


def save(client: Client, said: str = SAID, *, seen: int = 0, act: str = "save", page: str = MEN, **more: str) -> Any:
    return client.post(page, {"words": said, "seen": seen, "act": act} | more, follow=True)


def latest(key: str = "men") -> str:
    return texts_of("tertial", "farsta_stod", T1).get(key, "")


# --- the page -----------------------------------------------------------------------------------------------


def test_the_section_has_its_figure_beside_its_aim_and_what_it_means(planned: None, as_amina: Client) -> None:
    answer = as_amina.get(MEN)
    page = words(answer)
    assert "Tertialrapport 1 2022 Föräldrastöd Farsta, januari–april 2022" in page
    assert "Noll av åtta delar klara" in page
    assert "2. Pappor och andra män nås" in page
    assert "Siffrorna säger" in page
    assert "Samtal där minst en vuxen var man" in page
    assert "Vad tror ni att siffran beror på, och vad gör ni nu?" in page
    assert "Skriv inga namn och inget om en enskild familj." in page
    assert 'role="img"' in answer.content.decode()
    assert "Målet är minst 45 %" in answer.content.decode().replace("\u00a0", " ")


def test_a_figure_from_outside_has_its_source_and_one_that_is_missing_says_so(planned: None, as_amina: Client) -> None:
    page = words(as_amina.get(f"{REPORT}sick_leave/"))
    assert "5,8 %" in page
    assert "Personalsystemet, 12 maj 2022" in page
    page = words(as_amina.get(f"{REPORT}staff_index/"))
    assert "Siffran finns inte än" in page
    assert "För in siffran" not in page  # Amina does not enter figures


def test_who_manages_is_led_to_where_a_missing_figure_is_entered(planned: None, as_bo: Client) -> None:
    assert 'href="/mal/farsta_stod/2022/siffror/staff_index/"' in as_bo.get(f"{REPORT}staff_index/").content.decode()


def test_what_no_figure_follows_is_told_in_words(closed: None, as_bo: Client) -> None:
    plan_whole_unit()
    page = words(as_bo.get("/rapport/skriv/tertial/farsta_stod/2021T3/trust/"))
    assert "Föräldrar litar på oss" in page
    assert "Siffran finns inte än" not in page


def test_what_the_template_asks_for_is_written_too(planned: None, as_amina: Client) -> None:
    assert "Vad är viktigast att veta om perioden?" in words(as_amina.get(f"{REPORT}summary/"))


def test_what_is_saved_stands_in_the_report(planned: None, as_amina: Client, as_bo: Client) -> None:
    assert "Allt sparat" in words(save(as_amina))
    page = words(as_bo.get("/rapport/tertial/farsta_stod/2022T1/"))
    assert f"Vår analys {SAID}" in page
    assert AuditEntry.objects.filter(action="report text saved", about="tertial farsta_stod 2022T1 men").count() == 1


def test_a_section_says_where_it_stands(planned: None, as_amina: Client) -> None:
    assert "2. Pappor och andra män nås Inte börjad" in words(as_amina.get(REPORT))
    save(as_amina)
    assert "2. Pappor och andra män nås Påbörjad" in words(as_amina.get(REPORT))
    save(as_amina, seen=1, act="done")
    page = words(as_amina.get(REPORT))
    assert "2. Pappor och andra män nås Klar" in page
    assert "En av åtta delar klara" in page


# --- two at a time ----------------------------------------------------------------------------------------------


def test_when_two_have_written_both_texts_are_shown_and_neither_is_lost(
    planned: None, as_amina: Client, as_bo: Client
) -> None:
    save(as_amina, "Det första.\n\nGemensamt.")
    answer = save(as_bo, "Gemensamt.\n\nDet egna.")
    page = words(answer)
    assert answer.status_code == 409
    assert "Amina har sparat en annan text medan du skrev" in page
    assert "Det Amina sparade Det första. Gemensamt." in page
    assert "Det du skrev Gemensamt. Det egna." in page
    assert latest() == "Det första.\n\nGemensamt."
    assert 'name="seen" value="1"' in answer.content.decode()
    save(as_bo, "Det första.\n\nGemensamt.\n\nDet egna.", seen=1)
    assert latest() == "Det första.\n\nGemensamt.\n\nDet egna."


def test_two_sections_are_written_at_once(planned: None, as_amina: Client, as_bo: Client) -> None:
    save(as_amina)
    assert save(as_bo, "Fler samtal.", page=f"{REPORT}talks/").status_code == 200
    assert (latest(), latest("talks")) == (SAID, "Fler samtal.")


def test_saving_what_stands_there_already_is_no_conflict(planned: None, as_amina: Client, as_bo: Client) -> None:
    save(as_amina)
    assert save(as_bo).status_code == 200
    assert SectionText.objects.count() == 1


def test_saving_after_one_that_has_been_overtaken_twice_still_asks(planned: None, amina: Account, bo: Account) -> None:
    place = Place("tertial", "farsta_stod", T1, "men")
    actions.save_text(place, Typed("Ett."), 0, amina, is_done=False)
    actions.save_text(place, Typed("Två."), 1, amina, is_done=False)
    with pytest.raises(Overtaken) as overtaken:
        actions.save_text(place, Typed("Tre."), 1, bo, is_done=False)
    assert overtaken.value.latest.words == "Två."
    assert SectionText.objects.count() == 2


LINES = st.lists(st.text("abc ", min_size=1).filter(str.strip).map(str.strip), max_size=4).map("\n\n".join)


@given(LINES, LINES)
def test_a_text_to_go_on_from_has_every_paragraph_of_both(theirs: str, yours: str) -> None:
    both = paragraphs(together(theirs, yours))
    assert both[: len(paragraphs(theirs))] == paragraphs(theirs)
    assert set(paragraphs(yours)) <= set(both)


def test_who_writes_here_is_told_to_others_and_runs_out(planned: None, as_amina: Client, as_bo: Client) -> None:
    assert as_bo.post(f"{MEN}har/").json() == {"says": "", "version": 0}
    assert as_amina.post(f"{MEN}har/").json() == {"says": "Bo skriver här nu", "version": 0}
    page = words(as_amina.get(MEN))
    assert "Bo skriver här nu" in page
    assert "Skrivs nu" in page
    Claim.objects.update(until="2022-01-01T00:00Z")
    assert "Bo skriver" not in words(as_amina.get(MEN))
    save(as_amina)  # a claim stops nobody
    assert latest() == SAID


# --- earlier texts ------------------------------------------------------------------------------------------------


def test_earlier_texts_are_kept_and_can_hold_again(planned: None, as_amina: Client, as_bo: Client) -> None:
    save(as_amina)
    save(as_bo, "Helt annat.", seen=1)
    page = words(as_bo.get(MEN))
    assert "Bo , 14/6 2022" in page
    assert "Amina , 14/6 2022" in page
    as_amina.post(MEN, {"act": "restore", "version": 1, "seen": 2})
    assert latest() == SAID
    assert SectionText.objects.count() == 3


# --- what may stand there -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("Ring 070-174 06 35.", "Här står ett telefonnummer. Ta bort det"),
        ("Skriv till bo@kommunen.example.", "Här står en e-postadress"),
        ("å" * (LONGEST + 1), f"Korta den till {LONGEST}"),
        ("Vi hjälpte Fatima Hassan.", "Kan det här vara ett namn eller en adress? Fatima"),
    ],
)
def test_what_leads_to_somebody_is_refused_and_stays_in_the_field(
    planned: None, as_amina: Client, said: str, says: str
) -> None:
    answer = save(as_amina, said)
    assert answer.status_code == 422
    assert says in words(answer)
    assert said in answer.content.decode()
    assert not SectionText.objects.exists()


def test_what_is_a_name_is_the_writers_to_judge(planned: None, as_amina: Client) -> None:
    save(as_amina, "Vi hjälpte Fatima Hassan.", names_nobody="1")
    assert SectionText.objects.count() == 1


# --- remarks and who writes ----------------------------------------------------------------------------------------


def test_a_remark_is_made_and_seen_to_and_never_stands_in_the_report(
    planned: None, as_amina: Client, as_bo: Client
) -> None:
    save(as_bo, "Skriv mer om kvällarna.", act="remark")
    page = as_amina.get(MEN)
    assert "Skriv mer om kvällarna. Bo, 14 juni 2022 Markera som åtgärdat" in words(page)
    [number] = page.context["remarks"]
    assert "Åtgärdat" in words(as_amina.post(MEN, {"act": "settle", "remark": number.pk}, follow=True))
    assert "kvällarna" not in words(as_bo.get("/rapport/tertial/farsta_stod/2022T1/"))


def test_a_remark_that_names_somebody_is_refused_and_kept(planned: None, as_bo: Client) -> None:
    answer = save(as_bo, "Ring 070-174 06 35.", act="remark")
    assert answer.status_code == 422
    assert "Ring 070-174 06 35." in answer.content.decode()


def test_a_section_is_given_to_somebody_or_to_a_group(planned: None, amina: Account, as_bo: Client) -> None:
    assert "Samtalsgruppen Del 2" in words(as_bo.get(REPORT))  # as the plan says
    as_bo.post(REPORT, {"act": "assign", "who-men": str(amina.pk), "who-talks": "group:Samtalsgruppen"})
    page = words(as_bo.get(REPORT))
    assert "Amina Del 2" in page
    assert "Samtalsgruppen Del 3" in page
    assert AuditEntry.objects.filter(action="report section assigned").count() == 2
    as_bo.post(REPORT, {"act": "assign", "who-men": ""})
    assert "Amina Del 2" not in words(as_bo.get(REPORT))


def test_only_who_has_a_role_there_can_be_chosen(planned: None, amina: Account, bo: Account, dan: Account) -> None:
    assert writers_of("farsta_stod") == [amina, bo]
    assert writers_of("farsta") == []
    with pytest.raises(Refused, match="role at the unit"):
        actions.assign(Place("tertial", "farsta_stod", T1, "men"), dan, "", bo)


def test_the_day_it_is_to_be_handed_in_is_set_and_counted_down_to(
    planned: None, as_bo: Client, as_amina: Client
) -> None:
    as_bo.post(REPORT, {"act": "due", "due_on": "2022-06-17"})
    assert "Senast 17 juni 2022, 3 dagar kvar" in words(as_amina.get(MEN)).replace("\u00a0", " ")
    assert "Skriv datumet som 2022-06-17." in words(as_bo.post(REPORT, {"act": "due", "due_on": "på fredag"}))
    assert as_amina.post(REPORT, {"act": "due", "due_on": ""}).status_code == 404


# --- who may -------------------------------------------------------------------------------------------------------


def test_others_get_nothing(planned: None, as_dan: Client, as_amina: Client, as_carin: Client) -> None:
    for page in (
        REPORT,
        MEN,
        "/rapport/utkast/tertial/farsta_stod/2022T1/",
        "/rapport/kopiera/tertial/farsta_stod/2022T1/",
    ):
        assert as_dan.get(page).status_code == 404
        assert as_carin.get(page).status_code == 200
    assert as_dan.post(f"{MEN}har/").status_code == 404
    assert as_amina.get("/rapport/skriv/tertial/farsta/2022T1/").status_code == 404
    assert as_amina.get("/rapport/skriv/nothing/farsta_stod/2022T1/").status_code == 404
    assert as_amina.get(f"{REPORT}nothing/").status_code == 404


def test_before_the_tertial_is_closed_it_says_when_one_can_write(planned: None, as_bo: Client) -> None:
    answer = as_bo.get("/rapport/skriv/tertial/farsta_stod/2022T2/")
    assert answer.status_code == 409
    assert "Tertial 2 2022 är inte stängt än." in words(answer)


def test_an_annual_report_is_written_with_the_last_tertial(planned: None, as_bo: Client) -> None:
    assert "Verksamhetsberättelse 2021" in words(as_bo.get("/rapport/skriv/annual/farsta_stod/2021T3/"))
    assert as_bo.get("/rapport/skriv/annual/farsta_stod/2021T2/").status_code == 409
