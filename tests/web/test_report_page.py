"""Tertial reports: the list, the page, and the files; who may have them, and that fetching one is noted."""

import io
from zipfile import ZipFile

import pytest
from django.test import Client

from folja.web.organisation.models import AuditEntry
from tests.published import TALKS
from tests.web.pages import row, words

REPORT = "/rapport/tertial/farsta_stod/2021T2/"


def exports() -> list[tuple[str, str]]:
    found = AuditEntry.objects.filter(action="report exported").values_list("account__first_name", "about")
    return [(name, about) for name, about in found]


def test_the_list_has_a_report_for_every_unit_bo_may_read(closed: None, as_bo: Client) -> None:
    answer = as_bo.get("/rapporter/")
    assert "Tertial 1 2022. Siffrorna fastställdes 16 maj 2022." in words(answer)
    assert (
        words(answer)
        .partition(" Hjälp med den här sidan")[0]
        .endswith(
            "Staden Farsta Farsta Föräldrastöd Farsta Skriv tertialrapport Föräldrastöd Farsta "
            "Skriv uppföljning av beslutade insatser Föräldrastöd Farsta"
        )
    )
    assert 'href="/rapport/tertial/farsta_stod/2022T1/"' in answer.content.decode()


def test_reports_and_single_figures_are_read_beside_a_narrow_side_column(closed: None, as_bo: Client) -> None:
    """Whoever works with one thing gets the width for it; whoever looks around has the whole menu."""
    for address in (REPORT, "/siffror/farsta_stod/2022T1/men_share_talks/"):
        assert '<body class="framed work"' in as_bo.get(address).content.decode()
    assert '<body class="framed "' in as_bo.get("/siffror/farsta_stod/2022T1/").content.decode()


def test_the_list_has_other_tertials_to_choose(closed: None, as_bo: Client) -> None:
    answer = as_bo.get("/rapporter/?tertial=2021T2")
    assert "Tertial 2 2021. Siffrorna fastställdes 16 september 2021." in words(answer)
    assert f'href="{REPORT}"' in answer.content.decode()


def test_a_tertial_that_is_not_closed_is_not_chosen(closed: None, as_bo: Client) -> None:
    assert "Tertial 1 2022. Siffrorna fastställdes" in words(as_bo.get("/rapporter/?tertial=2022T2"))


def test_before_the_first_closing_the_list_says_when_there_will_be_one(as_bo: Client) -> None:
    page = words(as_bo.get("/rapporter/"))
    assert "Inget tertial är stängt än" in page
    assert "när tertial 2 2022 är stängt, tidigast 16 september 2022" in page


def test_the_page_reports_the_year_to_date(closed: None, as_bo: Client) -> None:
    answer = as_bo.get(REPORT)
    page = words(answer)
    assert "Tertialrapport 2 2021 Föräldrastöd Farsta, Farsta" in page
    assert "Januari–augusti 2021. Siffrorna fastställdes 16 september 2021." in page
    assert row(answer, "Råd- och stödsamtal")[1] == str(2 * TALKS["farsta_stod"])


def test_reading_the_page_is_not_an_export(closed: None, as_bo: Client) -> None:
    as_bo.get(REPORT)
    assert exports() == []


@pytest.mark.parametrize(
    ("suffix", "kind", "holds"),
    [
        ("pdf", "application/pdf", None),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "word/document.xml"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xl/workbook.xml"),
    ],
)
def test_a_file_is_named_for_what_it_is_and_its_export_is_noted(
    closed: None, as_bo: Client, suffix: str, kind: str, holds: str | None
) -> None:
    answer = as_bo.get(f"/rapport/tertial/farsta_stod/2021T2.{suffix}")
    assert answer.headers["Content-Type"] == kind
    name = f"utkast-tertialrapport-2021T2-farsta_stod.{suffix}"  # Bo writes there, and nobody has approved it
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    if holds:
        assert holds in ZipFile(io.BytesIO(answer.content)).namelist()
    else:
        assert answer.content.startswith(b"%PDF-")
    assert exports() == [("Bo", f"tertial farsta_stod 2021T2 {suffix}")]


@pytest.mark.parametrize("address", ["2021T2/", "2021T2.pdf"])
def test_dan_gets_nothing_of_farsta_and_nothing_is_noted(closed: None, as_dan: Client, address: str) -> None:
    assert as_dan.get(f"/rapport/tertial/farsta_stod/{address}").status_code == 404
    assert exports() == []


def test_there_are_no_other_kinds_of_file(closed: None, as_bo: Client) -> None:
    assert as_bo.get("/rapport/tertial/farsta_stod/2021T2.exe").status_code == 404


@pytest.mark.parametrize("address", ["2022T2/", "2022T2.pdf", "2021/"])
def test_an_open_tertial_and_a_year_have_no_report_yet(closed: None, as_bo: Client, address: str) -> None:
    answer = as_bo.get(f"/rapport/tertial/farsta_stod/{address}")
    assert answer.status_code == 409
    assert "Rapporten finns inte än" in words(answer)
    assert exports() == []
