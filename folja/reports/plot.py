"""The pieces every chart is made of: a frame that fixes places and sizes, and layers of marks in Vega-Lite.

Colours are names of tokens, and every text that holds a number comes from `words`: the drawing decides
neither. Places along a chart are numbered from 0, sizes are pixels.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Spec = dict[str, Any]
Rows = Sequence[dict[str, Any]]

WIDE, NARROW = 640, 320
"""The two widths a chart is drawn in: for a page, and for a phone or a small card."""

TEXT, LARGE, LINE = 13, 22, 17
# About the width of a letter at TEXT size. Fonts differ, so nothing may depend on it closely.
_LETTER = 6.4


@dataclass(frozen=True)
class Frame:
    """The plot's place in the picture, and the two scales its layers share, each from the left or bottom."""

    width: int
    height: int
    x: tuple[float, float]
    y: tuple[float, float]
    left: int = 0
    right: int = 0
    top: int = 0
    bottom: int = 0

    @property
    def inner(self) -> int:
        """The plot's width."""
        return self.width - self.left - self.right

    def across(self, places: float) -> float:
        """The pixels that many places take along the x axis."""
        return places * self.inner / (self.x[1] - self.x[0])

    def around(self, layers: Sequence[Spec]) -> Spec:
        """The whole spec. Its size is fixed, so that no machine's fonts change it."""
        return {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "width": self.inner,
            "height": self.height,
            "padding": {"left": self.left, "right": self.right, "top": self.top, "bottom": self.bottom},
            "autosize": "none",
            "background": None,
            "config": {"aria": False, "view": {"stroke": None}},
            "encoding": {"x": _scaled(self.x), "y": _scaled(self.y)},
            "layer": list(layers),
        }


def marks(mark: str, rows: Rows, where: Spec, **style: Any) -> Spec:
    """A layer with one mark per row, at the places that `where` names."""
    return {"data": {"values": list(rows)}, "mark": {"type": mark, **style}, "encoding": where}


def texts(rows: Rows, where: Spec, **style: Any) -> Spec:
    """A layer with each row's `text`."""
    plain = {"fontSize": TEXT, "lineHeight": LINE, "color": "stone", "baseline": "middle"}
    return marks("text", rows, where | {"text": {"field": "text"}}, **plain | style)


def at(**channels: str | float) -> Spec:
    """Where marks stand: a field's name is read on the scale, a number is pixels from the plot's upper left."""
    return {channel: _place(channel, value) for channel, value in channels.items()}


def free(*channels: str) -> Spec:
    """Where marks stand when fields named as the channels hold pixels from the plot's upper left."""
    plain = {channel: {"field": channel, "type": "quantitative", "scale": None} for channel in channels}
    return {name: {"field": name} if name.endswith("2") else place for name, place in plain.items()}


def text_width(text: str) -> float:
    """About how wide a text at TEXT size is."""
    return len(text) * _LETTER


def letters(pixels: float) -> int:
    """About how many letters have room in a width, at least one."""
    return max(1, int(pixels / _LETTER))


def wrapped(text: str, pixels: float, *, at_hyphens: bool = False) -> list[str]:
    """A text's lines in about that width; a word is never divided, but for a name at its own hyphens."""
    return textwrap.wrap(text, letters(pixels), break_long_words=False, break_on_hyphens=at_hyphens)


def stacked(lines: Sequence[str]) -> list[tuple[float, str]]:
    """Each line with how far below the middle of them all it stands."""
    return [((number - (len(lines) - 1) / 2) * LINE, line) for number, line in enumerate(lines)]


def _place(channel: str, value: str | float) -> Spec:
    if not isinstance(value, str):
        return {"value": value}
    # A second end (x2, y2) shares the first one's scale and may not name its type.
    return {"field": value} if channel.endswith("2") else {"field": value, "type": "quantitative"}


def _scaled(domain: tuple[float, float]) -> Spec:
    scale = {"domain": list(domain), "nice": False, "zero": False}
    return {"type": "quantitative", "axis": None, "scale": scale}
