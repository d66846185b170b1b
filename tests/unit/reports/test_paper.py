"""A way in on paper: the same in every language, whole, without overlap, and with a code that can be scanned."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from folja.reports import typesetting
from folja.reports.fonts import missing
from folja.reports.paper import SLIPS_A_PAGE, Said, Slip, SlipWords, WayInOnPaper, poster, qr, slips
from folja.vocabulary.languages import TONGUES

SV = Said("sv", "Svenska", "Hur blev det för dig?", "Svara på några frågor.", "Det är frivilligt.", "Kod")
EN = Said("en", "English", "How was it for you?", "Answer a few questions.", "It is up to you.", "Code")
WAY = WayInOnPaper(
    "Frågor efter samtalet",
    "Föräldrastöd Farsta",
    "https://folja.kommunen.example/s/7KQ2M/",
    "folja.kommunen.example/s/7KQ2M",
    "7KQ2M",
    (SV, EN),
    date(2022, 6, 14),
    invented=True,
)
SLIP = Slip("https://folja.kommunen.example/s/7KQ2M/#7KQ2MFH4D", "7KQ 2MF H4D")
WORDS = SlipWords("Koden fungerar en gång:", "Gäller till och med augusti 2022")

# Letters that a font for the neighbouring language may lack.
LETTERS = {
    "sq": "ëç",
    "am": "እንዴትጵጸ።",
    "ar": "كيفؤئآة؟،",
    "bn": "আপনিক্ষৎংড়ঢ়য়।",
    "hbs": "čćđšž",
    "prs": "چطورپژگک\u200cی؟",
    "fi": "äö",
    "fr": "éèêçœ’",
    "kmr": "êîûçş",
    "ckb": "ڕڵێۆەپچژگئکی",
    "fa": "پچژگک\u200cی؟",
    "pl": "ąćęłńóśźż",
    "rom": "čšžćäë",
    "ru": "ёйщъыэюя",
    "so": "’",
    "es": "ñ¿¡áéíóúü",
    "ti": "ኣቐዃሕ፡።",
    "tr": "ığşİçöü",
    "uk": "іїєґІЇЄҐ",
}


def in_many(longest: str = "") -> tuple[Said, ...]:
    """Invented words in all languages, as long as translations are, with each one's own letters."""
    others = (
        Said(
            tongue.code,
            tongue.name,
            f"{LETTERS[tongue.code]} {tongue.name} {tongue.name}{longest}?"[: 34 + len(longest)],
            f"{tongue.name}, {tongue.name} {LETTERS[tongue.code]}, {tongue.name} {tongue.name}. {tongue.name} " * 2,
            tongue.name * 4,
            tongue.name[:4],
            f"{tongue.name} {LETTERS[tongue.code]} " * 4,
        )
        for tongue in TONGUES
        if tongue.code not in ("sv", "en")
    )
    return SV, EN, *others


def texts(file: bytes) -> list[str]:
    """What each page says."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(file)).pages]


def scanned(drawing: str) -> str:
    """What a phone reads in a drawn code."""
    picture = Image.open(io.BytesIO(typesetting.png(drawing)))
    [code] = zxingcpp.read_barcodes(picture.convert("L"))
    return code.text


def test_a_poster_and_four_cards() -> None:
    wall, cards = texts(poster(WAY))
    for words in ("Föräldrastöd Farsta", "Frågor efter samtalet", "folja.kommunen.example/s/7KQ2M", "7KQ2M"):
        assert words in wall
        assert cards.count(words) >= 4
    for one in WAY.said:
        assert all(words in wall for words in (one.question, one.what_to_do, one.promise))
        assert cards.count(one.question) == cards.count(one.promise) == 4


def test_a_page_of_slips_each_with_its_own_code() -> None:
    other = Slip("https://folja.kommunen.example/s/7KQ2M/#X9DJW3C4P", "X9D JW3 C4P")
    first, second = texts(slips(WAY, (SLIP,) * SLIPS_A_PAGE + (other,), WORDS))
    assert first.count("7KQ 2MF H4D") == first.count("Hur blev det för dig?") == SLIPS_A_PAGE
    assert second.count("X9D JW3 C4P") == 1
    assert "English" in second
    assert "Gäller till och med augusti 2022" in second


@pytest.mark.parametrize("file", [poster(WAY), slips(WAY, (SLIP,), WORDS)], ids=["poster", "slips"])
def test_it_can_be_listened_to(file: bytes) -> None:
    root: Any = PdfReader(io.BytesIO(file)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert root["/Lang"] == "sv"


def test_invented_is_said_on_every_page_and_never_of_what_is_real() -> None:
    real = replace(WAY, invented=False)
    assert all("Påhittade uppgifter" in page for page in texts(poster(WAY)) + texts(slips(WAY, (SLIP,), WORDS)))
    assert not any("Påhittade" in page for page in texts(poster(real)) + texts(slips(real, (SLIP,), WORDS)))


@pytest.mark.parametrize("address", [WAY.address, SLIP.address])
def test_a_phone_reads_the_address(address: str) -> None:
    assert scanned(qr(address)) == address


@pytest.mark.parametrize("length", [30, 60, 90])
def test_a_long_address_and_a_long_name_still_fit_on_two_pages(length: int) -> None:
    shown = f"{'folja-i-en-lang-stad.' * 5}"[:length] + ".se/s/7KQ2M"
    unit = "Familjecentralen för föräldrar i Farsta " * 2
    long = replace(WAY, shown=shown, address=f"https://{shown}/", unit=unit, said=in_many())
    wall, cards = texts(poster(long))
    assert shown in wall.replace(" ", "")
    assert cards.count("7KQ2M") >= 4
    assert len(texts(slips(long, (SLIP,) * SLIPS_A_PAGE, WORDS))) == 1


@pytest.mark.parametrize("longest", ["", " och ännu en bit till på slutet"])
def test_all_languages_fit_on_one_page_with_the_poster_and_one_with_the_cards(longest: str) -> None:
    file = poster(replace(WAY, said=in_many(longest)))
    wall, cards = texts(file)
    assert "Українська" in wall
    assert cards.count("Українська") >= 4


def test_every_letter_of_every_language_is_set_with_its_own_shape() -> None:
    """A letter that the fonts lack would be an empty box, which is set with no name."""
    assert all(one.can_be_set for one in in_many())
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(io.BytesIO(poster(replace(WAY, said=in_many())))).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {name.partition("+")[2].partition("-")[0] for name in fonts} >= {
        "SourceSans3",
        "NotoSansArabic",
        "NotoSansBengali",
        "NotoSansEthiopic",
    }


def test_a_language_with_a_letter_that_no_font_has_is_left_out() -> None:
    assert missing("Hur blev det? \u200f\u200c") == frozenset()
    assert missing("ดี 好") == {"ด", "ี", "好"}
    odd = replace(EN, language="fi", name="Suomi", promise="Ei pakko 好")
    assert not odd.can_be_set
    wall, cards = texts(poster(replace(WAY, said=(SV, odd))))
    assert "Ei pakko" not in wall + cards
