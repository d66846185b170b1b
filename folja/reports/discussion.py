"""The sheet a team talks from: what it agrees on, where it differs, three to choose, what is done, by whom and when."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time

from folja.reports import labels, typesetting
from folja.reports.spider import Spider, paper_svg
from folja.vocabulary.text import Language


@dataclass(frozen=True)
class SheetLine:
    """A statement: its number, short name and words, the mean and the spread in words."""

    number: int
    short: str
    text: str
    mean: str
    spread: str


@dataclass(frozen=True)
class SheetAction:
    """Something decided after an earlier round, and how it stands."""

    words: str
    who: str
    due: str
    state: str


@dataclass(frozen=True)
class SheetWords:
    """All fixed words of the sheet, in its language."""

    strong: str
    strong_none: str
    differ: str
    differ_none: str
    choose: str
    choose_help: str
    earlier: str
    statement: str
    what: str
    who: str
    when: str
    how: str
    table: str
    mean: str
    spread: str
    kept: str


@dataclass(frozen=True)
class DiscussionSheet:
    """One team's closed round. `about` says how many answered; `foot` how the numbers were made and can be trusted."""

    language: Language
    title: str
    team: str
    about: str
    sentence: str
    scale: str
    lines: tuple[SheetLine, ...]
    strong: tuple[SheetLine, ...]
    differ: tuple[SheetLine, ...]
    choose: tuple[SheetLine, ...]
    earlier: tuple[SheetAction, ...]
    words: SheetWords
    foot: str
    made_on: date
    invented: bool


def pdf(sheet: DiscussionSheet, chart: Spider, accent: str = "") -> bytes:
    """Two pages of A4: the result, and what to do."""
    values = asdict(sheet) | {
        "made_on": str(sheet.made_on),
        "product": labels.PRODUCT,
        "chart": paper_svg(chart, accent),
        "alt": chart.alt,
        "invented": labels.INVENTED.in_language(sheet.language) if sheet.invented else "",
    }
    made_at = datetime.combine(sheet.made_on, time(), UTC)
    return typesetting.pdf("discussion.typ", values, made_at=int(made_at.timestamp()))
