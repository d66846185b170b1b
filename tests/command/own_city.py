"""A small city of one's own, with a spreadsheet of talks whose truth the tests keep."""

import csv
import io
from dataclasses import dataclass
from random import Random

UNITS = """code;name;kind;parent;staff
stad;Staden;city;;
farsta;Farsta;district;stad;
hasselby;Hässelby-Vällingby;district;stad;
farsta_stod;Föräldrastöd Farsta;unit;farsta;6
farsta_lykta;Familjecentralen Lyktan;unit;farsta;4
farsta_liten;Öppna insatser Farsta;unit;farsta;2
hasselby_stod;Föräldrastöd Hässelby;unit;hasselby;8
hasselby_liten;Familjecentralen Hasseln;unit;hasselby;3
"""

WEIGHTS = {"farsta_stod": 30, "farsta_lykta": 20, "farsta_liten": 6, "hasselby_stod": 40, "hasselby_liten": 1}


@dataclass(frozen=True)
class Talk:
    """One row of the truth. None is not known."""

    unit: str
    month: str
    women: int | None
    men: int | None
    first: str | None


def talks(number: int, *, year: int = 2021, first_month: int = 1, months: int = 4, seed: int = 1) -> list[Talk]:
    """Talks over consecutive months, with answers missing now and then."""
    chance = Random(seed)
    names, weights = zip(*WEIGHTS.items(), strict=True)
    return [
        Talk(
            chance.choices(names, weights)[0],
            f"{year}-{first_month + chance.randrange(months):02d}",
            *chance.choice([(1, 0), (1, 0), (1, 0), (1, 1), (0, 1), (2, 0), (None, None)]),
            chance.choice(["Ja", "Nej", "Nej", None]),
        )
        for _ in range(number)
    ]


def spreadsheet(rows: list[Talk]) -> str:
    """The talks as people keep them: Swedish headings, dates, blanks."""
    written = io.StringIO()
    table = csv.writer(written, delimiter=";")
    table.writerow(["Enhet", "Datum", "Kvinnor", "Män", "first_talk"])
    for row in rows:
        women, men = ("" if number is None else number for number in (row.women, row.men))
        table.writerow([row.unit, f"{row.month}-14", women, men, row.first or ""])
    return written.getvalue()
