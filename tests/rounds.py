"""A team of four services that has answered twice, for tests that look at it."""

from datetime import date

from folja.rounds.release import Sheet
from folja.vocabulary.clock import today
from folja.web.collection.receipt import random_key
from folja.web.rounds import actions
from folja.web.rounds.actions import Decided, Plan
from folja.web.rounds.models import TeamAnswer
from folja.web.rounds.stored import Team
from folja.web.rounds.taking import written

AGENCIES = ("Barnhälsovården", "Socialtjänsten", "Barnmorskemottagningen", "Biblioteket")
STEPS = (
    {
        "mandate": 4,
        "secrecy": 2,
        "management": 4,
        "time": 2,
        "meetings": 3,
        "aims": 4,
        "knowledge": 3,
        "early_support": 4,
    },
    {"mandate": 4, "secrecy": 3, "management": 4, "time": 2, "meetings": 4, "aims": 5, "knowledge": 2, "influence": 3},
    {"mandate": 5, "secrecy": 5, "management": 3, "time": 1, "meetings": 5, "aims": 4, "knowledge": 5, "influence": 1},
)


def team_at(unit: str, name: str = "Familjecentralen Kvarnen") -> Team:
    """A team of a unit, without any round."""
    made = Team(actions.new_key(), unit, name, AGENCIES)
    actions.save_team(made, None)
    return made


def start(team: Team, *, one_time: bool = False, closes_on: date | None = None) -> str:
    """A round that is open today."""
    last = closes_on or today().replace(day=28)
    return actions.start(team, Plan("spindeln", today(), last, 17, one_time, {}), None)


def fill(code: str, many: int = 14) -> None:
    """So many answer."""
    agencies = (*AGENCIES[:1] * 6, *AGENCIES[1:2] * 6, *AGENCIES[2:], *AGENCIES[:1] * many)[:many]
    for place, agency in enumerate(agencies):
        sheet = Sheet(agency, STEPS[place % 3])
        TeamAnswer.objects.create(key=random_key(), round=code, answers=written(sheet))


def answered_team(unit: str, name: str = "Familjecentralen Kvarnen", *, decided: str = "En timme varje onsdag") -> Team:
    """A team with two closed rounds, and something that it does."""
    team = team_at(unit, name)
    for many in (9, 14):
        code = start(team)
        fill(code, many)
        actions.close(code, today(), None)
    actions.decide(team, code, Decided("time", decided, "Lotsen", date(2022, 9, 1)), None)
    return team
