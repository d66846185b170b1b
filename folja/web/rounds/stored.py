"""Teams, rounds, releases and actions, read back from where they are kept. No answer is read here."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from folja.rounds import round_type, yearly
from folja.rounds.counted import asked_as, result_from_json
from folja.rounds.release import Release, release_from_json
from folja.rounds.round_type import RoundType
from folja.rounds.yearly import YearResult, protected
from folja.web.rounds.models import PastSurvey, StoredRound, StoredSurvey, StoredTeam, TeamAction

Progress = Literal["few", "enough", "most", "full"]


@dataclass(frozen=True)
class Team:
    """People of several services who answer together; or those who answer a unit's yearly `survey`."""

    key: str
    unit: str
    name: str
    agencies: tuple[str, ...]
    survey: str = ""


@dataclass(frozen=True)
class OpenRound:
    """A round that is not closed; it may not have begun. `progress` is as of a night and never of a moment."""

    code: str
    team: Team
    kind: RoundType
    opens_on: date
    closes_on: date
    invited: int
    one_time: bool
    progress: Progress

    def has_begun(self, day: date) -> bool:
        return self.opens_on <= day

    def is_over(self, day: date) -> bool:
        return self.closes_on < day


@dataclass(frozen=True)
class ClosedRound:
    """A closed round: its release, and the hash that it was frozen with."""

    code: str
    release: Release
    checksum: str


def round_types() -> dict[str, RoundType]:
    """Those of the content, by code."""
    return dict(round_type.shipped())


def kind_of(code: str) -> RoundType:
    """What a round of this kind asks: that of the content, or a yearly survey."""
    surveys = yearly.shipped()
    return asked_as(surveys[code]) if code in surveys else round_type.shipped()[code]


def team_of(key: str) -> Team | None:
    """The team of a key."""
    found = StoredTeam.objects.filter(key=key).first()
    return _team(found) if found else None


def teams_of(units: Iterable[str]) -> tuple[Team, ...]:
    """The teams of units, by name. Those who answer surveys are none."""
    return tuple(map(_team, StoredTeam.objects.filter(unit__in=list(units), survey="").order_by("name", "key")))


def crowd_of(unit: str, survey: str) -> Team | None:
    """Those who answer a unit's yearly survey, where it has been asked."""
    found = StoredTeam.objects.filter(unit=unit, survey=survey).first()
    return _team(found) if found else None


def open_round(team: Team) -> OpenRound | None:
    """The team's round that is not closed."""
    found = StoredRound.objects.filter(team=team.key, release="").select_related("team").first()
    return _open(found) if found else None


def round_at(code: str) -> OpenRound | Literal["closed"] | None:
    """What is behind a link."""
    found = StoredRound.objects.filter(code=code).select_related("team").first()
    if found is None:
        return None
    return "closed" if found.release else _open(found)


def closed_rounds(team: Team) -> tuple[ClosedRound, ...]:
    """The team's closed rounds, the latest first."""
    found = StoredRound.objects.filter(team=team.key).exclude(release="")
    closed = {one.turn: ClosedRound(one.code, release_from_json(one.release), one.checksum) for one in found}
    return tuple(closed[turn] for turn in sorted(closed, reverse=True))


def actions_of(team: Team) -> list[TeamAction]:
    """What the team has decided to do: what goes on first, by day."""
    found = TeamAction.objects.filter(team=team.key)
    return sorted(found, key=lambda one: (one.state not in GOING_ON, one.due_on or date.max, one.key))


@dataclass(frozen=True)
class Correction:
    """That a year of a survey was corrected, by whom and on which day."""

    year: int
    by: str
    on: date


def survey_results(unit: str, survey: str) -> tuple[YearResult, ...]:
    """The years of a unit's yearly survey, the oldest first: as entered, and as answered in Följa."""
    entered = {one.year: _year(one) for one in StoredSurvey.objects.filter(unit=unit, survey=survey)}
    closed = StoredRound.objects.filter(team__unit=unit, team__survey=survey).exclude(release="")
    answered = {one.year: one for kept in closed if (one := result_from_json(kept.release))}
    found = entered | answered
    return tuple(found[year] for year in sorted(found))


def asked_in(unit: str, survey: str, year: int) -> Literal["open", "closed"] | None:
    """Whether a year is being answered in Följa, or was by enough for a result."""
    rounds = StoredRound.objects.filter(team__unit=unit, team__survey=survey, opens_on__year=year)
    releases = list(rounds.values_list("release", flat=True))
    if "" in releases:
        return "open"
    return "closed" if any(result_from_json(one) for one in releases) else None


def entered_by(unit: str, survey: str, year: int) -> str:
    """Who entered a year."""
    found = StoredSurvey.objects.filter(unit=unit, survey=survey, year=year)
    return found.values_list("entered_by", flat=True).first() or ""


def corrections(unit: str, survey: str) -> tuple[Correction, ...]:
    """Which years of a survey were corrected, the latest correction first."""
    asked = {"unit": unit, "survey": survey}
    entered = dict(StoredSurvey.objects.filter(**asked).values_list("year", "entered_by"))
    found = []
    for one in PastSurvey.objects.filter(**asked).order_by("-pk"):
        found.append(Correction(one.year, entered.get(one.year, ""), one.last_on))
        entered[one.year] = one.entered_by  # who entered what held until then had corrected the one before
    return tuple(found)


def turn_of(unit: str, survey: str, year: int) -> int:
    """Which in turn the year that holds is, the first is 1."""
    return PastSurvey.objects.filter(unit=unit, survey=survey, year=year).count() + 1


def has_too_few(unit: str, survey: str) -> int | None:
    """The latest year that was asked in Följa and that too few answered, where nothing holds in its place."""
    closed = StoredRound.objects.filter(team__unit=unit, team__survey=survey).exclude(release="")
    years = {one.opens_on.year for one in closed if result_from_json(one.release) is None}
    return max(years - {one.year for one in survey_results(unit, survey)}, default=None)


def _year(one: StoredSurvey) -> YearResult:
    """What an older Följa kept of it is protected as it is now."""
    found = result_from_json(one.document)
    assert found is not None
    return protected(yearly.shipped()[one.survey], found)


GOING_ON = ("planned", "begun")


def _team(one: StoredTeam) -> Team:
    return Team(one.key, one.unit, one.name, tuple(json.loads(one.agencies)), one.survey)


def _open(one: StoredRound) -> OpenRound:
    kind = kind_of(one.kind).worded(json.loads(one.words))
    return OpenRound(
        one.code,
        _team(one.team),
        kind,
        one.opens_on,
        one.closes_on,
        one.invited,
        one.one_time,
        one.progress,  # type: ignore[arg-type]
    )
