"""A Vega-Lite spec becomes an SVG picture: for a page, which gives it colours and type, or for paper, which can't."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from xml.etree import ElementTree as ET

import vl_convert

from folja.reports.plot import Spec

# Light values of the page's tokens; a page overrides them through its custom properties.
TOKENS: Mapping[str, str] = {
    "ink": "#2a2320",
    "stone": "#645a52",
    "pebble": "#877b71",
    "sand": "#e4dbce",
    "card": "#fffdf9",
    "accent": "#6b2461",
}
PAPER: Mapping[str, str] = {**TOKENS, "card": "#ffffff", "attention": "#a13a0c"}


def palette(accent: str = "") -> Mapping[str, str]:
    """The colours on paper, with a municipality's own accent where it has one."""
    return {**PAPER, "accent": accent} if accent else PAPER


PATTERNS: Mapping[str, tuple[int, float, str, str]] = {
    "stripes": (6, 2.4, "accent", "M0,3h6"),
    "hatch": (5, 1, "pebble", "M0,2.5h5"),
    "dots": (6, 2, "accent", "M2,3h2"),
    "grid": (5, 1.4, "accent", "M0,2.5h5M2.5,0v5"),
}
"""Side of the pattern's square, thickness of its line, the line's colour, and the line."""

FONT = "Source Sans 3"
_SVG = "http://www.w3.org/2000/svg"
_DROPPED = {"class", "role", "pointer-events", "font-family", "version"}
ET.register_namespace("", _SVG)
_LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}")


def for_page(spec: Spec, alt: str) -> str:
    """SVG text to stand in a page: a picture with words for those who can't see it, in the page's own type.

    Colours are custom properties with the light token behind, all in attributes that a strict
    Content-Security-Policy allows.
    """
    return _for_page(_written(spec), alt)


def for_paper(spec: Spec, accent: str = "") -> str:
    """SVG text to be typeset: fixed colours on white, with the report's font."""
    return _for_paper(_written(spec), accent)


def _written(spec: Spec) -> str:
    return json.dumps(spec, sort_keys=True)


# Pure and slow (15-30 ms): pages and reports of frozen figures ask for the same drawings again and again.
@lru_cache(maxsize=1024)
def _for_page(spec: str, alt: str) -> str:
    picture = _picture(spec, {name: f"var(--{name}, {light})" for name, light in TOKENS.items()})
    picture.set("role", "img")
    picture.set("aria-label", alt)
    return ET.tostring(picture, encoding="unicode")


@lru_cache(maxsize=256)
def _for_paper(spec: str, accent: str) -> str:
    picture = _picture(spec, palette(accent))
    picture.set("font-family", FONT)
    for text in picture.iter(f"{{{_SVG}}}text"):
        # A variable font is else set in its own default, the thinnest, wherever the weight is 400.
        text.set("font-variation-settings", f"'wght' {text.get('font-weight', '400')}")
    return ET.tostring(picture, encoding="unicode")


def _picture(spec: str, colors: Mapping[str, str]) -> ET.Element:
    picture = ET.fromstring(vl_convert.vegalite_to_svg(spec))  # noqa: S314  what the converter made of our own spec
    prefix = f"chart-{hashlib.sha256(spec.encode()).hexdigest()[:8]}"
    used = {element.get("fill", "") for element in picture.iter()} & PATTERNS.keys()
    _prune(picture)
    for element in picture.iter():
        element.attrib = dict(_attributes(element, colors, prefix))
    picture.insert(0, _definitions(sorted(used), colors, prefix))
    return picture


def _prune(element: ET.Element) -> None:
    """Drop the empty paths that stand for backgrounds and foregrounds."""
    for child in list(element):
        if child.get("class") in ("background", "foreground"):
            element.remove(child)
        else:
            _prune(child)


def _attributes(element: ET.Element, colors: Mapping[str, str], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        if name in _DROPPED or name.startswith("aria-"):
            continue
        if name in ("fill", "stroke"):
            yield name, f"url(#{prefix}-{value})" if value in PATTERNS else colors.get(value, value)
        else:
            yield name, _LONG_NUMBER.sub(_shortened, value)


def _shortened(match: re.Match[str]) -> str:
    return f"{round(float(match[0]), 2):g}"


def _definitions(names: Iterable[str], colors: Mapping[str, str], prefix: str) -> ET.Element:
    definitions = ET.Element(f"{{{_SVG}}}defs")
    for name in names:
        definitions.append(_pattern(name, colors, f"{prefix}-{name}"))
    return definitions


def _pattern(name: str, colors: Mapping[str, str], identity: str) -> ET.Element:
    side, thickness, color, line = PATTERNS[name]
    pattern = ET.Element(f"{{{_SVG}}}pattern")
    square = {"width": str(side), "height": str(side), "patternUnits": "userSpaceOnUse"}
    pattern.attrib = {"id": identity, **square, "patternTransform": "rotate(-45)"}
    for tag, look in (
        ("rect", {"width": str(side), "height": str(side), "fill": colors["card"]}),
        ("path", {"d": line, "stroke": colors[color], "stroke-width": f"{thickness:g}"}),
    ):
        ET.SubElement(pattern, f"{{{_SVG}}}{tag}", look)
    return pattern
