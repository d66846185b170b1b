"""One filled-in sheet, the same every time but for its receipt, as a page sends it."""

from collections.abc import Iterator

from folja.demo.city import city, city_today
from folja.instruments.instrument import Instrument
from folja.instruments.loading import shipped
from folja.vocabulary.period import Month
from folja.web.collection.answers import written_as

MONTH: Month = Month.of(city_today())
UNIT: str = city().leaves[0].code
BOUNDARY = "a-sheet"


def _instrument() -> Instrument:
    """Of those that staff fill in, the one with most questions."""
    staffs = [found for found in shipped().all_in_force(MONTH) if found.audience == "staff"]
    return max(staffs, key=lambda found: len(found.questions))


INSTRUMENT: Instrument = _instrument()


def body(token: str, receipt: str) -> bytes:
    """The sheet as a browser packs it."""
    fields = [("csrfmiddlewaretoken", token), ("script", "1"), ("receipt", receipt), *_fields()]
    parts = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{word}\r\n' for name, word in fields
    )
    return ("".join(parts) + f"--{BOUNDARY}--\r\n").encode()


def _fields() -> Iterator[tuple[str, str]]:
    yield from (("unit", UNIT), ("version", str(INSTRUMENT.version)), ("month", str(MONTH)))
    for name, words in written_as(INSTRUMENT, INSTRUMENT.examples[0]).items():
        yield from ((name, word) for word in words)
