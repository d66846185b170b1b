"""The handbook inside the product, and the way to it from every page."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import ResolverMatch

from folja.web.frame.navigation import destinations
from folja.web.help.handbook import FOLDER, PICTURES, anchor, handbook
from folja.web.help.of_page import SECTIONS, help_address
from folja.web.organisation.models import Account
from folja.web.organisation.scope import read_scope
from tests.pages.every_page import PAGES
from tests.web.pages import words

FILES = sorted(path.stem for path in FOLDER.glob("*.md"))


def test_every_file_of_the_handbook_is_a_page_that_the_first_one_leads_to(as_amina: Client) -> None:
    assert sorted(code or "README" for code in handbook()) == FILES
    first = as_amina.get("/hjalp/").content.decode()
    assert all(f'href="/hjalp/{code}/"' in first for code in handbook() if code)


@pytest.mark.parametrize("code", [code for code in handbook() if code])
def test_a_page_is_read_in_the_product(as_amina: Client, code: str) -> None:
    page = words(as_amina.get(f"/hjalp/{code}/"))
    assert handbook()[code].title in page
    assert all(heading in page for heading in handbook()[code].headings)
    assert "**" not in page
    assert ".md" not in page


def test_a_section_is_searched_by_its_words_without_marks_and_pictures() -> None:
    sections = {section.heading: section.words for section in handbook()["registrera"].sections}
    assert "Därför behöver Följa inte veta vem du är." in sections["Kvittot"]
    assert not re.search(r"\*\*|\]\(|!\[|\.png", " ".join(sections.values()))


def test_every_link_and_picture_of_the_handbook_is_there(as_amina: Client) -> None:
    for page in handbook().values():
        for address in re.findall(r'(?:href|src)="(/[^"]*)"', page.html):
            assert as_amina.get(address).status_code == 200, (page.code, address)


def test_a_page_and_a_picture_that_are_not_there_are_not_found(as_amina: Client) -> None:
    assert as_amina.get("/hjalp/finns-inte/").status_code == 404
    assert as_amina.get("/hjalp/bild/finns-inte.png").status_code == 404
    assert Path(PICTURES).is_dir()


# --- help with the page that is shown -------------------------------------------------------------------------

WITHOUT_HELP = {
    "": "no page",
    "sign_in": "shown to people who can't open the handbook yet",
    "sign_out": "shown to people who have left",
    "begin": "shown to people who can't open the handbook yet",
    "give_code": "shown to people who can't open the handbook yet",
    "set_up_app": "shown to people who can't open the handbook yet",
    "find_questions": "for families: it says itself what to do",
    "welcome": "for families",
    "questions": "for families",
    "thanks": "for families",
    "stopped": "for families",
    "kiosk": "for families, on a tablet that leads nowhere",
    "write_comment": "for families",
    "comment_sent": "for families",
    "write_wish": "for families",
    "wish_sent": "for families",
    "given_back": "for families",
    "kept_for_families": "for families",
    "no_net": "shown where nothing can be fetched",
    "help_page": "is the help",
    "design": "is for those who build Följa",
}


def test_every_page_says_where_its_help_is_or_why_it_has_none() -> None:
    assert {page.address_name for page in PAGES} == SECTIONS.keys() | WITHOUT_HELP.keys()


def test_the_way_to_help_stands_at_the_foot_of_the_page_and_of_the_side_column(as_bo: Client) -> None:
    page = as_bo.get("/").content.decode()
    assert page.count('href="/hjalp/kom-igang/#startsidan">Hjälp med den här sidan') == 2


def test_everywhere_that_the_navigation_leads_has_help(
    amina: Account, bo: Account, carin: Account, rf: RequestFactory
) -> None:
    for account in (amina, bo, carin):
        for place in destinations(rf.get("/"), read_scope(account)):
            assert help_address(place.name), place.name


@pytest.mark.parametrize("page", SECTIONS)
def test_help_leads_to_a_heading_of_the_handbook(as_amina: Client, page: str) -> None:
    code, heading = SECTIONS[page]
    assert heading in handbook()[code].headings
    address, _, place = help_address(page).partition("#")
    assert f'id="{place}"' in as_amina.get(address).content.decode()


def test_a_heading_is_named_as_where_markdown_is_shown() -> None:
    assert anchor("Rätta och ångra") == "rätta-och-ångra"
    assert anchor("Varför inga namn?") == "varför-inga-namn"


def test_links_between_sections_of_the_handbook_lead_to_a_heading() -> None:
    for page in handbook().values():
        for code, place in re.findall(r'href="/hjalp/([\w-]*)/?#([^"]*)"', page.html):
            assert unquote(place) in map(anchor, handbook()[code].headings), (page.code, code, place)
        for place in re.findall(r'href="#([^"]*)"', page.html):
            assert unquote(place) in map(anchor, page.headings), (page.code, place)


def shown_on(page: str) -> str:
    """The line that stands at the end of a page."""
    request = RequestFactory().get("/")
    request.resolver_match = ResolverMatch(lambda: None, (), {}, url_name=page)
    return render_to_string("help/of_page.html", {"request": request})


def test_the_line_leads_to_the_help_and_to_the_accessibility_statement(db: None) -> None:
    line = shown_on("closing")
    assert 'href="/hjalp/stanga/#när-det-går-att-stänga"' in line
    assert 'href="/tillganglighet/"' in line


def test_where_there_is_no_help_the_line_promises_none(db: None) -> None:
    line = shown_on("help_page")
    assert "Hjälp med den här sidan" not in line
    assert 'href="/tillganglighet/"' in line
