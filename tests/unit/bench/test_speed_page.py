"""docs/speed.md tells of everything that `folja bench` measures, and each prints what is told there."""

import json
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import get_type_hints

import pytest
from click.testing import CliRunner

from folja.bench.measurements import MEASUREMENTS
from folja.cli import main
from tests.command.conftest import folja

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "speed.md").read_text(encoding="utf-8")
OF_ALL = {"bench", "size"}
TINY = {"register": "16", "protect": "1", "nation": "3"}


def told(name: str) -> set[str]:
    """The keys that the page tells of: those that all have, and a measurement's own."""
    shared, own = (re.search(rf"^{begins} (.+)$", PAGE, re.MULTILINE) for begins in ("Each prints", f"`{name}` prints"))
    assert shared, "the page does not say what each prints"
    words = re.findall(r"`(\w+)`", shared[1] + (own[1] if own else ""))
    return set(words)


def beside(name: str) -> set[str]:
    return OF_ALL | ({"against"} if name == "count" else set())


@pytest.mark.parametrize("name", MEASUREMENTS)
def test_the_page_has_how_to_repeat_it_and_every_key(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    measurement = MEASUREMENTS[name]
    assert f"folja bench {name}" in PAGE
    assert get_type_hints(measurement.measure)["return"] is measurement.finds
    made = measurement.finds(**{field.name: 1 for field in fields(measurement.finds)})
    monkeypatch.setitem(MEASUREMENTS, name, replace(measurement, measure=lambda _: made))  # type: ignore[arg-type]
    printed = CliRunner().invoke(main, ["bench", name, "--size", "7"]).stdout
    keys = json.loads(printed)
    assert (keys["bench"], keys["size"]) == (name, 7)
    assert set(keys) == told(name) | beside(name)


def test_the_page_names_nothing_that_is_not_measured() -> None:
    assert set(re.findall(r"folja bench (\w+)", PAGE)) - {"NAME"} == set(MEASUREMENTS)


def test_another_name_is_wrong_use_and_says_which_there_are() -> None:
    told = CliRunner().invoke(main, ["bench", "speed"])
    assert told.exit_code == 2
    assert all(name in told.output for name in MEASUREMENTS)


@pytest.mark.long
@pytest.mark.parametrize("name", MEASUREMENTS)
def test_a_tiny_measurement_prints_what_the_page_says(name: str) -> None:
    printed = folja("bench", name, "--size", TINY.get(name, "1000"))
    assert printed.code == 0, printed.err
    assert set(printed.rows) == told(name) | beside(name)
    assert all(printed.rows[key] > 0 for key in ("measured", "yardstick", "ratio", "quickest_ratio"))
