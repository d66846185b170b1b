"""The handbook inside the product, and the search for pages, sheets, figures and help."""

import re
from pathlib import Path

import pytest
from django.test import Client

from folja.web.help.handbook import FOLDER, PICTURES, handbook
from folja.web.help.search import Entry, find
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


def test_every_link_and_picture_of_the_handbook_is_there(as_amina: Client) -> None:
    for page in handbook().values():
        for address in re.findall(r'(?:href|src)="(/[^"]*)"', page.html):
            assert as_amina.get(address).status_code == 200, (page.code, address)


def test_a_page_and_a_picture_that_are_not_there_are_not_found(as_amina: Client) -> None:
    assert as_amina.get("/hjalp/finns-inte/").status_code == 404
    assert as_amina.get("/hjalp/bild/finns-inte.png").status_code == 404
    assert Path(PICTURES).is_dir()


@pytest.mark.parametrize(
    ("sought", "title", "address"),
    [
        ("tematräff", "Tematräff", "/registrera/theme_meeting/"),
        ("man deltog", "Samtal där en man deltog", "/siffror/farsta_stod/2022T1/men_share_talks/"),
        ("kvitto", "Registrera", "/hjalp/registrera/"),
        ("RAPPORTER", "Rapporter", "/rapporter/"),
    ],
)
def test_amina_finds_what_she_seeks(closed: None, as_amina: Client, sought: str, title: str, address: str) -> None:
    page = as_amina.get("/sok/", {"q": sought})
    assert f'href="{address}"' in page.content.decode()
    assert title in words(page)


def test_bo_who_registers_nothing_finds_no_sheet(closed: None, as_bo: Client) -> None:
    assert "/registrera/" not in as_bo.get("/sok/", {"q": "tematräff"}).content.decode()


def test_what_is_not_found_says_what_to_do(as_amina: Client) -> None:
    page = words(as_amina.get("/sok/", {"q": "<b>xyzzy"}))
    assert "Inget hittades. Pröva ett kortare ord" in page


# --- finding ------------------------------------------------------------------------------------------------


def entry(title: str, about: str = "") -> Entry:
    return Entry("Sida", title, about, f"/{title}/", "info")


def test_every_word_must_be_there_however_it_is_capitalised() -> None:
    both, one = entry("Samtal", "där en PAPPA deltog"), entry("Samtal")
    assert find([both, one], "pappa samtal") == (both,)


def test_beginnings_of_words_in_titles_come_first_then_titles_then_the_rest() -> None:
    about, inside, first = entry("Annat", "träff"), entry("Tematräff"), entry("Träff med partner")
    assert find([about, inside, first], "träff") == (first, inside, about)


def test_for_no_words_nothing_is_found() -> None:
    assert find([entry("Samtal")], "  ") == ()
