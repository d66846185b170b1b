"""Disclosure control of a whole nation's tertial at once: every municipality's units, all instruments, and the audit.

Municipalities close by themselves and are pooled (decision 31). This is the hardest a hierarchy can be: one closing of
all. Beside it, as in `protecting`, each number rounded on its own.
"""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from folja.bench.alone import alone, peak
from folja.bench.protecting import LATEST, Counted, attacks_timed
from folja.bench.ratio import Ratio, in_turns, seconds
from folja.bench.registrations import invent
from folja.closing import plans_for
from folja.counting.engines import engine_called
from folja.demo.city import city_today
from folja.disclosure.cells import all_cells
from folja.disclosure.publication import Publication
from folja.figures import indicator
from folja.figures.library import Library
from folja.instruments.loading import shipped
from folja.vocabulary.unit import Unit, UnitTree

MOST_UNITS = 12
REGISTRATIONS_OF_A_UNIT = 650  # of all instruments in a tertial, on average
WEIGHTS = (1, 1, 2, 3, 5, 8)


@dataclass(frozen=True)
class National(Ratio):
    """`rounding` and `audit` are what the latest turn's `measured` is made of, `outside` attacks what is published as
    an outsider has it. `processor` is what all of that kept a processor busy, `memory` megabytes at the most."""

    rounding: float
    audit: float
    outside: float
    processor: float
    memory: int | None
    units: int
    cells: int


def against_rounding_alone(municipalities: int, turns: int = 1) -> National:
    """With so many municipalities."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        return alone(_measure, Path(folder), municipalities, turns)


def _measure(home: Path, municipalities: int, turns: int) -> National:
    from folja.web.starting import mark_as_invented, start

    mark_as_invented(home, city_today())
    start(home)
    tree = nation(municipalities)
    counted = _counted(tree, home)
    published: list[Publication] = []
    parts: list[tuple[float, float]] = []
    began = time.process_time()

    def measured() -> float:
        with attacks_timed() as attacks:
            whole = seconds(lambda: published.append(counted.protect()))
        parts.append((whole, sum(attacks)))
        return whole

    found = in_turns(measured, lambda: seconds(counted.round_alone), turns)
    publication = published[-1]
    books = Library(tree, shipped(), indicator.shipped(), counted.policy, {publication.period: publication})
    outside = seconds(lambda: _nothing_proved(books))
    whole, inside = parts[-1]
    return National(
        **asdict(found),
        rounding=whole - inside,
        audit=inside,
        outside=outside,
        processor=time.process_time() - began,
        memory=peak(),
        units=len(tree.leaves),
        cells=sum(1 for _ in all_cells([publication])),
    )


def nation(municipalities: int) -> UnitTree:
    """Municipalities of any size, the larger of them with districts; the same every time."""
    return UnitTree(tuple(_units(municipalities, Random(municipalities))))  # noqa: S311  nothing secret hangs on it


def _units(municipalities: int, randomness: Random) -> Iterator[Unit]:
    yield Unit("riket", "Riket", "nation")
    for number in range(1, municipalities + 1):
        code = f"kommun_{number}"
        yield Unit(code, f"Kommun {number}", "city", "riket")
        size = min(MOST_UNITS, 1 + int(randomness.expovariate(1 / 3)))
        for place in range(size):
            under = code
            if size > MOST_UNITS // 2:
                under = f"{code}_omrade_{place // 3 + 1}"
                if place % 3 == 0:
                    yield Unit(under, under, "district", code)
            yield Unit(f"{code}_{place}", f"{code}_{place}", "unit", under, staff=randomness.randint(2, 9))


def _counted(tree: UnitTree, home: Path) -> Counted:
    plans, randomness = plans_for(shipped(), LATEST), Random(len(tree.units))  # noqa: S311
    registering = [leaf.code for leaf in tree.leaves for _ in range(randomness.choice(WEIGHTS))]
    with tempfile.TemporaryDirectory(dir=home) as folder:
        number = REGISTRATIONS_OF_A_UNIT * len(tree.leaves)
        snapshot = invent(plans, registering, LATEST, number, Path(folder))
        return Counted(engine_called("duckdb")(plans, snapshot, LATEST), tree)


def _nothing_proved(books: Library) -> None:
    from folja.web.publication.auditing import audit

    if found := audit(books):
        raise RuntimeError(f"{len(found)} findings, the first: {found[0]}")
