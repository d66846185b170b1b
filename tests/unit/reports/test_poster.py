"""A way in on paper: a poster and four cards that say the same in every language, whole and without overlap."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import segno
from pypdf import PdfReader

from folja.reports.poster import Poster, Said, pdf, qr

SAID = (
    Said("sv", "Hur blev det för dig?", "Svara på några frågor.", "Det är frivilligt.", "Kod"),
    Said("en", "How was it for you?", "Answer a few questions.", "It is up to you.", "Code"),
)
POSTER = Poster(
    "Frågor efter samtalet",
    "Föräldrastöd Farsta",
    "https://folja.kommunen.example/s/7KQ2M/",
    "folja.kommunen.example/s/7KQ2M",
    "7KQ2M",
    SAID,
    date(2022, 6, 14),
    invented=True,
)


def texts(poster: Poster) -> list[str]:
    """What each page says."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf(poster))).pages]


def test_a_poster_and_four_cards() -> None:
    wall, cards = texts(POSTER)
    for words in ("Föräldrastöd Farsta", "Frågor efter samtalet", "folja.kommunen.example/s/7KQ2M", "7KQ2M"):
        assert words in wall
        assert cards.count(words) >= 4
    for one in SAID:
        assert all(words in wall for words in (one.question, one.what_to_do, one.promise))
        assert cards.count(one.question) == cards.count(one.promise) == 4


def test_it_can_be_listened_to() -> None:
    root: Any = PdfReader(BytesIO(pdf(POSTER))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert root["/Lang"] == "sv"


def test_invented_is_said_on_both_pages_and_never_of_what_is_real() -> None:
    assert all("Påhittade uppgifter" in page for page in texts(POSTER))
    assert not any("Påhittade" in page for page in texts(replace(POSTER, invented=False)))


def test_the_code_to_scan_holds_the_address_with_a_quiet_zone() -> None:
    made = segno.make(POSTER.address, error="q", micro=False)
    assert made.error == "Q"
    width, _ = made.symbol_size(border=4)
    assert f'width="{width}"' in qr(POSTER.address)
    assert qr(POSTER.address) != qr(POSTER.address.replace("7KQ2M", "X9DJW"))


@pytest.mark.parametrize("length", [30, 60, 90])
def test_a_long_address_and_a_long_name_still_fit_on_two_pages(length: int) -> None:
    shown = f"{'folja-i-en-lang-stad.' * 5}"[:length] + ".se/s/7KQ2M"
    long = replace(
        POSTER, shown=shown, address=f"https://{shown}/", unit="Familjecentralen för föräldrar i Farsta " * 2
    )
    wall, cards = texts(long)
    assert shown in wall.replace(" ", "")
    assert cards.count("7KQ2M") >= 4
