"""Makes reports from what has been published here."""

from django.conf import settings

from folja.reports import template
from folja.reports.document import Document
from folja.reports.manuscript import Manuscript
from folja.reports.tertial import compose
from folja.vocabulary import clock
from folja.vocabulary.period import Period
from folja.web.comments.stored import cited_words
from folja.web.publication.shelf import library


def tertial_document(unit: str, period: Period, language: str = "sv") -> Document:
    """The tertial report of a unit. Raises Refused when it can't be made."""
    return compose(
        library(),
        template.shipped()["tertial"],
        unit,
        period,
        today=clock.today(),
        invented=settings.FOLJA_INVENTED,
        language=language,
        manuscript=Manuscript(cited=cited_words(unit, period.to_date)),
    )
