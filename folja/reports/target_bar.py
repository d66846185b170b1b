"""Where a figure lies beside its aim: the whole scale, the interval, the value, and a tick for what is aimed at."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from folja.figures.figure import Figure
from folja.goals.followed import Followed
from folja.goals.measure import Scale
from folja.goals.outside import OutsideFigure
from folja.goals.standing import Range
from folja.goals.target import Target
from folja.reports import words
from folja.reports.drawing import for_page
from folja.reports.plot import Frame, Spec, at, marks, text_width, texts
from folja.reports.reasons import aim, scale_of
from folja.vocabulary.text import Text

_AIM = Text.of(sv="Mål {}", en="Aim {}")
_BEFORE = Text.of(sv="Året före {}", en="The year before {}")
_ALT = Text.of(
    sv="{value}. Osäkerhet {low}–{high}. Målet är {aim}.", en="{value}. Uncertainty {low}–{high}. The aim is {aim}."
)
_ALT_EXACT = Text.of(sv="{value}. Målet är {aim}.", en="{value}. The aim is {aim}.")

WIDTH = 290
_MIDDLE, _THICK, _HEIGHT = 32, 12, 64
_STEPS = (Decimal(1), Decimal(2), Decimal(4), Decimal(5), Decimal(10))


@dataclass(frozen=True)
class TargetBar:
    """All in the figure's own unit as people write it. `ticks` are what is aimed at, each with its words."""

    now: Range
    ticks: tuple[tuple[str, Decimal], ...]
    axis: tuple[Decimal, Decimal]
    scale: Scale
    alt: str


def target_bar(one: Followed, language: str = "sv") -> TargetBar | None:
    """The bar of an expected result. None where there is no value, or nothing that it can be set beside."""
    now, target = one.standing.now, one.result.target
    if now is None or target is None:
        return None
    ticks = tuple(_ticks(one, target, now, language))
    if not ticks:
        return None
    scale = scale_of(one)
    axis = _axis(one, scale, (now.high, *(value for _, value in ticks)))
    return TargetBar(now, ticks, axis, scale, _alt(now, target, scale, language))


def page_svg(bar: TargetBar, language: str = "sv", width: int = WIDTH) -> str:
    """The bar as SVG text that stands in a web page."""
    return for_page(_spec(bar, language, width), bar.alt)


def _ticks(one: Followed, target: Target, now: Range, language: str) -> list[tuple[str, Decimal]]:
    if target.kind != "keep_or_raise":
        limits = (value for value in (target.value, target.upper) if value is not None)
        return [(_AIM.in_language(language).format(_number(value, language)), value) for value in limits]
    if one.standing.change is None:
        return []
    before = now.value - one.standing.change.value
    if isinstance(one.value, Figure):
        before = before.quantize(Decimal(1), ROUND_HALF_UP)  # as such figures are written everywhere
    return [(_BEFORE.in_language(language).format(_number(_whole(before), language)), before)]


def _axis(one: Followed, scale: Scale, reached: tuple[Decimal, ...]) -> tuple[Decimal, Decimal]:
    if scale in ("percent", "index"):
        return Decimal(0), Decimal(100)
    if scale == "mean" and isinstance(one.value, OutsideFigure):
        return Decimal(1), Decimal(one.value.measure.top)
    return Decimal(0), _round_top(max(*reached, Decimal(1)))


def _round_top(most: Decimal) -> Decimal:
    """The nearest round number that leaves room for the highest."""
    power = Decimal(10) ** most.adjusted()
    return next(step * power for step in _STEPS if step * power >= most)


def _alt(now: Range, target: Target, scale: Scale, language: str) -> str:
    aimed = "".join(words.quoted(piece, language) for piece in aim(target, scale, language))
    value, low, high = (words.amount(_whole(one), scale, language) for one in (now.value, now.low, now.high))
    said = _ALT_EXACT if now.low == now.high else _ALT
    return said.in_language(language).format(value=value, low=low, high=high, aim=aimed)


def _whole(value: Decimal) -> Decimal:
    """As it is written: no more than two decimals, else whole."""
    return value if value == round(value, 2) else value.quantize(Decimal(1), ROUND_HALF_UP)


def _number(value: Decimal, language: str) -> str:
    return words.amount(Decimal(value), "number", language)


def _spec(bar: TargetBar, language: str, width: int) -> Spec:
    least, most = (float(end) for end in bar.axis)
    frame = Frame(width, _HEIGHT, (least, most), (_HEIGHT, 0), left=10, right=16)
    whole = [{"from": least, "to": most}]
    band = [{"from": float(bar.now.low), "to": float(bar.now.high)}] if bar.now.low != bar.now.high else []
    ends = [{"x": float(end)} for end in (bar.now.low, bar.now.high)] if band else []
    ticks = [{"x": float(value), "text": said} for said, value in bar.ticks]
    middle, place = (least + most) / 2, at(x="x", y=_MIDDLE)
    named = [{"x": end, "text": _end(end, bar, language)} for end in (least, middle, most)]
    lying = at(x="from", x2="to", y=_MIDDLE)
    return frame.around(
        [
            marks("rect", whole, lying, fill="sand", height=_THICK, cornerRadius=6),
            marks("rect", band, lying, fill="accent", fillOpacity=0.35, height=_THICK),
            marks("tick", ends, place, color="accent", thickness=1, size=_THICK),
            marks("tick", ticks, place, color="ink", thickness=3, size=26, orient="vertical"),
            marks(
                "point",
                [{"x": float(bar.now.value)}],
                place,
                fill="accent",
                stroke="card",
                strokeWidth=2,
                size=190,
                filled=True,
                opacity=1,
            ),
            *(_tick_label(one, frame, len(ticks), number) for number, one in enumerate(ticks)),
            *(
                texts([one], at(x="x", y=_MIDDLE + 22), align=align)
                for one, align in zip(named, ("left", "center", "right"), strict=True)
            ),
        ]
    )


def _tick_label(tick: dict[str, object], frame: Frame, number: int, place: int) -> Spec:
    """Above its tick, inside the picture; of two the first to the left of its own."""
    x, half = float(str(tick["x"])), text_width(str(tick["text"])) / 2
    pixels = frame.across(x - frame.x[0])
    align = "center"
    if number > 1:
        align = "right" if place == 0 else "left"
    elif pixels < half:
        align = "left"
    elif pixels > frame.inner - half:
        align = "right"
    return texts([tick], at(x="x", y=_MIDDLE - 24), align=align, color="ink", fontWeight=600)


def _end(value: float, bar: TargetBar, language: str) -> str:
    number = Decimal(str(value)).normalize()
    is_last = value == float(bar.axis[1])
    return words.amount(number, bar.scale if is_last else "number", language)
