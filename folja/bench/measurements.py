"""What can be measured, what is found, and how much of it is usual. docs/speed.md tells what each is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from folja.bench import closing, counting, nation, protecting, registering, rendering, report_page, snapshot
from folja.bench.ratio import Ratio


@dataclass(frozen=True)
class Measurement:
    """`size` is how many registrations, sheets sent or tertials, when nothing else is asked for."""

    measure: Callable[[int], Ratio]
    finds: type[Ratio]
    size: int


MEASUREMENTS: Mapping[str, Measurement] = {
    "count": Measurement(counting.against_one_scan, counting.Counting, 1_000_000),
    "snapshot": Measurement(snapshot.against_reading, snapshot.Snapshotting, 1_000_000),
    "close": Measurement(closing.against_one_scan, closing.Closing, 1_000_000),
    "report": Measurement(report_page.against_few, Ratio, 1_000_000),
    "render": Measurement(rendering.against_plain_words, rendering.Rendering, 10_000),
    "register": Measurement(registering.against_plain_form, registering.Registering, 8_000),
    "protect": Measurement(protecting.against_rounding_alone, protecting.Protecting, 10),
    "nation": Measurement(nation.against_rounding_alone, nation.National, 290),
}
