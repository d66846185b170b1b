"""Teams, rounds, releases and actions, read back from where they are kept. No answer is read here."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from folja.rounds import round_type
from folja.rounds.release import Release, release_from_json
from folja.rounds.round_type import RoundType
from folja.rounds.yearly import YearResult
from folja.web.rounds.models import StoredRound, StoredSurvey, StoredTeam, TeamAction

Progress = Literal["few", "enough", "most", "full"]


@dataclass(frozen=True)
class Team:
    """People of several services who answer together."""

    key: str
    unit: str
    name: str
    agencies: tuple[str, ...]


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


def team_of(key: str) -> Team | None:
    """The team of a key."""
    found = StoredTeam.objects.filter(key=key).first()
    return _team(found) if found else None


def teams_of(units: Iterable[str]) -> tuple[Team, ...]:
    """The teams of units, by name."""
    return tuple(map(_team, StoredTeam.objects.filter(unit__in=list(units)).order_by("name", "key")))


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
    closed = [ClosedRound(one.code, release_from_json(one.release), one.checksum) for one in found]
    return tuple(sorted(closed, key=lambda one: (one.release.closed_on, one.code), reverse=True))


def actions_of(team: Team) -> list[TeamAction]:
    """What the team has decided to do: what goes on first, by day."""
    found = TeamAction.objects.filter(team=team.key)
    return sorted(found, key=lambda one: (one.state not in GOING_ON, one.due_on or date.max, one.key))


def survey_results(unit: str, survey: str) -> tuple[YearResult, ...]:
    """What a unit has entered of a yearly survey, the oldest first."""
    found = StoredSurvey.objects.filter(unit=unit, survey=survey).order_by("year")
    return tuple(YearResult(**json.loads(one.document)) for one in found)


GOING_ON = ("planned", "begun")


def _team(one: StoredTeam) -> Team:
    return Team(one.key, one.unit, one.name, tuple(json.loads(one.agencies)))


def _open(one: StoredRound) -> OpenRound:
    kind = round_type.shipped()[one.kind].worded(json.loads(one.words))
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
