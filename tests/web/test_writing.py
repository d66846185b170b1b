"""A section of a report is written by several people, and nothing that anybody has written is lost."""

from threading import Event
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from folja.reports.expected import paragraphs
from folja.vocabulary.problem import Refused
from folja.web.organisation.models import Account, AuditEntry, Role
from folja.web.writing import actions, forgetting, handing_in, written
from folja.web.writing.actions import Overtaken, Place
from folja.web.writing.models import Assignment, Claim, SectionText
from folja.web.writing.stored import texts_of, writers_of
from folja.web.writing.written import LONGEST, Typed, together
from tests.planned import PARTS, RESULTS, T1, plan_2022, plan_whole_unit, write_all
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


def test_a_claim_that_has_run_out_is_deleted_in_the_servers_round(
    planned: None, as_amina: Client, as_bo: Client, amina: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_amina.post(f"{MEN}har/")
    as_bo.post(f"{MEN}har/")
    Claim.objects.filter(account=amina).update(until="2022-01-01T00:00Z")
    stopped = Event()
    stopped.set()
    monkeypatch.setattr(forgetting.connection, "close", lambda: None)
    forgetting.keep_claims_forgotten(stopped)
    assert [one.account.first_name for one in Claim.objects.all()] == ["Bo"]


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


def test_an_earlier_text_that_was_to_hold_again_is_shown_beside_what_was_saved_meanwhile(
    planned: None, as_amina: Client, as_bo: Client
) -> None:
    save(as_amina)
    save(as_amina, "Det andra.", seen=1)
    save(as_bo, "Det tredje.", seen=2)
    answer = as_amina.post(MEN, {"act": "restore", "version": 1, "seen": 2})
    assert answer.status_code == 409
    assert f"Det du skrev {SAID}" in words(answer)
    assert latest() == "Det tredje."


def test_a_manager_takes_the_words_of_an_earlier_text_away_for_good(
    planned: None, as_amina: Client, as_bo: Client
) -> None:
    save(as_amina)
    save(as_amina, "Rättat.", seen=1)
    assert "Ta bort orden" not in words(as_amina.get(MEN))
    assert "Det här gör den som är chef" in words(as_amina.post(MEN, {"act": "remove", "version": 1}))
    page = words(as_bo.post(MEN, {"act": "remove", "version": 1}, follow=True))
    assert "Texten är borttagen" in page
    assert SAID not in page
    assert [one.words for one in SectionText.objects.all()] == ["", "Rättat."]
    assert as_bo.post(MEN, {"act": "restore", "version": 1, "seen": 2}).status_code == 422
    [entry] = AuditEntry.objects.filter(action="report text removed")
    assert entry.about == "tertial farsta_stod 2022T1 men 1"


def test_the_words_that_hold_are_taken_away_while_the_report_is_open(planned: None, as_bo: Client, bo: Account) -> None:
    save(as_bo)
    page = words(as_bo.post(MEN, {"act": "remove", "version": 1}, follow=True))
    assert SAID not in page
    assert [(one.words, one.is_removed) for one in SectionText.objects.all()] == [("", True), ("", False)]
    save(as_bo, "Rättat.", seen=2, act="done")
    write_all(bo, tuple(key for key in (*RESULTS, *PARTS) if key != "men"))
    handing_in.hand_in("tertial", "farsta_stod", T1, bo)
    assert "Rapporten är lämnad" in words(as_bo.post(MEN, {"act": "remove", "version": 3}))


def test_the_history_says_what_each_text_changed(planned: None, as_amina: Client) -> None:
    save(as_amina, "Ett två tre.")
    save(as_amina, "Ett två fyra fem.", seen=1, act="done")
    page = words(as_amina.get(MEN))
    assert "2 ord till, ett ord borta och markerad som klar" in page
    assert "3 ord till" in page


def test_a_section_without_words_is_not_done_unless_that_is_meant(planned: None, as_amina: Client) -> None:
    assert "Här står ingen text än" in words(save(as_amina, " ", act="done"))
    summary = f"{REPORT}summary/"
    answer = save(as_amina, "", act="done", page=summary)
    assert (answer.status_code, "Delen lämnas tom med flit" in words(answer)) == (422, True)
    assert not SectionText.objects.exists()
    save(as_amina, "", act="done", page=summary, left_empty="1")
    assert SectionText.objects.get().is_done


def test_one_tap_saves_and_goes_on_to_the_next_section(planned: None, as_amina: Client) -> None:
    answer = save(as_amina, act="next")
    assert answer.redirect_chain == [(f"{REPORT}talks/?efter=men", 302)]
    assert "Del 2 är sparad och klar" in words(answer)
    assert SectionText.objects.get().is_done


def test_a_far_too_long_text_is_refused_before_it_is_read_through(
    planned: None, as_amina: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(written, "screen", None)
    monkeypatch.setattr(written, "cleaned", None)
    answer = save(as_amina, "å" * 100_000)
    assert "Texten är 100000 tecken." in words(answer)
    assert "å" * 100_000 in answer.content.decode()


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


def test_who_writes_is_still_given_to_others_when_one_of_them_no_longer_has_a_role(
    planned: None, amina: Account, bo: Account, as_bo: Client
) -> None:
    as_bo.post(REPORT, {"act": "assign", "who-men": str(amina.pk)})
    Role.objects.filter(account=amina).delete()
    assert f'<option value="{amina.pk}" selected>Amina' in as_bo.get(REPORT).content.decode()
    as_bo.post(REPORT, {"act": "assign", "who-men": str(amina.pk), "who-talks": str(bo.pk)})
    assert {one.key: one.account for one in Assignment.objects.all()} == {"men": amina, "talks": bo}
    as_bo.post(REPORT, {"act": "assign", "who-men": ""})
    assert not Assignment.objects.filter(key="men").exists()


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
    assert as_bo.post(REPORT, {"act": "due", "due_on": "0022-06-17"}).status_code == 422
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
