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
        ("folja/counting/plan.py", "import folja.figures.reading", "Imports go one way"),
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
