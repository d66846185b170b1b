"""A unit's way in on paper: what it says, in every language that its questions are asked in."""

from datetime import date

from django.conf import settings

from folja.reports import labels, paper
from folja.reports.paper import Said, Slip, SlipWords, WayInOnPaper
from folja.vocabulary.languages import Tongue, isolated
from folja.vocabulary.period import Month
from folja.web.answers.asked import Asked
from folja.web.answers.once import in_groups
from folja.web.wordings.offered import offered
from folja.web.wordings.say import said, say


def on_paper(asked: Asked, address: str, made_on: date) -> WayInOnPaper:
    """A way in that is in use; `address` is where it leads."""
    spoken = _spoken(asked)
    return WayInOnPaper(
        title=said(asked.instrument.title, spoken[0].language),
        unit=asked.unit.name,
        address=address,
        shown=address.partition("://")[2].rstrip("/"),
        code=asked.code,
        said=spoken,
        made_on=made_on,
        invented=settings.FOLJA_INVENTED,
    )


def slips(way: WayInOnPaper, codes: tuple[str, ...], until: Month) -> bytes:
    """Slips with these codes, as PDF. A code stands behind # in the address: no server and no log is told that part."""
    language = way.said[0].language
    words = SlipWords(
        once=labels.WORKS_ONCE.in_language(language),
        until=labels.GOOD_UNTIL.in_language(language).format(month=until.name(language)),
    )
    return paper.slips(way, tuple(Slip(with_code(way.address, code), in_groups(code)) for code in codes), words)


def with_code(address: str, code: str) -> str:
    """The address that brings a code along."""
    return f"{address}#{code}"


def left_out(asked: Asked) -> tuple[str, ...]:
    """The languages that paper does without, because no font here has all their letters."""
    return tuple(isolated(one.name) for one in _spoken(asked) if not one.can_be_set)


def _spoken(asked: Asked) -> tuple[Said, ...]:
    return tuple(_said(tongue, asked.one_time) for tongue in offered(asked.instrument))


def _said(tongue: Tongue, one_time: bool) -> Said:
    return Said(
        language=tongue.code,
        name=tongue.name,
        question=say("paper.question", tongue.code),
        what_to_do=say("paper.what_to_do", tongue.code),
        promise=say("paper.promise", tongue.code),
        code=say("paper.code", tongue.code),
        needed=say("once.needed", tongue.code) if one_time else "",
    )
