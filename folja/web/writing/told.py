"""What a section tells of its expected result: the status, the draft, the figure beside its aim, and its years."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from folja.figures.figure import Figure
from folja.figures.library import Library
from folja.goals.followed import Followed
from folja.goals.outside import OutsideFigure
from folja.reports import complaints, expected, html, labels, reasons, results_told, target_bar, words
from folja.reports.document import Paragraph, Table, Years
from folja.reports.labels import day
from folja.reports.layout import Prose, laid
from folja.vocabulary.period import Period
from folja.web.goals.plan_page import SIGNS
from folja.web.publication.cards import Card, card
from folja.web.publication.reporting import manuscript_of


@dataclass(frozen=True)
class Told:
    """All words and pictures that stand above the text. What there is none of is empty."""

    status: str
    status_words: str
    sign: str
    reason: str
    drafted: Prose
    card: Card | None
    bar: SafeString | str
    tables: tuple[SafeString, ...]
    notes: tuple[Prose, ...]
    years: tuple[int, int] | None


def told(library: Library, one: Followed, language: str) -> Told:
    """What an expected result has come to."""
    bar, judgement = target_bar.target_bar(one, language), one.judgement
    blocks = tuple(expected.result_blocks(library, one, "-", language))
    drafted = tuple(results_told.told(library, one, language))
    reason = (
        "".join(words.quoted(piece, language) for piece in reasons.reason_pieces(one, language)) if judgement else ""
    )
    return Told(
        status=judgement.status if judgement else "",
        status_words=labels.STATUSES[judgement.status].in_language(language) if judgement else "",
        sign=SIGNS[judgement.status] if judgement else "",
        reason=words.unbroken(reason),
        drafted=_prose(Paragraph(drafted), language) if drafted else (),
        card=_card(library, one, language),
        bar=mark_safe(target_bar.page_svg(bar, language)) if bar else "",  # noqa: S308  serialised as XML, words escaped
        tables=tuple(
            mark_safe(html.block(block if isinstance(block, Table) else block.table, language))  # noqa: S308  templates escape
            for block in blocks
            if isinstance(block, Table | Years)
        ),
        notes=tuple(
            _prose(block, language) for block in blocks if isinstance(block, Paragraph) and block.style == "note"
        ),
        years=_years(one),
    )


def counted(template: str, unit: str, period: Period, language: str) -> str:
    """What the report says of comments and complaints that the unit has counted; nothing before it has."""
    found = complaints.told(manuscript_of(template, unit, period).complaints, period.to_date, language)
    return "".join(words.quoted(piece, language) for piece in found)


def _prose(paragraph: Paragraph, language: str) -> Prose:
    [prose] = laid(paragraph, language).paragraphs  # type: ignore[union-attr]
    return prose


def _card(library: Library, one: Followed, language: str) -> Card | None:
    match one.value:
        case Figure():
            return card(library, one.value, language)
        case OutsideFigure():
            return _outside_card(one.value, language)
    return None


def _outside_card(figure: OutsideFigure, language: str) -> Card:
    source = f"{figure.source}, {day(figure.dated, language)}"
    return Card(
        code=figure.measure.code,
        title=figure.measure.title.in_language(language),
        definition=words.unbroken(figure.measure.definition.in_language(language)),
        value=words.entered(figure, language) if figure.shown else "",
        place="",
        beneath=(source, _("Från en annan källa")),
        sign="",
        said=figure.note,
        hidden=not figure.shown,
    )


def _years(one: Followed) -> tuple[int, int] | None:
    """The first and last year that there is anything of."""
    periods: list[Period] = [value.period for value in (*one.earlier, one.value) if value is not None]
    return (min(p.year for p in periods), max(p.year for p in periods)) if len(periods) > 1 else None
