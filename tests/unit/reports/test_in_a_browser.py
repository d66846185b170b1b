"""The report in a real browser: its own policy lets its look through, and it fits a phone."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from folja.reports.html import page as report_page
from tests.unit.reports import sample

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    file: Path = tmp_path_factory.mktemp("report") / "rapport.html"
    file.write_text(report_page(sample.document), encoding="utf-8")
    return file.as_uri()


def opened(browser: Browser, address: str, *, width: int, dark: bool = False, bypass_csp: bool = False) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", bypass_csp=bypass_csp
    )
    page = context.new_page()
    page.goto(address)
    return page


def test_the_policy_lets_the_stylesheet_through_and_complains_of_nothing(browser: Browser, address: str) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 253, 249)")
    assert complaints == []


@pytest.mark.parametrize("width", [1000, 390, 320])
def test_no_page_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    assert opened(browser, address, width=width).evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize(("width", "dark"), [(1000, False), (1000, True), (390, False), (320, True)])
def test_axe_finds_nothing(browser: Browser, address: str, width: int, dark: bool) -> None:
    page = opened(browser, address, width=width, dark=dark, bypass_csp=True)
    assert Axe().run(page).response["violations"] == []


def test_a_chart_is_drawn_in_the_width_there_is(browser: Browser, address: str) -> None:
    wide, narrow = (opened(browser, address, width=width).locator("figure").first for width in (1000, 390))
    expect(wide.locator(".report-wide svg")).to_be_visible()
    expect(wide.locator(".report-narrow svg")).to_be_hidden()
    expect(narrow.locator(".report-narrow svg")).to_be_visible()
    expect(narrow.locator(".report-wide svg")).to_be_hidden()


def test_in_the_dark_a_chart_takes_the_dark_colours(browser: Browser, address: str) -> None:
    chart = opened(browser, address, width=1000, dark=True).get_by_role("img", name="Vuxna som deltog")
    expect(chart).to_be_visible()
    colors = chart.locator("path").evaluate_all("paths => paths.map(path => getComputedStyle(path).fill)")
    assert "rgb(231, 174, 219)" in colors


def test_on_a_phone_a_wide_table_is_still_a_table_to_those_who_listen(browser: Browser, address: str) -> None:
    table = opened(browser, address, width=390).get_by_role("table", name="Förväntade resultat")
    expect(table.get_by_role("rowheader", name="Samtal där en man deltog")).to_be_visible()
    expect(table.get_by_role("cell", name="70 av 175")).to_be_visible()
