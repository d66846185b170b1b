"""The typesetter, with fonts of its own and no others, so that every machine sets the same pages."""

import json
from functools import cache
from pathlib import Path

import typst

from folja.reports.fonts import LATIN_AND_CYRILLIC, OTHER_SCRIPTS

TEMPLATES = Path(__file__).resolve().parent / "templates"
_DENSE = 300  # dots per inch of a logo, which is small


def pdf(template: str, values: object, *, made_at: int, in_every_script: bool = False) -> bytes:
    """A tagged PDF that declares PDF/UA-1. `values` is what the template reads, as JSON; `made_at` seconds since 1970.

    Raises typst.TypstError when the template asks for something that PDF/UA-1 does not allow, such as a
    picture without words.
    """
    fonts = _fonts(LATIN_AND_CYRILLIC, OTHER_SCRIPTS) if in_every_script else _fonts(LATIN_AND_CYRILLIC)
    made = typst.Compiler(str(TEMPLATES / template), root=str(TEMPLATES), font_paths=fonts).compile(
        format="pdf", sys_inputs={"values": json.dumps(values)}, pdf_standards="ua-1", timestamp=made_at
    )
    assert isinstance(made, bytes)
    return made


def png(svg: str, *, dots_per_inch: int = 220) -> bytes:
    """A picture of an SVG drawing on white."""
    fonts = _fonts(LATIN_AND_CYRILLIC)
    made = typst.Compiler(str(TEMPLATES / "picture.typ"), root=str(TEMPLATES), font_paths=fonts).compile(
        format="png", sys_inputs={"svg": svg}, ppi=dots_per_inch
    )
    assert isinstance(made, bytes)
    return made


def redrawn(picture: bytes, kind: str) -> bytes:
    """A logo as a picture of its own, on nothing. `kind` is png or svg. Raises ValueError when it can't be drawn."""
    values = json.dumps({"content": list(picture), "format": kind})
    compiler = typst.Compiler(str(TEMPLATES / "logo.typ"), root=str(TEMPLATES), font_paths=_fonts(LATIN_AND_CYRILLIC))
    try:
        made = compiler.compile(format="png", sys_inputs={"values": values}, ppi=_DENSE)
    except typst.TypstError as error:
        raise ValueError(str(error)) from None
    assert isinstance(made, bytes)
    return made


@cache
def _fonts(*folders: Path) -> typst.Fonts:
    paths = [str(folder) for folder in folders]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
