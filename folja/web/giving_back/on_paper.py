"""What a leaflet's poster says in one language."""

from dataclasses import asdict
from datetime import date

from django.conf import settings

from folja.reports.fonts import missing
from folja.reports.leaflet_poster import LeafletPoster, PosterLine, PosterPart
from folja.web.giving_back.shown import Shown, ShownPart
from folja.web.wordings.say import say


def poster(leaflet: Shown, address: str, made_on: date) -> LeafletPoster:
    """The poster of a published leaflet; `address` is where families read it, in their own language."""
    language = leaflet.language
    return LeafletPoster(
        language=language,
        title=say("giving_back.title", language),
        unit=leaflet.unit.name,
        you_said=say("giving_back.you_said", language),
        parts=tuple(map(_part, leaflet.parts)),
        nothing=say("giving_back.too_few", language),
        rounded=say("giving_back.rounded", language),
        we_did=say("giving_back.we_did", language),
        did=leaflet.did,
        written_in=leaflet.written_in,
        note="" if leaflet.is_translated else say("giving_back.in_swedish", language),
        address=address,
        shown=address.partition("://")[2].rstrip("/"),
        scan=say("giving_back.scan", language),
        made_on=made_on,
        invented=say("page.invented", language) if settings.FOLJA_INVENTED else "",
    )


def has_letters(poster: LeafletPoster) -> bool:
    """Whether the fonts have all letters on it: else there would be empty boxes on the wall."""
    said = [value for value in asdict(poster).values() if isinstance(value, str)]
    lines = [word for part in poster.parts for line in part.lines for word in (line.question, line.words, line.answers)]
    return not missing("".join([*said, *lines, *(f"{part.title}{part.place}{part.months}" for part in poster.parts)]))


def _part(part: ShownPart) -> PosterPart:
    lines = tuple(PosterLine(**asdict(line)) for line in part.lines)
    return PosterPart(part.title, part.place, part.months, lines)
