"""What a unit's families hear back: how many answered yes to each question, no more precisely than is certain."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from folja.figures import indicator
from folja.figures.figure import Figure
from folja.figures.indicator import Indicator
from folja.figures.library import Library
from folja.figures.rating import question_of_yes
from folja.figures.reading import read
from folja.instruments import loading
from folja.instruments.content import SHIPPED, Node
from folja.instruments.content import read as read_content
from folja.instruments.loading import Instruments
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text
from folja.vocabulary.unit import Unit

Extent = Literal["nearly_all", "of_ten", "at_least", "most", "some", "few", "nearly_none"]


@dataclass(frozen=True)
class Part:
    """The figures of one kind of question, told where something of any of the volumes `after` was done."""

    after: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One question as it was asked, how many said yes, and of how many answers, rounded.

    `tenths` goes with of_ten and at_least.
    """

    question: Text
    extent: Extent
    tenths: int
    answers: int


@dataclass(frozen=True)
class AnsweredPart:
    """What was said of one thing in one place and time: the unit's own, or the finest coarser that can be shown."""

    title: Text
    place: Unit
    period: Period
    is_own: bool
    lines: tuple[Line, ...]


def said(library: Library, parts: tuple[Part, ...], unit: str, tertial: Period) -> tuple[AnsweredPart, ...]:
    """What families said at a unit in a closed tertial. Figures that can't be shown anywhere are left out."""
    asked = (part for part in parts if any(_is_done(library, volume, unit, tertial) for volume in part.after))
    return tuple(one for part in asked for one in _answered_part(library, part, unit, tertial))


def _is_done(library: Library, volume: str, unit: str, tertial: Period) -> bool:
    return read(library, volume, unit, tertial)[0].reason != "nothing"


def _answered_part(library: Library, part: Part, unit: str, tertial: Period) -> Iterator[AnsweredPart]:
    """Every figure where it can be shown: the unit's own first, the rest under the finest place and time of each."""
    found = [figure for code in part.figures for figure in read(library, code, unit, tertial)]
    shown = [figure if figure.shown else figure.offered for figure in found]
    known = [figure for figure in shown if figure is not None]
    asked = library.instruments.latest(library.indicators[part.figures[0]].instrument)
    upwards = library.path(unit, tertial)
    told = {(figure.unit, figure.period) for figure in known}
    for code, period in sorted(told, key=lambda at: (upwards.index(at[0]), at[1] != tertial)):
        lines = tuple(_line(library, figure) for figure in known if (figure.unit, figure.period) == (code, period))
        yield AnsweredPart(asked.title, library.unit(code, period), period, code == unit, lines)


def _line(library: Library, figure: Figure) -> Line:
    question = question_of_yes(library.instruments, library.indicators[figure.indicator], figure.period)
    assert question is not None
    assert figure.base is not None
    extent, tenths = how_many(figure)
    return Line(question.text, extent, tenths, figure.base)


def how_many(figure: Figure) -> tuple[Extent, int]:
    """How many said yes, as exactly as the whole interval carries it.

    So many in ten where no end of the interval is more than one in ten away, else at least so many, or fewer than half.
    """
    assert figure.value is not None
    assert figure.low is not None
    assert figure.high is not None
    value, low, high = (10 * share for share in (figure.value, figure.low, figure.high))
    carried = [tenths for tenths in range(11) if tenths - 1 <= low and high <= tenths + 1]
    if carried:
        tenths = min(carried, key=lambda one: abs(one - value))
        return {0: ("nearly_none", 0), 10: ("nearly_all", 10)}.get(tenths, ("of_ten", tenths))  # type: ignore[return-value]
    if low >= 6:
        return "at_least", int(low)
    if low > 5:
        return "most", 0
    if high < 5:
        return "few", 0
    return "some", 0


@cache
def shipped() -> tuple[Part, ...]:
    """The parts that come with Följa."""
    return load(SHIPPED, indicator.shipped(), loading.shipped())


def load(root: Path, indicators: Mapping[str, Indicator], instruments: Instruments) -> tuple[Part, ...]:
    """The parts in a content folder. Raises Refused with file and line."""
    node = read_content(root / "giving_back.yaml", root)
    node.only("parts")
    return tuple(_part(inner, indicators, instruments) for inner in node.nodes("parts"))


def _part(node: Node, indicators: Mapping[str, Indicator], instruments: Instruments) -> Part:
    node.only("after", "figures")
    part = Part(node.words("after"), node.words("figures"))
    if not part.after or any(code not in indicators or indicators[code].kind != "volume" for code in part.after):
        raise node.refused(
            "after", sv="after är nyckeltal för antal insatser: [talks].", en="after is volumes' indicators: [talks]"
        )
    wrong = [code for code in part.figures if not _is_yes_of_families(code, indicators, instruments)]
    if wrong:
        raise node.refused(
            "figures",
            sv=f"{', '.join(wrong)} är inte andelen som svarat ja på en fråga till familjer.",
            en=f"{', '.join(wrong)} is not the share who answered yes to a question for families",
        )
    return part


def _is_yes_of_families(code: str, indicators: Mapping[str, Indicator], instruments: Instruments) -> bool:
    found = indicators.get(code)
    if found is None or instruments.latest(found.instrument).audience != "family":
        return False
    latest = instruments.of(found.instrument)[-1]
    return question_of_yes(instruments, found, Period(latest.first_month, latest.first_month)) is not None
