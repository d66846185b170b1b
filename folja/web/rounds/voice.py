"""In which languages and words a round speaks to whoever answers it: to staff in ours, to families in theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from folja.reports.labels import day
from folja.rounds import yearly
from folja.rounds.counted import counted_as
from folja.vocabulary.languages import TONGUES, Tongue
from folja.vocabulary.text import REQUIRED, Language
from folja.web.rounds.models import StoredRound
from folja.web.wordings.offered import offered
from folja.web.wordings.say import say

SPOKEN = tuple(tongue for tongue in TONGUES if tongue.code in REQUIRED)


@dataclass(frozen=True)
class Voice:
    """The languages that are offered, and whether they are families' words. Templates lie in `folder`."""

    tongues: tuple[Tongue, ...]
    is_family: bool
    is_team: bool

    @property
    def folder(self) -> str:
        return "rounds/family" if self.is_family else "rounds"

    def words(self, language: Language, opens_on: date | None = None) -> Mapping[str, str]:
        """What is said by what happened; a heading and what follows it where there is a page for it."""
        if self.is_family:
            return _to_families(language, opens_on)
        return _to_staff(language, opens_on) | (_to_a_team() if self.is_team else {})


def voice_of(code: str) -> Voice:
    """How the round of a link speaks, open or closed."""
    kind = StoredRound.objects.filter(code=code).values_list("kind", flat=True).first()
    survey = yearly.shipped().get(kind or "")
    if survey is not None and survey.audience == "family":
        return Voice(offered(counted_as(survey)), is_family=True, is_team=False)
    return Voice(SPOKEN, is_family=False, is_team=survey is None)


def _to_staff(language: Language, opens_on: date | None) -> dict[str, str]:
    not_kept = _("Det du svarade har inte sparats, inte heller en del av det.")
    closed = _("Omgången är stängd och tar inte emot fler svar. Tack för att du ville svara.")
    opens = _("De öppnar %s.") % day(opens_on, language) if opens_on else ""
    again = _("Öppna länken igen och svara därifrån. Inget har sparats.")
    return {
        "nothing": _("Svara på minst ett påstående. Inget har skickats än."),
        "not_good": _("Koden gick inte att använda. Skriv av den igen, eller be om en ny. Svaren står kvar."),
        "too_many_tries": _("Många koder har provats härifrån. Vänta tio minuter och skicka igen. Svaren står kvar."),
        "busy": _("Många svarar just nu. Vänta några minuter och skicka igen. Svaren står kvar."),
        "tomorrow": _("Så många svar som tas emot på en dag har redan kommit. Skicka igen i morgon. Svaren står kvar."),
        "full": _("Omgången är full"),
        "full_more": _("Så många svar som en omgång tar emot har redan kommit. Dina svar har inte sparats."),
        "closed": _("Frågorna är stängda"),
        "closed_more": closed,
        "not_kept": not_kept,
        "not_open": _("Frågorna har inte öppnat än"),
        "not_open_more": f"{opens} {_('Öppna länken igen när de gör det.')}".strip(),
        "elsewhere": _("Det gick inte att skicka"),
        "unreadable": _("Det gick inte att läsa"),
        "again": again,
        "unknown": _("Länken leder inte till några frågor"),
        "unknown_more": _("Den kan vara felskriven. Be den som skickade den om en ny."),
    }


def _to_a_team() -> dict[str, str]:
    """What only those say to each other who meet."""
    meet = _("Ta gärna upp det du tänkte på när teamet möts.")
    full = _("Så många svar som en omgång tar emot har redan kommit. Dina svar har inte sparats.")
    return {
        "closed_more": f"{_('Omgången är stängd och tar inte emot fler svar.')} {meet}",
        "full_more": f"{full} {_('Säg till den som delade länken.')} {meet}",
    }


def _to_families(language: Language, opens_on: date | None) -> dict[str, str]:
    opens = say("survey.opens", language, day=day(opens_on, language)) if opens_on else ""
    closed = say("survey.closed_more", language)
    return {
        "nothing": say("survey.nothing", language),
        "not_good": say("once.not_good", language),
        "too_many_tries": say("once.many_tries", language),
        "busy": say("comments.many", language),
        "tomorrow": say("page.many_answer", language),
        "full": say("survey.closed", language),
        "full_more": f"{say('survey.not_kept', language)} {closed}",
        "closed": say("survey.closed", language),
        "closed_more": closed,
        "not_kept": say("survey.not_kept", language),
        "not_open": say("survey.not_open", language),
        "not_open_more": opens,
        "elsewhere": say("notice.from_elsewhere", language),
        "unreadable": say("notice.unreadable", language),
        "again": say("survey.again", language),
    }
