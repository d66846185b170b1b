"""What a family reads where there is nothing to answer: what happened, and what to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from folja.web.answers.asked import Shut

Words = Callable[[], str]


@dataclass(frozen=True)
class Notice:
    """A heading and a sentence or two, in the language of the page when they are asked for."""

    status: int
    heading: Words
    words: Words
    asks_for_code: bool = False


SHUT: Mapping[Shut, Notice] = {
    "unknown": Notice(
        404,
        lambda: _("Vi hittar inte den koden"),
        lambda: _("Den har fem tecken, siffror och bokstäver. Läs av den igen, och skriv den här."),
        asks_for_code=True,
    ),
    "replaced": Notice(
        410,
        lambda: _("Den här koden används inte längre"),
        lambda: _("Den har bytts mot en ny. Be den du träffade om den nya koden. Tack för att du vill svara."),
        asks_for_code=True,
    ),
    "ended": Notice(
        410,
        lambda: _("Här ställs inga frågor längre"),
        lambda: _("Stället som koden hör till finns inte kvar. Tack för att du ville svara."),
    ),
    "not_asked": Notice(
        410,
        lambda: _("Just nu ställs inga frågor här"),
        lambda: _("Frågorna används inte för tillfället. Tack för att du ville svara."),
    ),
    "closed": Notice(
        409,
        lambda: _("Just nu går det inte att svara"),
        lambda: _("Svaren räknas ihop, och inga nya tas emot. Försök gärna igen i morgon."),
    ),
}

OTHER_QUESTIONS = Notice(
    409,
    lambda: _("Frågorna har ändrats"),
    lambda: _("Det har de gjort sedan du öppnade sidan. Inget har skickats. Vill du börja om? Det går fort."),
)
FROM_ELSEWHERE = Notice(
    403,
    lambda: _("Svaren kom inte härifrån"),
    lambda: _("Inget har sparats. Skriv koden här, så kommer du till frågorna."),
    asks_for_code=True,
)
UNREADABLE = Notice(
    413,
    lambda: _("Det gick inte att läsa svaren"),
    lambda: _("Inget har sparats. Skriv koden här, så kommer du till frågorna."),
    asks_for_code=True,
)
NOTHING_TO_SEND = Notice(
    200,
    lambda: _("Tack för att du tittade"),
    lambda: _("Du hoppade över alla frågor, och det går bra. Inget har skickats."),
)
