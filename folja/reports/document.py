"""A document as data: headings, prose, tables of figures and charts, before anything knows what it will look like.

Every number in it is a figure, out of the cubes or entered from outside with its source, or what is aimed at or
forecast from them. Prose that holds digits of its own is refused, so that no number gets into a report by another way.
What people have written is theirs, stands in blocks of its own, and may hold what it likes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from folja.figures.figure import Figure
from folja.figures.funnel import Funnel
from folja.figures.genders import Genders
from folja.figures.rating import Rating
from folja.goals.judging import Status
from folja.goals.measure import Scale
from folja.goals.outside import OutsideFigure
from folja.vocabulary.period import Period

Aspect = Literal["value", "base", "answers", "missing", "interval", "before", "change", "reason", "offered"]


@dataclass(frozen=True)
class Quote:
    """One aspect of a figure, worded by `words.quoted`: "40 %", "70 av 175", "30–51 %", "45 % året före".

    `answers` is how many a share is of: "175".
    """

    figure: Figure
    aspect: Aspect = "value"


@dataclass(frozen=True)
class Name:
    """A name out of content or of a unit, which may hold digits: "barn 0–6 år"."""

    words: str


@dataclass(frozen=True)
class Entered:
    """The value of a figure from outside, exactly as its source has it: 39,7 %."""

    figure: OutsideFigure


@dataclass(frozen=True)
class Amount:
    """A number that is made of figures, set as an aim or counted by the unit, in a measure's scale: 45 %, 1 560.

    `is_difference` where it is the distance between two values: of shares it is in percentage points.
    """

    value: Decimal
    scale: Scale
    is_difference: bool = False


Piece = str | Quote | Period | Name | Entered | Amount


@dataclass(frozen=True)
class Heading:
    """Level 2 or 3; the document's title is level 1."""

    level: Literal[2, 3]
    words: str


@dataclass(frozen=True)
class Paragraph:
    """Prose made of words, quoted figures and periods. `drafted` marks what a rule wrote, `lead` the opening.

    `attention` is something that somebody has to see to.
    """

    pieces: tuple[Piece, ...]
    style: Literal["plain", "lead", "drafted", "note", "attention"] = "plain"

    def __post_init__(self) -> None:
        _refuse_digits(piece for piece in self.pieces if isinstance(piece, str))


@dataclass(frozen=True)
class Column:
    """A table's column: its header and whether it holds numbers (set to the right)."""

    header: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a header row; the first cell of each row is its header cell. Cells are words or quotes."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Piece, ...], ...]
    caption_shown: bool = True

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row has a cell for every column")


@dataclass(frozen=True)
class NotShown:
    """Figures that can't be shown here, told together; `table` has them a row each, for who goes on counting.

    `locked` where some of them are hidden to protect people.
    """

    paragraphs: tuple[Paragraph, ...]
    table: Table
    locked: bool


@dataclass(frozen=True)
class Break:
    """Where a series can't be compared across: before this period, and why."""

    before: Period
    why: str


@dataclass(frozen=True)
class Trend:
    """One share or volume over consecutive periods, drawn as a line with its uncertainty band.

    Hidden figures leave a gap; the line stops at breaks. `sentence` says what it shows, `alt` the same for
    who can't see it; `table` holds the same figures and always follows or opens in place.
    """

    sentence: Paragraph
    subtitle: str
    alt: str
    figures: tuple[Figure, ...]
    table: Table
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True)
class Bars:
    """One distribution: a horizontal bar per category. A published nothing is worded "färre än 5", never drawn as 0.

    `striped` names the categories drawn striped in the same colour: men beside women, as content states gender.
    """

    sentence: Paragraph
    subtitle: str
    alt: str
    figures: tuple[Figure, ...]
    table: Table
    striped: frozenset[str] = frozenset()


@dataclass(frozen=True)
class MonthBars:
    """Exact volumes by month: a standing bar per month; the month that is not finished is striped."""

    sentence: Paragraph
    subtitle: str
    alt: str
    figures: tuple[Figure, ...]
    table: Table
    unfinished: int = 0


@dataclass(frozen=True)
class Ratings:
    """Questions on a scale: a bar for each, from a middle line to the left as far as they disagree, to the right agree.

    `skipped` is what missing answers are called. Each part is as long as its own share: rounded parts are not stretched
    to a whole.
    """

    sentence: Paragraph
    subtitle: str
    alt: str
    ratings: tuple[Rating, ...]
    table: Table
    skipped: str

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What is drawn of each question, foremost those who agree."""
        return tuple(figure for rating in self.ratings for figure in rating.figures)


@dataclass(frozen=True)
class Series:
    """One unit's figures over consecutive periods."""

    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Multiples:
    """A small trend for each unit below on one scale, in the tree's order; `whole` is drawn thin behind every one."""

    sentence: Paragraph
    subtitle: str
    alt: str
    series: tuple[Series, ...]
    whole: tuple[Figure, ...]
    table: Table
    breaks: tuple[Break, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of every unit below."""
        return tuple(figure for series in self.series for figure in series.figures)


@dataclass(frozen=True)
class FunnelPlot:
    """The units below by share and size, with the limits that chance explains around the whole's share."""

    sentence: Paragraph
    subtitle: str
    alt: str
    funnel: Funnel
    whole_name: str
    table: Table

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the units below that can be placed."""
        return tuple(placed.figure for placed in self.funnel.placed)


@dataclass(frozen=True)
class RunChart:
    """Exact volumes of many months as a line around their median, with the year before behind.

    `marked` are the first and the last place of a run that is too long for chance. The last `unfinished` months are
    outside the median and the rule.
    """

    sentence: Paragraph
    subtitle: str
    alt: str
    figures: tuple[Figure, ...]
    table: Table
    median: float
    marked: tuple[int, int] | None = None
    unfinished: int = 0


@dataclass(frozen=True)
class YearPoint:
    """A figure of one year, or the part of it that has gone, in the scale that people write. `said` is its words.

    What is hidden, missing or fewer than five has words and no size.
    """

    period: Period
    said: str
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Years:
    """The years of an expected result, oldest first, with their uncertainty and what is aimed at: one limit or two."""

    sentence: Paragraph
    subtitle: str
    alt: str
    points: tuple[YearPoint, ...]
    scale: Scale
    aims: tuple[Decimal, ...]
    table: Table


@dataclass(frozen=True)
class Pair:
    """Women and men beside each other in one matter."""

    name: str
    genders: Genders


@dataclass(frozen=True)
class GenderPairs:
    """Women and men in several matters on one scale: women solid, men striped, in words those who are neither."""

    sentence: Paragraph
    subtitle: str
    alt: str
    pairs: tuple[Pair, ...]
    table: Table

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What is drawn: of women and of men."""
        return tuple(figure for pair in self.pairs for figure in (pair.genders.woman, pair.genders.man))


@dataclass(frozen=True)
class Citations:
    """What families have written, in their own words. They may hold digits; somebody has said that they tell of nobody.

    `heading` is what they are called where they stand as a table.
    """

    heading: str
    voices: tuple[str, ...]

    @property
    def table(self) -> Table:
        """A row each, for formats that are made of tables."""
        return Table(self.heading, (Column(self.heading),), tuple((Name(words),) for words in self.voices))


@dataclass(frozen=True)
class Verdict:
    """Whether an expected result is reached, and why: the status in words with its sign, and a sentence."""

    status: Status
    reason: Paragraph


@dataclass(frozen=True)
class Written:
    """What people have written, a string for each paragraph. `label` says what it is: "Er analys".

    `part` is the code of the template's part that it stands for, so that a compilation finds it in an approved report.
    """

    label: str
    paragraphs: tuple[str, ...]
    part: str = ""


Chart = Trend | Bars | MonthBars | Ratings | Multiples | FunnelPlot | RunChart | GenderPairs | Years
Block = Heading | Paragraph | Table | NotShown | Citations | Verdict | Written | Chart


@dataclass(frozen=True)
class Definition:
    """What an indicator means, for the report's last pages."""

    title: str
    words: str


@dataclass(frozen=True)
class Released:
    """That a report is approved: its number in the installation, the day, and whose place it takes."""

    number: int
    on: date
    replaces: int | None = None


@dataclass(frozen=True)
class Municipality:
    """In whose name and look a report is: a PNG as base64 text, a colour as #rrggbb; empty where there is none."""

    name: str
    contact: tuple[str, ...] = ()
    logo: str = ""
    accent: str = ""


@dataclass(frozen=True)
class Document:
    """A whole report in one language. `released` is None while it can still change.

    Whose it is and its diary number are frozen with it: an approved report keeps the look it had. `dated` is what
    stands about its days where it is no report of a period.
    """

    title: str
    subtitle: str
    unit: str
    period: Period
    blocks: tuple[Block, ...]
    definitions: tuple[Definition, ...]
    method: str
    frozen_on: date | None
    made_on: date
    invented: bool
    language: str = "sv"
    provenance: Mapping[str, str] = field(default_factory=dict)
    released: Released | None = None
    municipality: Municipality | None = None
    diary_number: str = ""
    dated: str = ""


def _refuse_digits(pieces: object) -> None:
    for piece in pieces:  # type: ignore[attr-defined]
        if any(character.isdigit() for character in piece):
            raise ValueError(f"a number in prose must be a figure or a period: {piece!r}")
