"""A document as HTML: a fragment to stand in a web page, or a whole file that carries its own stylesheet."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from folja.reports import labels
from folja.reports.charts import page_svg
from folja.reports.document import Block, Chart, Document
from folja.reports.layout import laid, laid_out
from folja.reports.plot import NARROW, WIDE

_HERE = Path(__file__).resolve().parent
STYLESHEET = _HERE / "static" / "report.css"


def fragment(document: Document) -> Markup:
    """The report from its first heading, which is of level 2, to its definitions and method.

    Safe to place in a page as it is: all words are escaped, and it holds no style and no script. Its look is
    in static/report.css and follows the page's colour tokens.
    """
    return _render("fragment.html", blocks=laid_out(document), document=document, language=document.language)


def block(one: Block, language: str = "sv") -> Markup:
    """A single block, to stand in a page by itself: a chart on an overview, a table on an indicator's page."""
    return _render("fragment.html", blocks=[laid(one, language)], document=None, language=language)


def sender(document: Document, logo_address: str = "") -> Markup:
    """Whose the report is: the municipality's logo, name and colour, and where it is found. Nothing where it has none.

    The logo is at an address of its own, as a page allows no picture inside it.
    """
    if document.municipality is None:
        return Markup()
    return _render("sender.html", municipality=document.municipality, logo=logo_address)


def page(document: Document) -> str:
    """A whole HTML file that needs nothing beside it and allows itself no script."""
    # Whether Git writes line ends as on Windows must not decide whether the browser accepts the hash.
    style = STYLESHEET.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _render(
        "page.html",
        document=document,
        language=document.language,
        sender=sender(document, _inside(document)),
        fragment=fragment(document),
        style=Markup(style),  # noqa: S704  our own file
        style_hash=f"sha256-{digest}",
    )


def _inside(document: Document) -> str:
    """The logo inside a file that has nothing beside it."""
    logo = document.municipality.logo if document.municipality else ""
    return f"data:image/png;base64,{logo}" if logo else ""


def _render(template: str, **values: object) -> Markup:
    return Markup(_templates().get_template(template).render(values))  # noqa: S704  the templates escape


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    templates.globals.update(labels=labels, drawing=_drawing, wide=WIDE, narrow=NARROW)
    return templates


def _drawing(chart: Chart, language: str, width: int) -> Markup:
    return Markup(page_svg(chart, language, width))  # noqa: S704  serialised as XML, words escaped
