"""The report as HTML: a fragment for a page under a strict policy, and a file that stands alone."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from folja.reports.document import Definition, Heading, Paragraph, Quote
from folja.reports.html import block, fragment, page
from folja.reports.offers import not_shown
from tests.unit.reports import sample


class Elements(HTMLParser):
    """Every element with its attributes, and the text without what only machines read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attributes)))
        self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self.inside:
            self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.texts))


@pytest.fixture(scope="module")
def report() -> Elements:
    return Elements(fragment(sample.document))


@pytest.fixture(scope="module")
def file() -> Elements:
    return Elements(page(sample.document))


def test_no_element_carries_style_or_script(file: Elements) -> None:
    for tag, attributes in file.found:
        assert tag != "script"
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]


def test_the_fragment_brings_no_stylesheet_and_no_second_title(report: Elements) -> None:
    assert not report.all("style")
    assert not report.all("link")
    assert not report.all("h1")


def test_the_file_allows_itself_its_own_stylesheet_and_nothing_else() -> None:
    html = page(sample.document)
    style = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(style) == 1
    digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    policy = next(meta["content"] for meta in Elements(html).all("meta") if "http-equiv" in meta)
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_headings_are_headings_in_order(file: Elements) -> None:
    levels = [tag for tag, _ in file.found if re.fullmatch("h[1-6]", tag)]
    assert levels == ["h1", "h2", "h2", "h3", "h2", "h2", "h2", "h2", "h2", "h2"]


def test_every_header_cell_says_what_it_is_the_header_of(report: Elements) -> None:
    scopes = [cell.get("scope") for cell in report.all("th")]
    assert set(scopes) == {"col", "row"}
    rows = [cell for cell in report.all("th") if cell.get("scope") == "row"]
    assert len(rows) == sum(len(table.rows) for table in sample.TABLES)


def test_every_chart_has_words_and_a_table_that_opens_in_place(report: Elements) -> None:
    pictures = [svg for svg in report.all("svg") if svg.get("role") == "img"]
    charts = sample.CHARTS
    assert [svg["aria-label"] for svg in pictures] == [chart.alt for chart in charts for _ in ("wide", "narrow")]
    assert len(report.all("details")) == len(report.all("figure")) == len(charts) + len((sample.unseen,))


def test_a_table_can_be_scrolled_by_keyboard_and_has_a_name(report: Elements) -> None:
    # A group and no region: a report has too many tables for each to be a landmark.
    groups = [div for div in report.all("div") if div.get("role") == "group"]
    assert len(groups) == len(report.all("table")) == len(report.all("caption"))
    assert all(group["tabindex"] == "0" and group["aria-label"] for group in groups)


def test_a_hidden_figure_says_why_and_what_is_offered(report: Elements) -> None:
    assert "Visas inte: färre än 40 svar I stället: 89 % i Farsta stadsdelsförvaltning (80 av 90)" in report.text


def test_a_hidden_figure_takes_the_place_of_all_its_numbers() -> None:
    html = block(replace(sample.results, rows=(sample.figure_row(sample.topics),)))
    cells = Elements(html).all("td")
    assert [cell.get("colspan") for cell in cells] == ["5"]


def test_where_nothing_can_be_drawn_the_reason_stands_instead() -> None:
    shown = Elements(block(sample.unseen))
    assert not [svg for svg in shown.all("svg") if svg.get("role") == "img"]
    assert "Visas inte: färre än 40 svar" in shown.text


def test_it_holds_no_number_that_is_not_in_the_figures() -> None:
    """With another figure in its place, nothing of the first one is left."""
    other = replace(sample.helped, numerator=95, base=250, value=95 / 250, low=0.31, high=0.45, missing=15)
    table = replace(sample.results, rows=(sample.figure_row(sample.helped),))
    first = set(re.findall(r"\d+", Elements(block(table)).text))
    second = set(re.findall(r"\d+", Elements(block(replace(table, rows=(sample.figure_row(other),)))).text))
    assert first == {"47", "40", "85", "5", "34", "60"}
    assert second == {"38", "95", "250", "15", "31", "45"}


def test_words_are_escaped_wherever_they_come_from() -> None:
    sly = "<script>&\"'"
    bars = replace(sample.gender, alt=sly, subtitle=sly, sentence=Paragraph((sly,)))
    document = replace(
        sample.document, title=sly, subtitle=sly, method=sly, blocks=(Heading(2, sly), bars),
        definitions=(Definition(sly, sly),), provenance={"version": sly},
    )  # fmt: skip
    html = page(document)
    assert "<script" not in html
    assert Elements(html).text.count("<script>") == 11


def test_drafted_paragraphs_in_a_row_share_one_label(report: Elements) -> None:
    assert report.text.count("Siffrorna säger") == 1
    assert "kan bero på slumpen. Målet ligger inom" in report.text


def test_the_file_says_that_its_data_is_invented_only_when_it_is(file: Elements) -> None:
    assert "Påhittade uppgifter" in file.text
    assert "Påhittade uppgifter" not in Elements(page(replace(sample.document, invented=False))).text


def test_it_speaks_english_too() -> None:
    text = Elements(page(replace(sample.document, language="en"))).text
    assert "Invented data" in text
    assert "Show as a table" in text
    assert "1,040" in text


def test_the_file_is_given_swedish_and_a_name(file: Elements) -> None:
    assert file.all("html") == [{"lang": "sv"}]
    assert "Tertialrapport 1 2022 – Föräldrastöd Farsta" in file.text


def test_a_figure_that_is_hidden_is_not_made_strong_in_prose() -> None:
    html = block(Paragraph(("Andelen är ", Quote(sample.topics), ". Antalet är ", Quote(sample.talks), ".")))
    assert re.findall("<strong>(.*?)</strong>", html) == ["187"]


def test_where_columns_become_a_list_each_number_keeps_its_columns_name() -> None:
    html = block(replace(sample.results, rows=(sample.figure_row(sample.men),)))
    names = [cell.get("data-label") for cell in Elements(html).all("td")]
    assert names == [column.header for column in sample.results.columns[1:]]


def test_a_table_with_words_beside_its_numbers_becomes_a_list_on_a_phone_and_one_of_numbers_does_not() -> None:
    wordy = Elements(block(replace(sample.results, rows=(sample.figure_row(sample.men),)))).all("table")
    numbers = Elements(block(sample.short)).all("table")
    assert "report-listed" in (wordy[0]["class"] or "")
    assert "report-listed" not in (numbers[0]["class"] or "")


def test_what_cannot_be_shown_is_told_under_one_lock() -> None:
    told = Elements(block(not_shown([sample.topics, replace(sample.topics, title=sample.MAN)], "sv")))
    assert len(told.all("svg")) == 1
    assert told.text.count("Visas inte: färre än 40 svar. I stället i Farsta stadsdelsförvaltning:") == 1
