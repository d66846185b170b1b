"""A logo and a colour that somebody sends: only a picture comes out, and only what can be read."""

import struct
import zlib

import pytest

from folja.reports.colour import checked_accent, contrast
from folja.reports.logo import LARGEST, checked_logo, png_size
from folja.vocabulary.problem import Refused

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
    b'<rect width="40" height="20" fill="#1a5632"/></svg>'
)
PNG_START = b"\x89PNG\r\n\x1a\n"


def with_inside(words: bytes) -> bytes:
    return SVG.replace(b"</svg>", words + b"</svg>")


def wide_png(width: int) -> bytes:
    """A PNG that says it is so wide, and has nothing in it."""
    header = struct.pack(">IIBBBBB", width, 1, 8, 2, 0, 0, 0)
    return PNG_START + struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))


def test_what_comes_out_is_a_picture_that_fits_its_place() -> None:
    for content, name in ((SVG, "logga.svg"), (checked_logo(SVG, "logga.svg"), "LOGGA.PNG")):
        made = checked_logo(content, name)
        assert made.startswith(PNG_START)
        assert png_size(made) == pytest.approx((425, 213), abs=1)  # 36 × 18 mm


def test_nothing_active_survives() -> None:
    active = with_inside(
        b'<script>fetch("/")</script><a href="javascript:alert(1)"><text onclick="alert(1)">x</text></a>'
    )
    made = checked_logo(active, "logga.svg")
    assert made.startswith(PNG_START)
    for word in (b"script", b"alert", b"fetch"):
        assert word not in made


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"hej", "logga.svg", "ingen PNG eller SVG"),
        (SVG, "logga.png", "heter den något annat"),
        (PNG_START, "logga.png", "ingen PNG eller SVG"),
        (wide_png(40), "logga.png", "går inte att rita"),
        (wide_png(30_000), "logga.png", "30000 × 1 bildpunkter"),
        (SVG + b" " * LARGEST, "logga.svg", "500 kB. Välj en på högst 500 kB"),
        (b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + with_inside(b"<text>&a;</text>"), "logga.svg", "dokumenttyp"),
        (SVG.decode().encode("utf-16"), "logga.svg", "ingen PNG eller SVG"),
        (with_inside(b'<image href="file:///etc/hostname" width="9" height="9"/>'), "logga.svg", "går inte att rita"),
    ],
)
def test_what_is_no_logo_is_refused_with_what_to_do(content: bytes, name: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_logo(content, name)
    assert said in refused.value.problems[0].text.sv
    assert refused.value.problems[0].where == "logo"


def test_contrast_is_measured_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#6b2461", "#ffffff") == pytest.approx(10.2, abs=0.05)


def test_a_colour_is_taken_as_people_write_it_and_refused_with_its_contrast_when_it_is_too_light() -> None:
    assert checked_accent(" 1A5632 ") == "#1a5632"
    assert checked_accent("#767676") == "#767676"
    assert checked_accent("") == ""
    for written, said in (
        ("#777777", "kontrasten 4,4 mot vitt"),
        ("#ffcc00", "kontrasten 1,5"),
        ("blå", "är ingen färg"),
    ):
        with pytest.raises(Refused) as refused:
            checked_accent(written)
        assert said in refused.value.problems[0].text.sv
