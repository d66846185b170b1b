"""All engines count the same integers as the reference, whatever was registered."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folja.counting.engines import ENGINES
from folja.counting.exact_counts import InstrumentCounts
from folja.counting.plan import plan_for
from folja.counting.snapshot import Snapshot, write
from folja.instruments.instrument import Instrument
from folja.instruments.loading import shipped
from folja.instruments.question import NoteQuestion
from folja.instruments.registration import Registration, kept
from folja.vocabulary.period import Month, tertial
from tests.generative.strategies import answers
from tests.instruments import TINY

EVERY = [version for source in (TINY, shipped()) for code in source for version in source.of(code)]
MOST = 12  # registrations at a time: shipped instruments have many questions to draw answers for
OTHERS = sorted(ENGINES.keys() - {"reference", "spark"})  # Spark: tests/spark
PERIOD = tertial(2021, 1)


def named(instrument: Instrument) -> str:
    return f"{instrument.code}-{instrument.version}"


@st.composite
def registrations(draw: st.DrawFn, instrument: Instrument) -> list[Registration]:
    """Registrations of two units, in the tertial and just outside it."""
    units = st.sampled_from(["farsta", "hokaran"])
    months = st.integers(-1, 4).map(Month(2021, 1).plus)
    sheet = st.builds(
        lambda unit, month, given: Registration(instrument.code, instrument.version, unit, month, given),
        units,
        months,
        answers(instrument),
    )
    return draw(st.lists(sheet, max_size=MOST))


def counted(engine: str, instrument: Instrument, snapshot: Snapshot) -> InstrumentCounts:
    return ENGINES[engine]([plan_for(instrument)], snapshot, PERIOD).instruments[instrument.code]


def written(instrument: Instrument, given: list[Registration], folder: str) -> Snapshot:
    return write(map(kept, given), {(instrument.code, instrument.version): instrument}, Path(folder))


@pytest.mark.parametrize("instrument", EVERY, ids=named)
@pytest.mark.parametrize("engine", OTHERS)
@settings(max_examples=6)
@given(data=st.data())
def test_an_engine_counts_as_the_reference_does(engine: str, instrument: Instrument, data: st.DataObject) -> None:
    given = data.draw(registrations(instrument))
    with tempfile.TemporaryDirectory() as folder:
        snapshot = written(instrument, given, folder)
        expected, found = (counted(name, instrument, snapshot) for name in ("reference", engine))
    assert found.cells == expected.cells
    assert found.volumes == expected.volumes


@pytest.mark.parametrize("instrument", EVERY, ids=named)
@settings(max_examples=5)
@given(data=st.data())
def test_a_snapshot_reads_back_what_was_written_but_for_notes_and_order(
    instrument: Instrument, data: st.DataObject
) -> None:
    given = data.draw(registrations(instrument))
    with tempfile.TemporaryDirectory() as folder:
        read = list(written(instrument, given, folder).registrations(instrument))
    assert sorted(key(one, instrument) for one in read) == sorted(key(one, instrument) for one in given)


def key(registration: Registration, instrument: Instrument) -> str:
    notes = {question.code for question in instrument.questions if isinstance(question, NoteQuestion)}
    kept = {code: answer for code, answer in registration.answers.items() if code not in notes}
    return f"{registration.unit} {registration.month} {json.dumps(kept, sort_keys=True)}"


@pytest.mark.parametrize("instrument", EVERY[:3], ids=named)
@settings(max_examples=15)
@given(data=st.data())
def test_the_order_of_registrations_leaves_no_trace_in_the_snapshot(
    instrument: Instrument, data: st.DataObject
) -> None:
    given = data.draw(registrations(instrument))
    shuffled = data.draw(st.permutations(given))
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        one, other = written(instrument, given, first), written(instrument, shuffled, second)
        assert contents(one, instrument) == contents(other, instrument)


def contents(snapshot: Snapshot, instrument: Instrument) -> list[bytes]:
    return [path.read_bytes() for path in snapshot.files(instrument)]
