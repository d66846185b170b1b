"""What a unit's poster says, in every language that its questions are shown in."""

from datetime import date

from django.conf import settings

from folja.reports.poster import Poster, Said
from folja.vocabulary.text import Language
from folja.web.answers.asked import Asked
from folja.web.frame.templatetags.frame import language
from folja.web.wordings.offered import offered
from folja.web.wordings.say import say


def poster(asked: Asked, address: str, made_on: date) -> Poster:
    """The poster of a way in that is in use; `address` is where it leads."""
    return Poster(
        title=asked.instrument.title.in_language(language()),
        unit=asked.unit.name,
        address=address,
        shown=address.partition("://")[2].rstrip("/"),
        code=asked.code,
        said=tuple(_said(tongue.code) for tongue in offered(asked.instrument)),
        made_on=made_on,
        invented=settings.FOLJA_INVENTED,
    )


def _said(language: Language) -> Said:
    return Said(
        language=language,
        question=say("paper.question", language),
        what_to_do=say("paper.what_to_do", language),
        promise=say("paper.promise", language),
        code=say("paper.code", language),
    )
