"""Makes reports from what has been published here."""

from dataclasses import replace

from django.conf import settings

from folja.reports import template
from folja.reports.document import Document
from folja.reports.manuscript import Manuscript
from folja.reports.tertial import compose
from folja.vocabulary import clock
from folja.vocabulary.period import Period
from folja.web.comments.stored import cited_words
from folja.web.goals.stored import budgets_of, outside_of, plan_of, several_years_of
from folja.web.organisation.municipality import municipality
from folja.web.publication.from_below import from_below
from folja.web.publication.shelf import library
from folja.web.supports.stored import register
from folja.web.writing.stored import diary_number_of, texts_of
from folja.web.year.stored import complaints_of


def document_of(code: str, unit: str, period: Period, language: str = "sv", *, is_open: bool = False) -> Document:
    """A unit's report by the template of that code; one that is open has nothing out of case systems.

    Raises Refused when it can't be made.
    """
    manuscript = manuscript_of(code, unit, period)
    document = compose(
        library(),
        template.shipped()[code],
        unit,
        period,
        today=clock.today(),
        invented=settings.FOLJA_INVENTED,
        language=language,
        manuscript=manuscript.open_to_all if is_open else manuscript,
    )
    return replace(document, municipality=municipality(), diary_number=diary_number_of(code, unit, period))


def manuscript_of(code: str, unit: str, period: Period) -> Manuscript:
    """What people at the unit have added to its report of a tertial by the template of that code."""
    return Manuscript(
        plan=plan_of(unit, period.year),
        outside=outside_of(unit),
        texts=texts_of(code, unit, period),
        cited=cited_words(unit, period.to_date),
        budgets=budgets_of(unit),
        several_years=several_years_of(unit),
        below=from_below(unit, period) if template.shipped()[code].compiles else (),
        register=register(),
        complaints=complaints_of(unit, period.year),
    )
