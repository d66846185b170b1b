"""The invented teams and what they answered in their rounds: content/demo/rounds.yaml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from folja.disclosure.team import STEPS
from folja.instruments.content import SHIPPED, Node, plain, read
from folja.rounds.release import Sheet
from folja.rounds.yearly import YearResult


@dataclass(frozen=True)
class Does:
    """Something that a team has decided to do after its latest round."""

    axis: str
    words: str
    who: str
    due_on: date


@dataclass(frozen=True)
class DemoTeam:
    """A team; `axes` are a statement's first and last mean and how much answers differ."""

    key: str
    unit: str
    name: str
    agencies: Mapping[str, int]
    invited: int
    axes: Mapping[str, tuple[float, float, float]]
    does: tuple[Does, ...]


@dataclass(frozen=True)
class DemoRounds:
    """The teams, and the last days of their rounds."""

    days: tuple[date, ...]
    teams: tuple[DemoTeam, ...]


@dataclass(frozen=True)
class DemoSurvey:
    """A yearly survey at a unit."""

    survey: str
    unit: str
    results: tuple[YearResult, ...]


def demo_rounds(root: Path = SHIPPED) -> DemoRounds:
    """All of it. Raises Refused with file and line."""
    node = read(root / "demo" / "rounds.yaml", root)
    node.only("days", "surveys", "teams")
    return DemoRounds(tuple(map(date.fromisoformat, node.words("days"))), tuple(map(_team, node.nodes("teams"))))


def demo_surveys(root: Path = SHIPPED) -> tuple[DemoSurvey, ...]:
    """The yearly surveys. Raises Refused with file and line."""
    return tuple(map(_survey, read(root / "demo" / "rounds.yaml", root).nodes("surveys")))


def _survey(node: Node) -> DemoSurvey:
    node.only("survey", "unit", "source", "years")
    source = node.word("source")
    results = (
        YearResult(one.number("year"), one.number("answered"), plain(one.node("counts")), source)
        for one in node.nodes("years")
    )
    return DemoSurvey(node.code("survey"), node.code("unit"), tuple(results))


def drawn(team: DemoTeam, place: int, of: int, randomness: Random) -> Iterator[Sheet]:
    """What each answers in one of so many rounds."""
    for agency, many in team.agencies.items():
        for _ in range(many):
            yield Sheet(agency, {axis: _step(means, place / (of - 1), randomness) for axis, means in team.axes.items()})


def _step(means: tuple[float, float, float], part: float, randomness: Random) -> int:
    first, last, differs = means
    return min(STEPS, max(1, round(randomness.gauss(first + part * (last - first), differs))))


def _team(node: Node) -> DemoTeam:
    node.only("key", "unit", "name", "agencies", "invited", "axes", "does")
    return DemoTeam(
        key=node.code("key"),
        unit=node.code("unit"),
        name=node.word("name"),
        agencies=plain(node.node("agencies")),
        invited=node.number("invited"),
        axes={axis: tuple(means) for axis, means in plain(node.node("axes")).items()},
        does=tuple(_does(inner) for inner in node.nodes("does")),
    )


def _does(node: Node) -> Does:
    node.only("axis", "words", "who", "due_on")
    return Does(node.code("axis"), node.word("words"), node.word("who"), date.fromisoformat(node.word("due_on")))
