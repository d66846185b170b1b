"""Bo reads his tertial at a desk and takes the report with him; Carin closes the next one."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from folja.figures.statistics import Proportion, wilson
from folja.vocabulary.period import Month
from folja.web.organisation.models import Account
from folja.web.publication.models import ClosedTertial
from tests.journeys.conftest import Visit, breaches
from tests.published import hold

pytestmark = pytest.mark.journey

DESK = 1440


@pytest.fixture(scope="module", autouse=True)
def warmed_up() -> None:
    """What figures are worked out with is loaded, as a served city does before its first reader comes."""
    wilson(Proportion(20, 40, 1, 1))


OVERVIEW = "/siffror/farsta_stod/2022T1/"
PAGES = (
    OVERVIEW,
    "/siffror/farsta_stod/2022T1/men_share_talks/",
    "/rapport/tertial/farsta_stod/2022T1/",
    "/rapporter/",
)


def opened(page: Page) -> Page:
    """Everything that opens in place is open."""
    page.eval_on_selector_all("main details", "all => all.forEach(one => { one.open = true })")
    return page


def test_bo_reads_his_figures_and_takes_the_report_with_him(
    closed: None, bo: Account, visit: Visit, complaints: list[str], tmp_path: Path
) -> None:
    page = visit(bo, width=DESK)
    expect(page.get_by_role("heading", name="Föräldrastöd Farsta", level=1)).to_be_visible()

    definition = page.get_by_text("Samtal där minst en vuxen var man")
    expect(definition).to_be_hidden()
    page.get_by_text("Så räknas det: Samtal där en man deltog").locator("..").click()
    expect(definition).to_be_visible()

    page.get_by_role("link", name="Samtal där en man deltog").click()
    expect(page.get_by_role("img", name="Samtal där en man deltog").first).to_be_visible()
    page.get_by_role("link", name="Alla siffror för Föräldrastöd Farsta").click()

    page.get_by_role("link", name="Läs allt som tertialrapport").click()
    expect(page.get_by_role("heading", name="Tertialrapport 1 2022", level=1)).to_be_visible()
    with page.expect_download() as fetching:
        page.get_by_role("link", name="PDF").click()
    assert fetching.value.suggested_filename == "utkast-tertialrapport-2022T1-farsta_stod.pdf"
    fetching.value.save_as(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert complaints == []


def test_another_period_is_chosen_by_keyboard(closed: None, bo: Account, visit: Visit) -> None:
    page = visit(bo, OVERVIEW, width=DESK)
    page.get_by_text("Byt period. Nu visas").locator("..").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Tertial 1–2")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tertial 1 2021, januari–april.")).to_be_visible()


@pytest.mark.parametrize("width", [DESK, 320])
def test_no_page_of_figures_shuts_anybody_out_or_runs_over_the_edge(
    closed: None, bo: Account, visit: Visit, complaints: list[str], width: int
) -> None:
    page = visit(bo, width=width)
    for address in PAGES:
        page.goto(address)
        opened(page)
        assert breaches(page) == "", address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert complaints == []


def test_carin_closes_a_tertial(
    closed: None, carin: Account, visit: Visit, complaints: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        hold(15, Month(2022, 5 + number))
    monkeypatch.setenv("FOLJA_TODAY", "2022-09-16")
    page = visit(carin, "/stangning/", width=DESK)
    page.get_by_role("link", name="Stäng tertial 2 2022").click()
    expect(page.get_by_text("Det går inte att ångra.")).to_be_visible()
    assert breaches(page) == ""

    close = page.get_by_role("button", name="Stäng tertial 2 2022 för alltid")

    # An answer that changes nothing leaves the page as it is while the real one is under way.
    page.route("**/stangning/2022T2/", lambda route: route.fulfill(status=204))
    close.click()
    expect(page.get_by_role("status")).to_contain_text("Det tar några sekunder")
    expect(page.get_by_role("status")).to_be_focused()
    expect(close).to_be_hidden()

    page.unroute("**/stangning/2022T2/")
    page.reload()
    close.click()
    expect(page.get_by_role("heading", name="Tertial 2 2022 är stängt")).to_be_visible(timeout=60_000)
    assert breaches(page) == ""
    assert ClosedTertial.objects.get(period="2022T2").state == "frozen"
    assert complaints == []
