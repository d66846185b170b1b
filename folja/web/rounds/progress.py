"""How far an open round has come: in one of a few words, counted once a night for everybody.

A number that ticked while people answered would say who just did. What comes in during a day is counted the day after.
"""

from datetime import date

from folja.disclosure.team import LEAST, MOST
from folja.web.rounds.models import StoredRound, TeamAnswer

MOST_OF = 3, 4  # from three of four on it is most


def pass_night(code: str, day: date) -> None:
    """Count once, before anything of the day is saved or shown."""
    waiting = StoredRound.objects.filter(code=code, release="").exclude(told_on=day).first()
    if waiting is None:
        return
    many = TeamAnswer.objects.filter(round=code).count()
    StoredRound.objects.filter(code=code).exclude(told_on=day).update(
        told_on=day, progress=_word(many, waiting.invited)
    )


def _word(many: int, invited: int) -> str:
    part, whole = MOST_OF
    if many < LEAST:
        return "few"
    if many >= MOST:
        return "full"
    return "most" if many * whole >= invited * part else "enough"
