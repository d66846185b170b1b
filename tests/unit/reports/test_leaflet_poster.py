"""What families hear back on paper: one page in one language that says everything, whatever its length."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from folja.reports.leaflet_poster import LeafletPoster, PosterLine, PosterPart, pdf

LINE = PosterLine(
    "Hjälpte samtalet dig som förälder?", "Ungefär 8 av 10 svarade ja.", "160 svar", (True,) * 8 + (False,) * 2
)
PART = PosterPart("Frågor efter samtalet", "Svar från hela Farsta:", "januari–april 2022", (LINE,))
LEAFLET = LeafletPoster(
    language="sv",
    title="Ni sa – vi gjorde",
    unit="Föräldrastöd Farsta",
    you_said="Ni sa",
    parts=(PART,),
    nothing="Än har för få svarat.",
    rounded="Antalet svar är avrundat.",
    we_did="Vi gjorde",
    did="Vi har öppet till 19.\n\nDet sitter skyltar från tunnelbanan.",
    written_in="sv",
    note="",
    address="https://folja.kommunen.example/s/7KQ2M/sv/ni-sa/",
    shown="folja.kommunen.example/s/7KQ2M/sv/ni-sa",
    scan="Läs det i din telefon",
    made_on=date(2022, 6, 14),
    invented="Påhittade uppgifter",
)


def pages(leaflet: LeafletPoster) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf(leaflet))).pages]


def test_it_says_everything_on_one_page() -> None:
    [page] = pages(LEAFLET)
    for words in (
        LEAFLET.title,
        LEAFLET.unit,
        LINE.question,
        LINE.words,
        LINE.answers,
        PART.place,
        PART.months,
        LEAFLET.rounded,
    ):
        assert words in page
    assert "Vi har öppet till 19." in page
    assert "Det sitter skyltar från tunnelbanan." in page
    assert LEAFLET.shown in page
    assert LEAFLET.nothing not in page


def test_where_nothing_can_be_shown_it_says_why() -> None:
    [page] = pages(replace(LEAFLET, parts=(), note="Det här är skrivet på svenska."))
    assert LEAFLET.nothing in page
    assert LEAFLET.rounded not in page
    assert "Det här är skrivet på svenska." in page


@pytest.mark.parametrize(("parts", "lines"), [(1, 4), (4, 4), (14, 1)])
def test_the_longest_leaflet_is_still_one_page(parts: int, lines: int) -> None:
    long = replace(PART, lines=(LINE,) * lines, title="Frågor om hembesöken och allt som hör dit " * 2)
    [page] = pages(
        replace(LEAFLET, parts=(long,) * parts, did="Vi har gjort mycket. " * 29, unit="Familjecentralen " * 5)
    )
    assert page.count("Vi har gjort mycket.") == 29
    assert page.count(LINE.words) == lines * parts


def test_it_can_be_listened_to() -> None:
    root: Any = PdfReader(BytesIO(pdf(LEAFLET))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert root["/Lang"] == "sv"


def test_it_is_set_in_the_letters_and_the_direction_of_its_language() -> None:
    arabic = replace(LEAFLET, language="ar", we_did="فعلنا", note="هذا مكتوب باللغة السويدية.")
    [page] = pages(arabic)
    assert "Det sitter skyltar från tunnelbanan." in page
    root: Any = PdfReader(BytesIO(pdf(arabic))).trailer["/Root"]
    assert root["/Lang"] == "ar"
