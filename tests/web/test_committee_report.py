"""The committee's follow-up of decided supports: each decision with what there is of it, in every format, frozen."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from click.testing import CliRunner
from django.test import Client
from pypdf import PdfReader

from folja.cli import main
from folja.reports.document import Heading, Paragraph, Table
from folja.vocabulary.period import Period
from folja.web.organisation.models import Account
from folja.web.publication.reporting import document_of
from folja.web.writing import handing_in
from folja.web.writing.actions import Place, save_text
from folja.web.writing.stored import frozen, handed_in, latest_turn, report_of
from folja.web.writing.written import Typed
from tests.decided import TALKS, VISITS, decide
from tests.web.pages import words

T1 = Period.parse("2022T1")
DRAFT = "/rapport/utkast/committee/{unit}/2022T1"


def said(answer: Any) -> str:
    return words(answer).replace("\u00a0", " ")


def headings(unit: str) -> list[str]:
    return [block.words for block in document_of("committee", unit, T1).blocks if isinstance(block, Heading)]


def test_each_decision_is_told_with_its_use_whom_it_reached_and_what_parents_said(
    closed: None, as_carin: Client
) -> None:
    decide()
    page = said(as_carin.get(f"{DRAFT.format(unit='stad')}/"))
    assert "Uppföljning av beslutade insatser, tertial 1 2022" in page
    assert "Råd- och stödsamtal 8 september 2020 SN 2020/214 6 september 2022 Omprövas snart" in page
    assert "Beslutet ska omprövas senast 6 september 2022. Förbered ärendet till nämnden." in page
    assert "Dokumentation Undantag beslutat" in page
    assert "Högst fem samtal i taget." in page
    assert headings("stad") == [
        *("Besluten i korthet", "Det viktigaste", "Råd- och stödsamtal"),
        *("Så mycket användes det", "Vilka det nådde", "Vad föräldrar och barn sade", "Hembesök"),
    ]
    assert "Antalet råd- och stödsamtal är 470 , exakt räknat." in page
    for told in (
        "Råd- och stödsamtal 470",
        "Samtal där en kvinna deltog",
        "Andelen föräldrar som tycker att samtalet hjälpte",
    ):
        assert told in page


def test_a_decision_for_one_district_is_told_with_that_districts_figures(closed: None) -> None:
    decide(replace(TALKS, units=("hasselby",)), VISITS)
    assert "Hässelby-Vällingby: så mycket användes det" in headings("stad")
    [table] = [
        block
        for block in document_of("committee", "stad", T1).blocks
        if isinstance(block, Table) and block.caption == "Hässelby-Vällingby: så mycket användes det"
    ]
    assert table.rows[0][1].figure.unit == "hasselby"  # type: ignore[union-attr]
    assert "Råd- och stödsamtal" in headings("farsta"), "it is in use there without any decision"
    [warning, *_] = [
        block
        for block in document_of("committee", "farsta", T1).blocks
        if isinstance(block, Paragraph) and block.style == "attention"
    ]
    assert "men inget beslut som gäller dem" in warning.pieces[0].words  # type: ignore[union-attr]


def test_it_comes_as_pdf_word_and_excel(closed: None, as_carin: Client) -> None:
    decide()
    files = {
        suffix: as_carin.get(f"{DRAFT.format(unit='stad')}.{suffix}").content for suffix in ("pdf", "docx", "xlsx")
    }
    pdf = PdfReader(BytesIO(files["pdf"]))
    text = "".join(page.extract_text() for page in pdf.pages).replace("\n", " ")
    assert "Förbered ärendet till nämnden." in text
    word = docx.Document(BytesIO(files["docx"]))
    assert [p.text for p in word.paragraphs if p.style.name == "Report attention"] == [  # type: ignore[union-attr]
        "▲ Beslutet ska omprövas senast 6\u00a0september 2022. Förbered ärendet till nämnden."
    ]
    book = openpyxl.load_workbook(BytesIO(files["xlsx"]))
    headings_of = {sheet["A1"].value for sheet in book}
    assert {"Besluten i korthet", "Råd- och stödsamtal", "Hembesök"} <= headings_of
    assert [cell.value for cell in book["1.1 Besluten i korthet"][5]][:2] == ["Insats", "Beslutat"]


def test_what_is_approved_has_the_registers_words_as_they_were_handed_in(
    closed: None, bo: Account, carin: Account
) -> None:
    decide()
    where = ("committee", "farsta_stod", T1)
    for key in ("summary", "assessment", "proposal"):
        save_text(Place(*where, key), Typed("Besluten kan gälla som de är."), 0, bo, is_done=True)
    handing_in.hand_in(*where, bo)
    decide(replace(TALKS, review_on=date(2026, 9, 1), conditions="Något annat."))
    turn = latest_turn(report_of(*where))
    assert turn is not None
    released = handing_in.approve(*where, turn.pk, carin)
    kept = frozen(released).document
    assert kept.blocks == handed_in(turn).document.blocks
    assert "Högst fem samtal i taget." in str(kept.blocks)
    assert "Något annat." not in str(kept.blocks)
    assert "Något annat." in str(document_of(*where).blocks)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_command_writes_it(closed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    decide(TALKS, replace(VISITS, covers=()))
    monkeypatch.setattr("folja.cli.open_home", lambda *_, **__: None)
    out = tmp_path / "x.html"
    given = ["report", "committee", "--unit", "farsta", "--period", "2022T1", "--out", str(out), "--language", language]
    assert CliRunner().invoke(main, given).exit_code == 0
    expected = {"sv": "Insatsen registreras inte i Följa", "en": "The support is not registered in Följa"}
    assert expected[language] in out.read_text(encoding="utf-8")


def test_the_year_that_a_report_is_about_may_be_named(
    closed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("folja.cli.open_home", lambda *_, **__: None)
    written = {}
    for period in ("2021", "2021T3"):
        out = tmp_path / f"{period}.html"
        given = ["report", "annual", "--unit", "farsta_stod", "--period", period, "--out", str(out)]
        assert CliRunner().invoke(main, given).exit_code == 0
        written[period] = out.read_text(encoding="utf-8")
    assert written["2021"] == written["2021T3"]
    one_too_many = ["report", "tertial", "--unit", "farsta_stod", "--period", "2021", "--out", str(tmp_path / "x.html")]
    assert isinstance(CliRunner().invoke(main, one_too_many).exception, SystemExit)
