"""Writing the database's registrations as a snapshot beside only reading them: rows a second, and how much memory."""

import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from folja.bench.alone import alone, peak
from folja.bench.ratio import Ratio, in_turns, seconds
from folja.bench.registrations import invent
from folja.closing import plans_for
from folja.counting.plan import Plan
from folja.counting.snapshot import write
from folja.demo.city import city, city_csv, city_today
from folja.instruments.loading import shipped
from folja.instruments.registration import Registration
from folja.vocabulary.period import Period, tertial

PERIOD: Period = tertial(2022, 1)
AT_A_TIME = 10_000


@dataclass(frozen=True)
class Snapshotting(Ratio):
    """`memory` is the most that the process had in megabytes; nothing where the system does not tell."""

    rows: int
    rows_per_second: int
    memory: int | None


def against_reading(number: int, turns: int = 3) -> Snapshotting:
    """A city of its own with so many registrations. Filling it and measuring have a process each, with its memory."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        home = Path(folder)
        alone(fill, home, number)
        return alone(_measure, home, turns)


def _open(home: Path) -> list[Plan]:
    from folja.web.starting import mark_as_invented, start

    mark_as_invented(home, city_today())
    start(home)
    return list(plans_for(shipped(), PERIOD))


def fill(home: Path, number: int) -> int:
    """An installation with so many registrations in a tertial that is over and open."""
    plans = _open(home)
    from folja.web.collection.actions import add_all
    from folja.web.organisation.actions import load_units

    load_units(city_csv())
    with tempfile.TemporaryDirectory(dir=home) as folder:
        invented = invent(plans, [leaf.code for leaf in city().leaves], PERIOD, number, Path(folder))
        sheets: Iterator[Registration] = (sheet for plan in plans for sheet in invented.registrations(plan.instrument))
        while batch := list(islice(sheets, AT_A_TIME)):
            add_all(batch)
    return number


def _measure(home: Path, turns: int) -> Snapshotting:
    plans = _open(home)
    from folja.web.collection import stored

    versions = {(plan.instrument.code, plan.instrument.version): plan.instrument for plan in plans}

    def snapshot() -> None:
        with tempfile.TemporaryDirectory(dir=home) as folder:
            write(stored.registrations(PERIOD), versions, Path(folder))

    def read() -> int:
        return sum(1 for _ in stored.registrations(PERIOD))

    rows = read()
    found = in_turns(lambda: seconds(snapshot), lambda: seconds(read), turns)
    return Snapshotting(**asdict(found), rows=rows, rows_per_second=round(rows / found.measured), memory=peak())
