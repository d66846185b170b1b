"""A report is handed in, decided about by somebody else, and kept for ever as it was approved."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from django.test import Client
from pypdf import PdfReader

from folja.cli import main
from folja.goals import measure
from folja.goals.outside import OutsideFigure
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused
from folja.web.goals.actions import enter, save_plan
from folja.web.organisation.actions import create_account, give_role
from folja.web.organisation.models import Account, AuditEntry
from folja.web.writing import handing_in
from folja.web.writing.actions import Place, save_text
from folja.web.writing.models import ReleasedReport, Turn
from folja.web.writing.stored import frozen, released_with
from folja.web.writing.written import Typed
from tests.conftest import PASSWORD
from tests.planned import PARTS, PLAN_2022, RESULTS, T1, plan_2022, write_all
from tests.web.pages import words

REPORT = "/rapport/skriv/tertial/farsta_stod/2022T1/"
WHERE = ("tertial", "farsta_stod", T1)


@pytest.fixture
def written(closed: None, amina: Account) -> None:
    plan_2022()
    write_all(amina)


def act(client: Client, act: str, **more: object) -> Any:
    return client.post(REPORT, {"act": act} | more, follow=True)


def seen(client: Client) -> int:
    return int(client.get(REPORT).context["desk"].turn.pk)


def release(as_bo: Client, as_carin: Client) -> ReleasedReport:
    act(as_bo, "hand_in")
    act(as_carin, "approve", seen=seen(as_carin))
    return ReleasedReport.objects.order_by("-number")[0]


# --- handing in ---------------------------------------------------------------------------------------------------


def test_what_is_left_is_told_and_nothing_is_handed_in(closed: None, as_bo: Client, amina: Account) -> None:
    plan_2022()
    write_all(amina, RESULTS[1:])
    answer = act(as_bo, "hand_in")
    assert answer.status_code == 422
    page = words(answer)
    assert "2. Pappor och andra män nås har ingen analys" in page
    assert "Gör klar 1. Sammanfattning" in page
    assert "Fler samtal hålls än året före har ingen analys" not in page
    assert not Turn.objects.exists()


def test_while_it_waits_nothing_can_be_changed_until_it_is_taken_back(
    written: None, as_bo: Client, as_amina: Client
) -> None:
    assert "Bo lämnade rapporten 14 juni 2022" in words(act(as_bo, "hand_in")).replace("\u00a0", " ")
    answer = as_amina.post(f"{REPORT}men/", {"words": "Något annat.", "seen": 1, "act": "save"})
    assert answer.status_code == 422
    assert "Rapporten är lämnad, så texterna går inte att ändra" in words(answer)
    act(as_bo, "take_back")
    assert as_amina.post(f"{REPORT}men/", {"words": "Något annat.", "seen": 1, "act": "save"}).status_code == 302


def test_who_registers_does_not_hand_in(written: None, as_amina: Client) -> None:
    assert "Det här gör den som är chef för enheten" in words(act(as_amina, "hand_in"))
    assert not Turn.objects.exists()


# --- deciding -----------------------------------------------------------------------------------------------------


def test_nobody_approves_what_they_have_handed_in(written: None, as_bo: Client, bo: Account) -> None:
    act(as_bo, "hand_in")
    assert "Godkänn rapporten" not in words(as_bo.get(REPORT))
    assert "någon annan behöver godkänna den" in words(act(as_bo, "approve", seen=seen(as_bo)))
    assert not ReleasedReport.objects.exists()


def test_sent_back_it_says_why_at_the_top_and_can_be_handed_in_again(
    written: None, as_bo: Client, as_carin: Client, as_amina: Client
) -> None:
    act(as_bo, "hand_in")
    assert "Skriv vad som behöver rättas." in words(act(as_carin, "send_back", seen=seen(as_carin), why=" "))
    act(as_carin, "send_back", seen=seen(as_carin), why="Skriv mer om kvällarna.")
    page = words(as_amina.get(f"{REPORT}men/"))
    assert "Carin har inte godkänt rapporten än Skriv mer om kvällarna." in page
    assert as_amina.post(f"{REPORT}men/", {"words": "Mer.", "seen": 1, "act": "done"}).status_code == 302
    page = words(act(as_bo, "hand_in"))
    assert "Skriv mer om kvällarna." not in page
    act(as_carin, "approve", seen=seen(as_carin))
    assert "Mer." in words(as_bo.get("/rapport/1/"))


def test_who_manages_the_unit_starts_with_what_was_sent_back(written: None, as_bo: Client, as_carin: Client) -> None:
    act(as_bo, "hand_in")
    act(as_carin, "send_back", seen=seen(as_carin), why="Skriv mer om kvällarna.")
    assert "Tertialrapport 1 2022 behöver rättas Carin: Skriv mer om kvällarna." in words(as_bo.get("/"))
    act(as_bo, "hand_in")
    assert "behöver rättas" not in words(as_bo.get("/"))


def test_what_was_handed_in_is_kept_while_it_waits_only(written: None, as_bo: Client, as_carin: Client) -> None:
    for client, decides in ((as_bo, "take_back"), (as_carin, "send_back"), (as_carin, "approve")):
        act(as_bo, "hand_in")
        assert Turn.objects.exclude(document="").count() == 1
        act(client, decides, seen=seen(client), why="Skriv mer.")
        assert not Turn.objects.exclude(document="").exists()
    assert ReleasedReport.objects.get().document


def test_others_read_no_text_before_it_is_approved_and_then_what_was_approved(
    closed: None, carin: Account, as_bo: Client, as_carin: Client
) -> None:
    """Bo works at a unit of the district: he reads its report, and writes nothing there."""
    page, place = "/rapport/tertial/farsta/2022T1/", Place("tertial", "farsta", T1, "summary")
    for key in PARTS:
        save_text(replace(place, key=key), Typed(f"Delen {key}."), 0, carin, is_done=True)
    assert "Utkast. Texterna är inte godkända" in words(as_carin.get(page))
    assert "Delen summary." in words(as_carin.get(page))
    for address in (page, "/rapport/farsta/2022T1/"):
        assert not {"Utkast", "summary."} & set(words(as_bo.get(address)).split())
    files = {client: client.get("/rapport/tertial/farsta/2022T1.docx") for client in (as_carin, as_bo)}
    names = [answer.headers["Content-Disposition"].partition("filename=")[2] for answer in files.values()]
    assert names == ['"utkast-tertialrapport-2022T1-farsta.docx"', '"tertialrapport-2022T1-farsta.docx"']
    texts = [ZipFile(BytesIO(answer.content)).read("word/document.xml").decode() for answer in files.values()]
    assert ["Delen summary." in text for text in texts] == [True, False]
    also = create_account("also@kommunen.example", "Also", PASSWORD)
    give_role(also, "farsta", "manages")
    handing_in.hand_in("tertial", "farsta", T1, carin)
    handing_in.approve("tertial", "farsta", T1, Turn.objects.get().pk, also)
    handing_in.take_up("tertial", "farsta", T1, also)
    save_text(place, Typed("Ett nytt utkast."), 1, carin, is_done=True)
    said = words(as_bo.get(page, follow=True))
    assert [text in said for text in ("Delen summary.", "nr 1, godkänd", "nytt utkast")] == [True, True, False]
    assert as_bo.get("/rapport/tertial/farsta/2022T1.docx").headers["Location"] == "/rapport/1.docx"


def test_what_was_taken_back_meanwhile_is_not_approved(written: None, as_bo: Client, as_carin: Client) -> None:
    act(as_bo, "hand_in")
    before = seen(as_carin)
    act(as_bo, "take_back")
    act(as_bo, "hand_in")
    assert "Rapporten har ändrats sedan du öppnade sidan" in words(act(as_carin, "approve", seen=before))
    assert not ReleasedReport.objects.exists()


def test_what_is_approved_is_what_was_handed_in_and_read(written: None, as_bo: Client, as_carin: Client) -> None:
    act(as_bo, "hand_in")
    change_plan()
    page = words(as_carin.get("/rapport/utkast/tertial/farsta_stod/2022T1/"))
    assert "Pappor och andra män nås" in page
    assert "Ett helt annat mål" not in page
    act(as_carin, "approve", seen=seen(as_carin))
    assert "Ett helt annat mål" not in words(as_bo.get("/rapport/1/"))


def test_an_approved_report_can_not_be_taken_back(written: None, as_bo: Client, as_carin: Client) -> None:
    release(as_bo, as_carin)
    assert "Rapporten är redan godkänd." in words(act(as_bo, "take_back"))


# --- what is kept -------------------------------------------------------------------------------------------------


def change_plan() -> None:
    goal = PLAN_2022.goals[0]
    results = (replace(goal.results[0], words="Ett helt annat mål"), *goal.results[1:])
    save_plan(replace(PLAN_2022, goals=(replace(goal, results=results),)), 1, None)


def test_its_page_and_files_are_those_that_were_approved(written: None, as_bo: Client, as_carin: Client) -> None:
    kept = release(as_bo, as_carin)
    page = words(as_bo.get("/rapport/1/")).replace("\u00a0", " ")
    assert "Rapport nr 1, godkänd 14 juni 2022." in page
    assert "Lämnad av Bo och godkänd av Carin." in page
    assert "Det här skriver vi om delen men." in page
    assert kept.hash in page
    answer = as_bo.get("/rapport/1.pdf")
    assert 'filename="rapport-1-tertial-2022T1-farsta_stod.pdf"' in answer.headers["Content-Disposition"]
    assert "Rapport nr 1" in PdfReader(BytesIO(answer.content)).pages[0].extract_text().replace("\u00a0", " ")
    assert AuditEntry.objects.filter(about="1 tertial farsta_stod 2022T1 pdf").count() == 1


def test_of_an_account_that_is_gone_it_says_so(written: None, as_bo: Client, as_carin: Client, bo: Account) -> None:
    release(as_bo, as_carin)
    bo.delete()
    assert "Lämnad av någon som inte längre har konto och godkänd av Carin." in words(as_carin.get("/rapport/1/"))


def test_later_closings_plans_and_content_do_not_move_it(
    written: None, as_bo: Client, as_carin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = release(as_bo, as_carin)
    before = words(as_bo.get("/rapport/1/")), as_bo.get("/rapport/1.xlsx").content
    change_plan()
    from folja.web.publication.models import ClosedTertial

    ClosedTertial.objects.all().delete()  # whatever becomes of what it was read from
    frozen.__globals__["_read"].cache_clear()
    monkeypatch.setattr("folja.reports.tertial.compose", None)
    monkeypatch.setattr("folja.reports.template.shipped", dict)
    monkeypatch.setattr("folja.figures.indicator.shipped", dict)
    assert (words(as_bo.get("/rapport/1/")), as_bo.get("/rapport/1.xlsx").content) == before
    assert released_with(1) == kept


def test_it_names_what_it_was_made_from(written: None, as_bo: Client, as_carin: Client) -> None:
    report = json.loads(release(as_bo, as_carin).document)
    assert set(report["cubes"]) == {"2020T3", "2021T1", "2021T2", "2021T3", "2022T1"}
    assert all(len(one) > 12 for one in report["cubes"].values())
    assert all(report[one] for one in ("content", "policy", "version"))


def test_what_comes_from_case_systems_is_read_by_the_units_own_only(
    written: None, as_bo: Client, as_carin: Client, carin: Account
) -> None:
    enter_internal("farsta")
    for key in ("summary", "good_examples", "complaints", "development"):
        save_text(Place("tertial", "farsta", T1, key), Typed(""), 0, carin, is_done=True)
    handing_in.hand_in("tertial", "farsta", T1, carin)
    also = create_account("eva@kommunen.example", "Eva", PASSWORD)
    give_role(also, "farsta", "manages")
    handing_in.approve("tertial", "farsta", T1, Turn.objects.get().pk, also)
    assert "Verksamhetssystemet" in words(as_carin.get("/rapport/1/"))
    page = words(as_bo.get("/rapport/1/"))  # Bo manages a unit of the district, and reads the district's report
    assert "Rapport nr 1" in page.replace("\u00a0", " ")
    assert "Verksamhetssystemet" not in page


def enter_internal(unit: str) -> None:
    internal = next(one for one in measure.shipped().values() if one.internal)
    figure = OutsideFigure(internal, unit, T1, Decimal(11), "Verksamhetssystemet", date(2022, 5, 12), "Bo")
    enter([figure], None)


def test_a_change_in_what_is_kept_is_noticed(written: None, as_bo: Client, as_carin: Client) -> None:
    kept = release(as_bo, as_carin)
    ReleasedReport.objects.update(document=kept.document.replace("delen men", "delen nem"))
    answer = as_bo.get("/rapport/1/")
    assert answer.status_code == 409
    assert "Rapporten är inte som den var när den godkändes" in words(answer)


def test_a_new_edition_has_a_number_of_its_own_and_says_whose_place_it_takes(
    written: None, as_bo: Client, as_carin: Client, as_amina: Client
) -> None:
    release(as_bo, as_carin)
    act(as_bo, "take_up")
    as_amina.post(f"{REPORT}men/", {"words": "Rättat.", "seen": 1, "act": "done"})
    assert release(as_bo, as_carin).number == 2
    page = words(as_bo.get("/rapport/2/"))
    assert "Den ersätter nr 1." in page
    assert "Rättat." in page
    page = words(as_bo.get("/rapport/1/"))
    assert "En senare utgåva gäller: nr 2" in page
    assert "Rättat." not in page


def test_numbers_run_over_the_whole_installation(written: None, as_bo: Client, carin: Account, bo: Account) -> None:
    act(as_bo, "hand_in")
    handing_in.approve(*WHERE, Turn.objects.get().pk, carin)
    annual = ("annual", "farsta_stod", Period.parse("2021T3"))
    write_annual(bo)
    handing_in.hand_in(*annual, bo)
    assert handing_in.approve(*annual, Turn.objects.last().pk, carin).number == 2  # type: ignore[union-attr]


def write_annual(account: Account) -> None:
    for key in ("summary", "good_examples", "complaints", "learned"):
        place = Place("annual", "farsta_stod", Period.parse("2021T3"), key)
        save_text(place, Typed(""), 0, account, is_done=True)


def test_the_command_writes_the_same_file_years_later(
    written: None, as_bo: Client, as_carin: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(as_bo, as_carin)
    monkeypatch.setattr("folja.cli.open_home", lambda *_, **__: None)
    monkeypatch.setenv("FOLJA_TODAY", "2031-01-01")
    out = tmp_path / "report.xlsx"
    said = CliRunner().invoke(main, ["report", "--release", "1", "--out", str(out)])
    assert said.exit_code == 0, said.output
    assert out.read_bytes() == as_bo.get("/rapport/1.xlsx").content
    assert CliRunner().invoke(main, ["report", "--release", "7", "--out", str(out)]).exit_code == 2
    assert CliRunner().invoke(main, ["report", "tertial", "--release", "1", "--out", str(out)]).exit_code == 2
    assert CliRunner().invoke(main, ["report", "--out", str(out)]).exit_code == 2


# --- who may, and the ways there -----------------------------------------------------------------------------------


def test_who_may_not_read_the_unit_gets_no_report(
    written: None, as_bo: Client, as_carin: Client, as_dan: Client
) -> None:
    release(as_bo, as_carin)
    for address in ("/rapport/1/", "/rapport/1.pdf", "/rapport/2/"):
        assert as_dan.get(address).status_code == 404
    assert as_bo.get("/rapport/1.exe").status_code == 404


def test_the_copy_page_has_text_value_and_status_of_every_goal(written: None, as_bo: Client, as_carin: Client) -> None:
    page = words(as_bo.get("/rapport/kopiera/tertial/farsta_stod/2022T1/")).replace("\u00a0", " ")
    assert "Rapporten är inte godkänd än." in page
    assert "En bra arbetsplats Sjukfrånvaron är låg Utfall" in page
    assert "5,8 %" in page
    assert "Nått" in page
    release(as_bo, as_carin)
    change_plan()
    page = words(as_bo.get("/rapport/kopiera/tertial/farsta_stod/2022T1/"))
    assert "Allt är ur den godkända rapporten nr 1." in page
    assert "Pappor och andra män nås" in page


def test_the_start_page_says_what_the_report_needs(
    closed: None, as_bo: Client, as_carin: Client, amina: Account
) -> None:
    plan_2022()
    write_all(amina, RESULTS[2:])
    assert "Två analyser är inte skrivna" in words(as_bo.get("/"))
    write_all(amina, ("men", "talks", "summary", "good_examples", "complaints", "development"))
    assert "är inte skrivna" not in words(as_bo.get("/"))
    act(as_bo, "hand_in")
    assert "En rapport väntar på att du godkänner den" in words(as_carin.get("/"))
    assert "väntar på att du godkänner" not in words(as_bo.get("/"))


def test_the_list_and_the_report_lead_to_writing_and_to_what_is_approved(
    written: None, as_bo: Client, as_carin: Client, as_amina: Client
) -> None:
    for page in ("/rapporter/", "/rapport/tertial/farsta_stod/2022T1/"):
        assert f'href="{REPORT}"' in as_amina.get(page).content.decode()
    release(as_bo, as_carin)
    for page in ("/rapporter/", "/rapport/tertial/farsta_stod/2022T1/"):
        assert 'href="/rapport/1/"' in as_amina.get(page).content.decode()


def test_a_district_is_written_by_who_manages_it_only(closed: None, as_carin: Client, as_bo: Client) -> None:
    assert as_carin.get("/rapport/skriv/tertial/farsta/2022T1/").status_code == 200
    assert as_bo.get("/rapport/skriv/tertial/farsta/2022T1/").status_code == 404


def test_approving_is_for_who_manages(written: None, as_bo: Client, amina: Account) -> None:
    act(as_bo, "hand_in")
    with pytest.raises(Refused, match="manages the unit"):
        handing_in.approve(*WHERE, Turn.objects.get().pk, amina)
