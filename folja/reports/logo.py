"""A logo that somebody has sent: looked through, and drawn anew, so that nothing but its picture is kept or shown."""

import re
import struct
from xml.etree import ElementTree as ET

from folja.reports.typesetting import redrawn
from folja.vocabulary.problem import Refused, refuse

LARGEST = 500 * 1024  # bytes of the file that is sent
MOST_PIXELS = 3000  # across and down
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG_ROOT = "{http://www.w3.org/2000/svg}svg"


def checked_logo(content: bytes, name: str) -> bytes:
    """The logo as PNG, no larger than a report has room for. `name` is what the file is called.

    Raises Refused for a file that is too large, no PNG or SVG, another than its name says, or cannot be drawn.
    """
    if len(content) > LARGEST:
        raise refuse(
            "logo",
            sv=f"Filen är {len(content) // 1024} kB. Välj en på högst {LARGEST // 1024} kB.",
            en=f"the file is {len(content) // 1024} kB; choose one of {LARGEST // 1024} kB at most",
        )
    kind = "png" if content.startswith(_PNG) else "svg"
    if not name.lower().endswith(f".{kind}"):
        raise _refused_kind()
    size = png_size(content) if kind == "png" else _svg_size(content)
    if max(size) > MOST_PIXELS or min(size) < 1:
        raise refuse(
            "logo",
            sv=f"Bilden är {size[0]} × {size[1]} bildpunkter. Välj en på högst {MOST_PIXELS} åt varje håll.",
            en=f"the picture is {size[0]} × {size[1]} pixels; choose one of {MOST_PIXELS} each way at most",
        )
    try:
        return redrawn(content, kind)
    except ValueError:
        raise refuse(
            "logo",
            sv="Bilden går inte att rita. Spara den på nytt som PNG eller SVG och försök igen.",
            en="the picture can't be drawn; save it anew as PNG or SVG and try again",
        ) from None


def _refused_kind() -> Refused:
    return refuse(
        "logo",
        sv="Filen är ingen PNG eller SVG, eller så heter den något annat än den är. Välj en fil som slutar på .png "
        "eller .svg och är det den heter.",
        en="the file is no PNG or SVG, or is called something else than it is; choose one that ends with .png or .svg "
        "and is what it is called",
    )


def png_size(content: bytes) -> tuple[int, int]:
    """Width and height out of the header, before anything is unpacked."""
    if len(content) < 24 or content[12:16] != b"IHDR":
        raise _refused_kind()
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _svg_size(content: bytes) -> tuple[int, int]:
    """That it is SVG and holds none of what could draw something else than itself. Its lines have no size."""
    try:
        words = content.decode("utf-8")
    except UnicodeDecodeError:
        raise _refused_kind() from None
    # A document type can name other files, and words that unfold without end; a logo needs none.
    if "\0" in words or re.search(r"<!\s*(DOCTYPE|ENTITY)", words, re.IGNORECASE):
        raise refuse(
            "logo",
            sv="SVG-filen har en dokumenttyp (DOCTYPE). Ta bort den raden, eller spara bilden som PNG.",
            en="the SVG file has a document type (DOCTYPE); remove that line, or save the picture as PNG",
        )
    try:
        root = ET.fromstring(words)  # noqa: S314  without document type nothing unfolds
    except ET.ParseError:
        raise _refused_kind() from None
    if root.tag != _SVG_ROOT:
        raise _refused_kind()
    return 1, 1
