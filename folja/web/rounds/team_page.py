"""A team's page: a closed round over the earlier ones, as chart and table, and what there is to talk about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.numbers import format_decimal
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from folja.disclosure.team import Shown, Spread
from folja.reports import spider
from folja.reports.labels import LOCALES
from folja.reports.plot import NARROW, WIDE
from folja.reports.spider import MOST_EARLIER, Spider, SpiderRound
from folja.rounds.release import Asked, Release
from folja.rounds.round_type import RoundType
from folja.rounds.talk import Talk, is_worded_anew, lined_up, talk
from folja.vocabulary.period import Month
from folja.vocabulary.text import Language, listed
from folja.web.rounds.stored import ClosedRound


@dataclass(frozen=True)
class Row:
    """One statement of the table. `earlier` from the oldest, each a mean, "–" or, where it was worded anew, nothing."""

    number: int
    code: str
    short: str
    text: str
    mean: str
    spread: Spread | None
    spread_words: str
    apart: str
    earlier: tuple[str, ...]
    is_worded_anew: bool


@dataclass(frozen=True)
class Result:
    """What is shown of a team's closed round. `earlier` names every round before it, from the oldest; the chart draws
    the last three of them."""

    name: str
    answered: int
    invited: int
    scale: str
    sentence: str
    wide: SafeString
    narrow: SafeString
    chart: Spider
    earlier: tuple[str, ...]
    parts: tuple[tuple[str, tuple[Row, ...]], ...]
    agencies: str
    why_not_agencies: str
    talk: Talk
    is_worded_anew: bool
    has_capped: bool

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for _title, rows in self.parts for row in rows)

    def named(self, codes: Sequence[str]) -> tuple[Row, ...]:
        """The rows of some statements, in that order."""
        by_code = {row.code: row for row in self.rows}
        return tuple(by_code[code] for code in codes)

    @property
    def strong(self) -> tuple[Row, ...]:
        return self.named(self.talk.strong)

    @property
    def differ(self) -> tuple[Row, ...]:
        return self.named(self.talk.differ)

    @property
    def choose(self) -> tuple[Row, ...]:
        return self.named(self.talk.choose)


def spread_words() -> Mapping[Spread, str]:
    """How much answers differ, in a word."""
    return {"united": _("Samlad"), "mixed": _("Blandad"), "split": _("Delad")}


def result(kind: RoundType, closed: Sequence[ClosedRound], language: Language) -> Result | None:
    """The page of the first of these rounds, the others being before it, from releases alone; None where it has nothing
    to show."""
    if not closed or not closed[0].release.has_result:
        return None
    now = closed[0].release
    before = [one.release for one in closed[1:] if one.release.has_result]
    shorts = {axis.code: axis.short.in_language(language) for axis in kind.axes}
    rows = {
        asked.code: _row(place, asked, now, before, shorts, language) for place, asked in enumerate(now.asked, start=1)
    }
    chart = Spider(
        labels=tuple(row.short for row in rows.values()),
        latest=_drawn(now, now, language),
        earlier=tuple(_drawn(now, one, language) for one in before[:MOST_EARLIER]),
        alt=_said(rows.values(), round_name(now, language)),
    )
    titles = {dimension.code: dimension.title.in_language(language) for dimension in kind.dimensions}
    parts = dict.fromkeys(asked.dimension for asked in now.asked)
    return Result(
        name=round_name(now, language),
        answered=now.answered or 0,
        invited=now.invited,
        scale=_("Medelvärde till närmaste halva steg. 1 = %(low)s, 5 = %(high)s.")
        % {
            "low": _inside(kind.scale[0].in_language(language)),
            "high": _inside(kind.scale[-1].in_language(language)),
        },
        sentence=_sentence(now, rows),
        wide=_svg(chart, WIDE),
        narrow=_svg(chart, NARROW),
        chart=chart,
        earlier=tuple(round_name(one, language) for one in reversed(before)),
        parts=tuple(
            (titles.get(part, part), tuple(rows[asked.code] for asked in now.asked if asked.dimension == part))
            for part in parts
        ),
        agencies=listed(now.agencies, language),
        why_not_agencies="" if now.agencies else _why_not_agencies(),
        talk=talk(now),
        is_worded_anew=any(row.is_worded_anew for row in rows.values()),
        has_capped=any(one is not None and one.bound for one in now.axes.values()),
    )


def round_name(release: Release, language: Language) -> str:
    """april 2022."""
    return Month.of(release.closed_on).name(language)


def _row(
    place: int,
    asked: Asked,
    now: Release,
    before: Sequence[Release],
    shorts: Mapping[str, str],
    language: Language,
) -> Row:
    shown = now.axes.get(asked.code)
    spread = shown.spread if shown else None
    apart = "" if shown is None or shown.apart is None else _("Olika") if shown.apart else _("Lika")
    return Row(
        number=place,
        code=asked.code,
        short=shorts.get(asked.code, asked.short),
        text=asked.text,
        mean=mean_words(shown, language),
        spread=spread,
        spread_words=spread_words()[spread] if spread else "",
        apart=apart,
        earlier=tuple(mean_words(lined_up(now, one, asked.code), language) for one in reversed(before)),
        is_worded_anew=any(is_worded_anew(now, one, asked.code) for one in before),
    )


def mean_words(shown: Shown | None, language: Language) -> str:
    """4,0; at least 4,5 where a mean stands for all above it; a dash for what is not shown."""
    if shown is None:
        return "–"
    mean = format_decimal(shown.mean, "0.0", locale=LOCALES[language])
    if shown.bound == "at_least":
        return _("minst %s") % mean
    return _("högst %s") % mean if shown.bound == "at_most" else mean


def _drawn(now: Release, one: Release, language: Language) -> SpiderRound:
    shown = [lined_up(now, one, asked.code) for asked in now.asked]
    return SpiderRound(
        round_name(one, language),
        tuple(axis.mean if axis else None for axis in shown),
        tuple(axis.spread if axis else None for axis in shown),
    )


def _svg(chart: Spider, width: int) -> SafeString:
    return mark_safe(spider.page_svg(chart, width))  # noqa: S308  drawn here, its words are escaped by the drawing


def _said(rows: "Sequence[Row] | object", name: str) -> str:
    assert not isinstance(rows, str)
    told = [f"{row.short} {row.mean}" + (f" ({row.spread_words.lower()})" if row.spread else "") for row in rows]  # type: ignore[attr-defined]
    return _("Spindeldiagram, %s.") % name + " " + "; ".join(told) + "."


def _sentence(now: Release, rows: Mapping[str, Row]) -> str:
    """The highest and the lowest, where there is one of each. Half steps that are alike are not told apart."""
    means = {code: one.mean for code, one in now.axes.items() if one is not None}
    high = [rows[code].short for code, mean in means.items() if mean == max(means.values())]
    low = [rows[code].short for code, mean in means.items() if mean == min(means.values())]
    if len(high) > 2 or len(low) > 2:
        return _("Flera påståenden ligger lika.")
    if high == low or set(high) & set(low):
        return _("Påståendena ligger lika.")
    named = {"high": listed([f"”{one}”" for one in high]), "low": listed([f"”{one}”" for one in low])}
    return _("Högst ligger %(high)s, lägst %(low)s.") % named


def _why_not_agencies() -> str:
    return _(
        "Verksamheternas svar visas inte var för sig. Det kräver minst fem svar från var och en, och att ingens svar "
        "går att räkna ut genom att jämföra dem. Hela teamets resultat visas i stället."
    )


def _inside(words: str) -> str:
    return words[:1].lower() + words[1:]
