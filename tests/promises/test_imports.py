"""The import contracts hold, and go red when the house is built the wrong way round."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


def contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of a checkout."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_contracts_hold() -> None:
    said = contracts(PROJECT)
    assert said.returncode == 0, said.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("folja/figures/reading.py", "import folja.counting.exact_counts", "exact number about people"),
        ("folja/web/publication/views.py", "import folja.counting.exact_counts", "exact number about people"),
        ("folja/counting/plan.py", "import folja.figures.reading", "Imports go one way"),
        ("folja/vocabulary/text.py", "import folja.instruments.question", "Imports go one way"),
        ("folja/reports/words.py", "import django", "Django only in web"),
    ],
)
def test_a_wrong_import_breaks_its_contract(tmp_path: Path, module: str, line: str, contract: str) -> None:
    shutil.copytree(PROJECT / "folja", tmp_path / "folja", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    with (tmp_path / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    said = contracts(tmp_path)
    assert said.returncode != 0
    assert any(contract in row and "BROKEN" in row for row in said.stdout.splitlines())


WATCHED = """
import contextlib, os, sys, tempfile
from pathlib import Path

ALLOWED = [Path(place).resolve() for place in (os.getcwd(), sys.prefix, sys.base_prefix, tempfile.gettempdir(), "/dev")]
outside = set()

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and watching:
        path = Path(os.path.abspath(arguments[0]))
        if not any(path.is_relative_to(place) for place in ALLOWED):
            outside.add(str(path))

watching = False
sys.addaudithook(watch)
import duckdb, highspy, numpy, pyarrow.parquet, scipy.sparse, sqlglot, statsmodels.stats.proportion, yaml
watching = True
with contextlib.suppress(OSError):
    open("/the-watch-itself-is-tried")

from datetime import date
from folja.closing import content_hash, plans_for
from folja.counting.engines import ENGINES
from folja.counting.snapshot import write
from folja.disclosure import policy
from folja.disclosure.fixed_units import units_of
from folja.disclosure.protection import protect
from folja.disclosure.publication import Provenance
from folja.figures import indicator
from folja.figures.library import Library
from folja.figures.reading import read
from folja.instruments.content import SHIPPED
from folja.instruments.loading import shipped
from folja.instruments.registration import Registration, kept
from folja.vocabulary.period import Period
from folja.vocabulary.unit import Unit, UnitTree

period = Period.parse("2021T1")
tree = UnitTree((Unit("city", "Staden", "city"), Unit("a", "A", "unit", "city", staff=5)))
sheets = [Registration("talk", 2, "a", period.first, {"first_talk": "yes"}) for _ in range(50)]
plans = [plan for plan in plans_for(shipped(), period) if plan.instrument.code == "talk"]
with tempfile.TemporaryDirectory() as folder:
    snapshot = write(map(kept, sheets), {("talk", 2): shipped().version("talk", 2)}, Path(folder))
    counts = ENGINES["duckdb"](plans, snapshot, period)
made = Provenance("plan", content_hash(SHIPPED), "policy", "duckdb", date(2021, 6, 1), "0")
publication = protect(counts, plans, units_of(tree, period, policy.shipped()), policy.shipped(), made)
library = Library(tree, shipped(), indicator.shipped(), policy.shipped(), {period: publication})
assert any(figure.shown for code in indicator.shipped() for figure in read(library, code, "city", period))
print("\\n".join(sorted(outside)))
"""


def test_from_content_to_figures_no_file_outside_the_checkout_is_opened() -> None:
    said = subprocess.run(
        [sys.executable, "-c", WATCHED], cwd=PROJECT, capture_output=True, text=True, check=True, timeout=120
    )
    assert [Path(path).name for path in said.stdout.split()] == ["the-watch-itself-is-tried"]


def test_no_content_file_is_a_link_to_somewhere_else() -> None:
    assert [path for path in (PROJECT / "folja").rglob("*") if path.is_symlink()] == []
