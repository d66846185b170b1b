"""A document as a tagged PDF on A4 that declares PDF/UA-1."""

from dataclasses import asdict
from datetime import UTC, datetime, time
from typing import Any

from folja.reports import labels, typesetting
from folja.reports.charts import paper_svg
from folja.reports.document import Document, Heading, MonthBars, RunChart, Trend, Years
from folja.reports.drawing import palette
from folja.reports.layout import Grid, Laid, Passage, Picture, laid_out
from folja.reports.plot import NARROW, WIDE

Values = dict[str, Any]

_ACROSS = WIDE * 6 // 5
"""A chart as wide as the page is drawn for more room than on a screen: it is lower, and fits on more pages."""


def pdf(document: Document) -> bytes:
    """The report as PDF: the same bytes for the same document, as its date is the document's own."""
    made_at = datetime.combine(document.made_on, time(), UTC)
    return typesetting.pdf("report.typ", _values(document), made_at=int(made_at.timestamp()))


def _values(document: Document) -> Values:
    language = document.language
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "dates": labels.dates(document),
        "language": language,
        "sender": labels.sender(document),
        "logo": list(labels.logo(document)),
        "contact": document.municipality.contact if document.municipality else (),
        "accent": palette(_accent(document))["accent"],
        "diary": labels.diary(document),
        "invented": document.invented,
        "method": document.method,
        "labels": {
            "invented": labels.INVENTED.in_language(language),
            "page": labels.PAGE.in_language(language),
            "definitions": labels.DEFINITIONS.in_language(language),
            "definitions_on": labels.DEFINITIONS_ON.in_language(language),
            "provenance": labels.PROVENANCE.in_language(language),
        },
        "blocks": [_block(block, language, _accent(document)) for block in laid_out(document)],
        "definitions": [asdict(definition) for definition in document.definitions],
        "provenance": [[labels.provenance(key, language), words] for key, words in document.provenance.items()],
    }


def _accent(document: Document) -> str:
    return document.municipality.accent if document.municipality else ""


def _block(block: Laid, language: str, accent: str) -> Values:
    match block:
        case Heading():
            return {"kind": "heading", **asdict(block)}
        case Passage():
            return {"kind": "passage", **asdict(block)}
        case Grid():
            return {"kind": "table", **asdict(block)}
        case Picture():
            return {"kind": "picture", **_picture(block, language, accent)}


def _picture(picture: Picture, language: str, accent: str) -> Values:
    beside = isinstance(picture.chart, Trend | MonthBars | RunChart | Years)
    return {
        "beside": beside,
        "sentence": [asdict(run) for run in picture.sentence],
        "subtitle": picture.subtitle,
        "absent": asdict(picture.absent) if picture.absent else None,
        "svg": "" if picture.absent else paper_svg(picture.chart, language, NARROW if beside else _ACROSS, accent),
        "alt": picture.chart.alt,
        "grid": asdict(picture.grid),
    }
