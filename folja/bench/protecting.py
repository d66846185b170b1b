"""Disclosure control of the demo city's latest tertial beside each number rounded on its own, which protects nobody.

No other program does the same, so the yardstick is what rounding would cost without anything of what makes it safe.
"""

import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from folja.bench.alone import alone
from folja.bench.ratio import Ratio, in_turns, seconds
from folja.closing import plans_for
from folja.counting.engines import engine_called
from folja.counting.plan import Plan
from folja.counting.snapshot import write
from folja.demo.city import city, city_csv, city_today
from folja.demo.drawing import draw_city
from folja.demo.loading import distributions
from folja.disclosure import policy, protection
from folja.disclosure.carriers import carriers
from folja.disclosure.cells import all_cells
from folja.disclosure.drawing import UNPREDICTABLE
from folja.disclosure.fixed_units import units_of
from folja.disclosure.publication import Provenance, Publication
from folja.instruments.loading import shipped
from folja.instruments.registration import Registration, kept
from folja.vocabulary.period import Period, tertial
from folja.vocabulary.unit import UnitTree

LATEST: Period = tertial(2022, 1)


@dataclass(frozen=True)
class Protecting(Ratio):
    """`rounding` and `audit` are what `measured` is made of, in the median turn; `history` attacks all that is
    published, which the tertial is the latest of. `processor` is what the quickest turn and the history kept a
    processor busy: what both would take on a computer that does nothing else."""

    rounding: float
    audit: float
    audit_to_rounding: float
    history: float
    processor: float
    cells: int


def against_rounding_alone(tertials: int, turns: int = 3) -> Protecting:
    """With so many tertials published, the latest of them measured."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        return alone(_measure, Path(folder), tertials, turns)


def _measure(home: Path, tertials: int, turns: int) -> Protecting:
    from folja.web.starting import mark_as_invented, start

    mark_as_invented(home, city_today())
    start(home)
    from folja.bench.report_page import publish
    from folja.web.organisation.actions import load_units
    from folja.web.publication.auditing import audit_published

    load_units(city_csv())
    counted = [_counted(period, sheets, home) for period, sheets in _registered(tertials)]
    latest = counted[-1]
    parts: list[tuple[float, float]] = []
    busy: list[float] = []

    def measured() -> float:
        began = time.process_time()
        with attacks_timed() as attacks:
            whole = seconds(latest.protect)
        busy.append(time.process_time() - began)
        parts.append((whole, sum(attacks)))
        return whole

    found = in_turns(measured, lambda: seconds(latest.round_alone), turns)
    published = [one.protect() for one in counted]
    for publication in published:
        publish(publication)
    began = time.process_time()
    history = seconds(audit_published)
    processor = min(busy) + time.process_time() - began
    whole, audit = sorted(parts)[len(parts) // 2]
    cells = sum(1 for _ in all_cells([published[-1]]))
    return Protecting(
        **asdict(found),
        rounding=whole - audit,
        audit=audit,
        audit_to_rounding=audit / (whole - audit),
        history=history,
        processor=processor,
        cells=cells,
    )


def _registered(tertials: int) -> Iterator[tuple[Period, list[Registration]]]:
    """What the demo city registered in its latest closed tertials, the first first."""
    from folja.demo.building import SEED

    instruments, tree = shipped(), city()
    found: dict[Period, list[Registration]] = defaultdict(list)
    for sheet in draw_city(instruments, tree, distributions(instruments, tree), SEED, today=city_today()):
        found[sheet.month.tertial].append(sheet)
    closed = sorted((period for period in found if period <= LATEST), key=str)
    yield from ((period, found[period]) for period in closed[-tertials:])


def counted_tertials(home: Path, tertials: int = 10) -> Iterator[tuple[Period, tuple["Counted", list[Registration]]]]:
    """The demo city's latest closed tertials, counted, with their registrations."""
    for period, sheets in _registered(tertials):
        yield period, (_counted(period, sheets, home), sheets)


def _counted(period: Period, sheets: Sequence[Registration], home: Path) -> "Counted":
    plans = plans_for(shipped(), period)
    versions = {(plan.instrument.code, plan.instrument.version): plan.instrument for plan in plans}
    with tempfile.TemporaryDirectory(dir=home) as folder:
        snapshot = write(map(kept, sheets), versions, Path(folder))
        return Counted(engine_called("duckdb")(plans, snapshot, period), city())


class Counted:
    """A tertial that is counted and not yet protected."""

    def __init__(self, counts: Any, tree: UnitTree) -> None:
        self.period, self.counts, self.plans = counts.period, counts, plans_for(shipped(), counts.period)
        self.policy = policy.shipped()
        self.units = units_of(tree, self.period, self.policy)

    def protect(self, plans: Sequence[Plan] = ()) -> Publication:
        """Of all instruments, or of some."""
        provenance = Provenance("", "", "", "duckdb", city_today(), "")
        return protection.protect(self.counts, plans or self.plans, self.units, self.policy, provenance)

    def round_alone(self) -> list[int]:
        """Every cell of every leaf, up or down by chance."""
        rounded = []
        for plan in self.plans:
            counts = self.counts.instruments[plan.instrument.code]
            acts = {unit: counts.acts(unit) for unit in counts.cells}
            parts = [cell.code for part in plan.components for cell in part.published]
            for leaf in carriers(self.units, self.period, acts, self.policy):
                exact = (sum(counts.cells.get(unit, {}).get(code, 0) for unit in leaf.units) for code in parts)
                rounded += [self._rounded(number) for number in exact]
        return rounded

    def _rounded(self, number: int) -> int:
        base = self.policy.rounding_base
        down, rest = divmod(number, base)
        return base * (down + (UNPREDICTABLE.randrange(base) < rest))


@contextmanager
def attacks_timed() -> Iterator[list[float]]:
    """How long each attack took, which is called for in the middle of protecting."""
    took: list[float] = []
    usual = vars(protection)["attack"]

    def timed(*given: Any) -> Any:
        found: list[Any] = []
        took.append(seconds(lambda: found.extend(usual(*given))))
        return found

    vars(protection)["attack"] = timed
    try:
        yield took
    finally:
        vars(protection)["attack"] = usual
