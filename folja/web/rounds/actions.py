"""The only writer of teams, rounds and what teams have decided to do. Answers are written by taking.py."""

import json
import logging
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import OperationalError, transaction

from folja.disclosure import policy
from folja.rounds import yearly
from folja.rounds.counted import result_as_json, result_from_json, result_of
from folja.rounds.release import Sheet, checksum, release, release_as_json
from folja.rounds.yearly import Survey, YearResult, protected
from folja.vocabulary import clock
from folja.vocabulary.period import Month
from folja.vocabulary.problem import refuse
from folja.web.answers.code import new_code
from folja.web.answers.models import WayIn
from folja.web.answers.one_time import forget_codes
from folja.web.leftovers import empty_log, rewrite
from folja.web.locks import alone
from folja.web.organisation.actions import note
from folja.web.organisation.models import Account
from folja.web.organisation.units import tree
from folja.web.rounds.models import PastSurvey, StoredRound, StoredSurvey, StoredTeam, TeamAction, TeamAnswer
from folja.web.rounds.stored import OpenRound, Team, asked_in, crowd_of, round_at, survey_results, turn_of
from folja.web.rounds.taking import sheets_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Plan:
    """A round as it is to be: `words` are statements in other words than the content's."""

    kind: str
    opens_on: date
    closes_on: date
    invited: int
    one_time: bool
    words: Mapping[str, str]


@dataclass(frozen=True)
class Decided:
    """What a team does, about which statement, who does it and by when."""

    axis: str
    words: str
    who: str
    due_on: date | None


def new_key() -> str:
    """A key that says nothing."""
    return secrets.token_hex(8)


@transaction.atomic
def save_team(team: Team, account: Account | None) -> None:
    """A new team, or one that has changed its name or its services.

    Raises Refused where services change while a round is open: a sheet would tell whether it came before or after.
    """
    alone("team", team.key)
    before = StoredTeam.objects.filter(key=team.key).first()
    is_asked = StoredRound.objects.filter(team=team.key, release="").exists()
    if before and is_asked and tuple(json.loads(before.agencies)) != tuple(team.agencies):
        raise refuse(
            "agencies",
            sv="En omgång är öppen, och verksamheterna ändras inte medan ni svarar. Ändra dem när den har stängts.",
            en="a round is open, and services do not change while it is; change them when it has been closed",
        )
    kept = {"unit": team.unit, "name": team.name, "agencies": json.dumps(team.agencies, ensure_ascii=False)}
    StoredTeam.objects.update_or_create(key=team.key, defaults=kept)
    note(account, "team changed", f"{team.unit} {team.key}")


@transaction.atomic
def start(team: Team, plan: Plan, account: Account | None) -> str:
    """Start a round and return the code of its link. Raises Refused while another of the team is open, where the year
    of a survey has its numbers already, and where families would answer about one or two colleagues."""
    if team.survey:
        alone("survey", team.unit, team.survey)  # nobody enters the year meanwhile
    alone("team", team.key)
    if team.survey and any(one.year == plan.opens_on.year for one in survey_results(team.unit, team.survey)):
        raise refuse(
            "opens_on",
            sv=f"{plan.opens_on.year} har redan sina siffror. Ställ enkäten ett annat år.",
            en=f"{plan.opens_on.year} has its numbers already; ask another year",
        )
    if team.survey and yearly.shipped()[team.survey].audience == "family" and not may_ask_families(team.unit):
        raise refuse(
            "",
            sv="Här arbetar färre än tre, och då skulle svaren handla om en av dem. Ställ enkäten för ett större "
            "område i stället.",
            en="fewer than three work here, and the answers would be about one of them; ask for a larger area instead",
        )
    if StoredRound.objects.filter(team=team.key, release="").exists():
        raise refuse(
            "",
            sv="Teamet har redan en omgång som är öppen. Stäng den först.",
            en="the team has a round that is open already; close that first",
        )
    code = _free_code()
    StoredRound.objects.create(
        code=code,
        team_id=team.key,
        kind=plan.kind,
        words=json.dumps(dict(plan.words), sort_keys=True, ensure_ascii=False),
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
        invited=plan.invited,
        turn=StoredRound.objects.filter(team=team.key).count() + 1,
        one_time=plan.one_time,
        told_on=clock.today(),  # nobody has answered yet
    )
    note(account, "round started", f"{team.unit} {team.key} {plan.kind}")
    return code


def may_ask_families(unit: str) -> bool:
    """Not where families' answers would be about one or two colleagues: all who work in a place's units are counted."""
    now = Month.of(clock.today()).tertial
    staff = (one.staff or 0 for one in tree().leaves_of(unit) if one.exists_in(now))
    return sum(staff) >= policy.shipped().least_staff


@transaction.atomic
def prolong(code: str, closes_on: date, account: Account | None) -> None:
    """Let a round be open until another day. One that has been closed meanwhile stays so."""
    alone("round", code)
    if StoredRound.objects.filter(code=code, release="").update(closes_on=closes_on):
        note(account, "round prolonged", f"{code} {closes_on}")


def close(code: str, day: date, account: Account | None, *, only_when_over: bool = False) -> None:
    """Freeze what is shown of a round, and delete every answer. What comes later is not taken. Twice is harmless.

    Trying every set of answers can take half a minute, so nobody is kept waiting: it is worked out beside everything
    else, and frozen only where nothing has come or changed meanwhile. If it has, it is worked out again.
    """
    while True:
        there = round_at(code)
        if not isinstance(there, OpenRound) or (only_when_over and not there.is_over(day)):
            return
        sheets = sheets_of(code)
        written = _worked_out(there, sheets, min(day, there.closes_on))
        if _freeze(there, sheets, written, account):
            break
    rewrite()
    empty_log()


def _worked_out(there: OpenRound, sheets: Sequence[Sheet], closed_on: date) -> str:
    """All that is ever shown of a round: a team's by the team policy, a survey's rounded as the cubes are."""
    if there.kind.policy == "cubes":
        return result_as_json(result_of(yearly.shipped()[there.kind.code], sheets, there.opens_on.year))
    return release_as_json(release(there.kind, sheets, there.invited, closed_on))


@transaction.atomic
def _freeze(there: OpenRound, sheets: Sequence[Sheet], written: str, account: Account | None) -> bool:
    """Whether the round was as it was when its release was worked out, and is closed."""
    alone("round", there.code)
    now = round_at(there.code)
    if not isinstance(now, OpenRound) or _plan_of(now) != _plan_of(there) or sheets_of(there.code) != sheets:
        return False
    StoredRound.objects.filter(code=there.code).update(release=written, checksum=checksum(written))
    TeamAnswer.objects.filter(round=there.code).delete()
    forget_codes(there.code)
    note(account, "round closed", f"{there.team.unit} {there.team.key} {there.kind.code}")
    return True


def _plan_of(there: OpenRound) -> tuple[object, ...]:
    """What a release is made of beside the answers."""
    return there.kind, there.invited, there.closes_on


def close_what_is_over(day: date) -> None:
    """Close the rounds whose last day has passed. One that can't be closed keeps none of the others open."""
    for code in StoredRound.objects.filter(release="", closes_on__lt=day).values_list("code", flat=True):
        try:
            close(code, day, None, only_when_over=True)
        except OperationalError:
            raise
        except Exception:
            logger.exception("a round could not be closed")


@transaction.atomic
def decide(team: Team, code: str, decided: Decided, account: Account | None) -> None:
    """Add something that the team does."""
    TeamAction.objects.create(
        key=new_key(),
        team_id=team.key,
        round_id=code,
        axis=decided.axis,
        words=decided.words,
        who=decided.who,
        due_on=decided.due_on,
    )
    note(account, "team action changed", f"{team.unit} {team.key}")


@transaction.atomic
def follow_up(team: Team, key: str, state: str, went: str, account: Account | None) -> None:
    """Say how it goes with something that the team does."""
    if TeamAction.objects.filter(key=key, team=team.key).update(state=state, went=went):
        note(account, "team action changed", f"{team.unit} {team.key}")


class Replaces(Exception):
    """There is a year already that the writer has not seen; nothing was changed."""


@transaction.atomic
def enter_survey(unit: str, survey: str, result: YearResult, account: Account | None, seen: int = 0) -> None:
    """Enter one year of a yearly survey, counted elsewhere, on top of what was `seen`. Of what it takes the place of
    only that it was there is kept; what stands there already changes nothing; what would tell of fewer than five is
    not kept.

    Raises Replaces where it would take the place of something else, and Refused where the year is or was answered in
    Följa.
    """
    alone("survey", unit, survey)
    alone("surveys", survey, result.year)  # nobody enters what it is held against meanwhile
    shown = _shown_beside_others(unit, yearly.shipped()[survey], result)
    there = StoredSurvey.objects.filter(unit=unit, survey=survey, year=result.year).first()
    if there and result_from_json(there.document) == shown:
        return
    _refuse_asked(unit, survey, result.year)
    if there:
        if seen != turn_of(unit, survey, result.year):
            raise Replaces
        PastSurvey.objects.create(
            unit=unit,
            survey=survey,
            year=there.year,
            entered_by=there.entered_by,
            last_on=clock.today(),
        )
    kept = {"document": result_as_json(shown), "entered_by": account.first_name if account else ""}
    StoredSurvey.objects.update_or_create(unit=unit, survey=survey, year=result.year, defaults=kept)
    note(account, "survey entered", f"{unit} {survey} {result.year}")


def _shown_beside_others(unit: str, survey: Survey, result: YearResult) -> YearResult:
    """What of a year tells of nobody, beside what is entered for places around the unit and inside it."""
    kept = StoredSurvey.objects.filter(survey=survey.code, year=result.year).exclude(unit=unit)
    others = {one.unit: found for one in kept if (found := result_from_json(one.document))}
    return yearly.beside(survey, others | {unit: protected(survey, result)}, tree(), unit)


def _refuse_asked(unit: str, survey: str, year: int) -> None:
    match asked_in(unit, survey, year):
        case "open":
            raise refuse(
                "year",
                sv=f"Enkäten för {year} besvaras i Följa just nu. Vänta tills den är stängd, eller välj ett annat år.",
                en=f"the survey of {year} is being answered in Följa; wait until it is closed, or choose another year",
            )
        case "closed":
            raise refuse(
                "year",
                sv=f"Enkäten för {year} är besvarad i Följa och kan inte skrivas över. Välj ett annat år.",
                en=f"the survey of {year} was answered in Följa and is not written over; choose another year",
            )


def dispose(day: date) -> int:
    """Delete that years of surveys were corrected, when kept for as long as the policy says. Returns how many."""
    limit = Month.of(day).plus(-policy.shipped().past_figure_months).first_day
    return PastSurvey.objects.filter(last_on__lt=limit).delete()[0]


@transaction.atomic
def crowd(unit: str, name: str, survey: str) -> Team:
    """Those who answer a unit's yearly survey. Doing it twice is harmless."""
    alone("survey", unit, survey)
    kept = {"key": new_key(), "name": name, "agencies": "[]"}
    StoredTeam.objects.get_or_create(unit=unit, survey=survey, defaults=kept)
    found = crowd_of(unit, survey)
    assert found is not None
    return found


def _free_code() -> str:
    while True:
        code = new_code()
        # A slip's code is hashed with that of its link: no two links may have the same.
        if not any(
            found.exists() for found in (StoredRound.objects.filter(code=code), WayIn.objects.filter(code=code))
        ):
            return code
