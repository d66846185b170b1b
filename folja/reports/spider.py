"""A spider chart: what a team answered to each statement, from 1 in the middle to 5 at the edge, over earlier rounds.

One scale for all of it. A statement that is not shown is a gap: no line goes over it, and nothing is filled in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from folja.disclosure.team import STEPS, Spread
from folja.reports.drawing import for_page, for_paper
from folja.reports.plot import LINE, NARROW, WIDE, Frame, Spec, free, marks, stacked, texts, wrapped

Point = tuple[float, float]

_DASHES: Sequence[list[int]] = ([6, 4], [2, 3], [8, 3, 2, 3])
"""Earlier rounds, the latest of them first."""

MOST_EARLIER = len(_DASHES)
_NAMES_HIGH = 30


@dataclass(frozen=True)
class SpiderRound:
    """A round: its name, and a mean and a spread for each statement, None where it is not shown."""

    name: str
    means: tuple[float | None, ...]
    spreads: tuple[Spread | None, ...]


@dataclass(frozen=True)
class Spider:
    """`labels` are the statements in order; `alt` says all that is drawn; `earlier` from the latest to the oldest."""

    labels: tuple[str, ...]
    latest: SpiderRound
    earlier: tuple[SpiderRound, ...]
    alt: str


def page_svg(chart: Spider, width: int = WIDE) -> str:
    """The chart as SVG text that stands in a web page. On a narrow one statements are numbered, as in the table."""
    return for_page(spider_spec(chart, width), chart.alt)


def paper_svg(chart: Spider, accent: str = "") -> str:
    """The chart as SVG text to be typeset on white paper."""
    return for_paper(spider_spec(chart, WIDE), accent)


def spider_spec(chart: Spider, width: int) -> Spec:
    """The spec: grid, earlier rounds, the latest with its dots, names around."""
    web = _Web(chart, width)
    layers = [*web.grid(), *web.before(), *web.now(), *web.names(), *web.key()]
    return Frame(width, web.height, (0, 1), (0, 1)).around(layers)


class _Web:
    def __init__(self, chart: Spider, width: int) -> None:
        self.chart, self.is_narrow = chart, width <= NARROW
        self.radius = 118 if self.is_narrow else 170
        self.middle = width / 2, self.radius + (28 if self.is_narrow else 52)
        self.keys = (chart.latest, *chart.earlier[:MOST_EARLIER])
        self.width = width
        self.key_rows = -(-len(self.keys) // self._across())
        below = 40 if self.is_narrow else 60
        self.height = int(self.middle[1] + self.radius + below + self.key_rows * _NAMES_HIGH)

    def grid(self) -> Iterator[Spec]:
        spokes = [_line(self.at(place, 1), self.at(place, STEPS)) for place in self._places()]
        rings = [
            _line(self.at(place, step), self.at(place + 1, step))
            for step in range(2, STEPS + 1)
            for place in self._places()
        ]
        yield marks("rule", [*spokes, *rings], free("x", "y", "x2", "y2"), color="sand")
        steps = [{"x": self.middle[0] - 6, "y": self.at(0, step)[1], "text": str(step)} for step in range(1, STEPS + 1)]
        yield texts(steps, free("x", "y"), align="right", fontSize=12, dx=-4)

    def before(self) -> Iterator[Spec]:
        for one, dash in reversed(list(zip(self.chart.earlier, _DASHES, strict=False))):
            yield self._round(one, color="stone", strokeWidth=1.5, strokeDash=dash)
            yield marks("circle", self._alone(one), free("x", "y"), color="stone", size=24, opacity=1)

    def now(self) -> Iterator[Spec]:
        latest = self.chart.latest
        if all(mean is not None for mean in latest.means):
            corners = [
                {"x": x, "y": y, "order": place}
                for place, (x, y) in enumerate(self.at(place, mean or 1) for place, mean in enumerate(latest.means))
            ]
            where = free("x", "y") | {"order": {"field": "order", "type": "quantitative"}}
            yield marks(
                "line", corners, where, interpolate="linear-closed", fill="accent", fillOpacity=0.1, strokeWidth=0
            )
        yield self._round(latest, color="accent", strokeWidth=3)
        yield from self._dots(latest)

    def _dots(self, one: SpiderRound) -> Iterator[Spec]:
        """Which is which shows without colour: full, half and open."""
        dots: dict[Spread, list[dict[str, float]]] = {"united": [], "mixed": [], "split": []}
        for place, (mean, spread) in enumerate(zip(one.means, one.spreads, strict=True)):
            if mean is not None:
                x, y = self.at(place, mean)
                dots[spread or "united"].append({"x": x, "y": y})
        where, look = free("x", "y"), {"size": 130, "strokeWidth": 2.5, "stroke": "accent", "opacity": 1}
        yield marks("point", dots["united"], where, fill="accent", **look)
        yield marks("point", [*dots["mixed"], *dots["split"]], where, fill="card", **look)
        half = "M0,-1A1,1,0,0,1,0,1Z"
        yield marks("point", dots["mixed"], where, shape=half, fill="accent", size=130, strokeWidth=0, opacity=1)

    def names(self) -> Iterator[Spec]:
        for place, label in enumerate(self.chart.labels):
            x, y = self.at(place, STEPS + (0.5 if self.is_narrow else 0.3))
            side = "center" if abs(x - self.middle[0]) < 8 else "left" if x > self.middle[0] else "right"
            room = 150 if side == "center" else 0.8 * (self.width / 2 - abs(x - self.middle[0]))
            lines = [str(place + 1)] if self.is_narrow else wrapped(label, room)
            up = -LINE * (len(lines) - 1) / 2 if side == "center" and y < self.middle[1] else 0
            rows = [{"x": x, "y": y + below + up, "text": line} for below, line in stacked(lines)]
            yield texts(rows, free("x", "y"), align=side, color="ink", fontWeight=600)

    def key(self) -> Iterator[Spec]:
        """Which line is which round, below."""
        across = self._across()
        wide = self.width / across
        for number, one in enumerate(self.keys):
            row, column = divmod(number, across)
            x, y = 8 + column * wide, self.height - (self.key_rows - row) * _NAMES_HIGH + _NAMES_HIGH / 2
            look = (
                {"color": "stone", "strokeWidth": 1.5, "strokeDash": _DASHES[number - 1]}
                if number
                else {"color": "accent", "strokeWidth": 3}
            )
            yield marks("rule", [_line((x, y), (x + 30, y))], free("x", "y", "x2", "y2"), **look)
            weight = 600 if number else 700
            yield texts(
                [{"x": x + 38, "y": y, "text": one.name}], free("x", "y"), align="left", color="ink", fontWeight=weight
            )

    def at(self, place: int, step: float) -> Point:
        """Where a step is on the line of a statement, the first of which goes straight up."""
        turn = 2 * pi * place / len(self.chart.labels)
        out = self.radius * (step - 1) / (STEPS - 1)
        return self.middle[0] + out * sin(turn), self.middle[1] - out * cos(turn)

    def _across(self) -> int:
        return 2 if self.width <= NARROW else 4

    def _places(self) -> range:
        return range(len(self.chart.labels))

    def _round(self, one: SpiderRound, **look: object) -> Spec:
        """Lines between neighbours that are both shown."""
        lines = []
        for place, mean in enumerate(one.means):
            after = one.means[(place + 1) % len(one.means)]
            if mean is not None and after is not None:
                lines.append(_line(self.at(place, mean), self.at(place + 1, after)))
        return marks("rule", lines, free("x", "y", "x2", "y2"), strokeCap="round", **look)

    def _alone(self, one: SpiderRound) -> list[dict[str, float]]:
        """What has no shown neighbour would be seen nowhere."""
        means, many = one.means, len(one.means)
        found = []
        for place, mean in enumerate(means):
            if mean is not None and means[place - 1] is None and means[(place + 1) % many] is None:
                x, y = self.at(place, mean)
                found.append({"x": x, "y": y})
        return found


def _line(start: Point, end: Point) -> dict[str, float]:
    return {"x": start[0], "y": start[1], "x2": end[0], "y2": end[1]}
