"""How far an open round has come: in one of a few words, counted once a night for everybody.

A number that ticked while people answered would say who just did. What comes in during a day is counted the day after.
"""

from datetime import date

from folja.disclosure import policy
from folja.disclosure.team import LEAST, MOST
from folja.web.rounds.models import StoredRound, TeamAnswer
from folja.web.rounds.stored import Progress, kind_of

MOST_OF = 3, 4  # from three of four on it is most


def pass_night(code: str, day: date) -> None:
    """Count once, before anything of the day is saved or shown."""
    waiting = StoredRound.objects.filter(code=code, release="").exclude(told_on=day).first()
    if waiting is None:
        return
    many = TeamAnswer.objects.filter(round=code).count()
    is_survey = kind_of(waiting.kind).policy == "cubes"
    StoredRound.objects.filter(code=code).exclude(told_on=day).update(
        told_on=day, progress=_of_survey(many, waiting.invited) if is_survey else _of_team(many, waiting.invited)
    )


def _of_team(many: int, invited: int) -> Progress:
    if many < LEAST:
        return "few"
    if many >= MOST:
        return "full"
    return "most" if _is_most(many, invited) else "enough"


def _of_survey(many: int, invited: int) -> Progress:
    if many < policy.shipped().least_base_for_share:
        return "few"
    return "most" if _is_most(many, invited) else "enough"


def _is_most(many: int, invited: int) -> bool:
    part, whole = MOST_OF
    return many * whole >= invited * part
