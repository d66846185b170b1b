"""What a unit's poster says, in every language that its questions are shown in."""

from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from folja.reports.poster import Poster, Said
from folja.web.answers.asked import Asked
from folja.web.frame.templatetags.frame import language


def poster(asked: Asked, address: str, made_on: date) -> Poster:
    """The poster of a way in that is in use; `address` is where it leads."""
    return Poster(
        title=asked.instrument.title.in_language(language()),
        unit=asked.unit.name,
        address=address,
        shown=address.partition("://")[2].rstrip("/"),
        code=asked.code,
        said=tuple(_said(code) for code, _name in settings.LANGUAGES),
        made_on=made_on,
        invented=settings.FOLJA_INVENTED,
    )


def _said(code: str) -> Said:
    with translation.override(code):
        return Said(
            language=code,
            question=_("Hur blev det för dig?"),
            what_to_do=_("Svara på några korta frågor i din telefon. Det tar en minut."),
            promise=_("Det är frivilligt. Vi frågar inte vad du heter, och ingen ser vad just du svarade."),
            code=_("Kod"),
        )
