"""What the documents say that a test shows: each that they name is there, and none of the promises' is forgotten."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PRIVACY, HANDBOOK = PROJECT / "docs" / "privacy.md", PROJECT / "docs" / "handbok" / "dataskydd.md"
CHANNELS = "## Vägarna ut, och testet som stänger var och en"
NAMED = re.compile(r"`((?:tests/)?[\w/]*\w+\.py|tests/[\w/]+/)`")
DEFINED = re.compile(r"^def (test_\w+)\(", re.MULTILINE)
OF_DOCUMENTS = {"test_documents.py"}


def named_in(line: str) -> Iterator[Path]:
    """The files and folders of tests in a line. One without a folder is in that of the one before it."""
    folder = PROJECT
    for name in NAMED.findall(line):
        if name.startswith("tests/"):
            path = PROJECT / name
            folder = path if path.is_dir() else path.parent
            yield path
        elif name.startswith("test_"):
            yield folder / name


def rows(page: Path, below: str = "") -> list[list[str]]:
    """The rows of a page's tables, without their heads: below a heading only, where one is given."""
    words = page.read_text(encoding="utf-8")
    if below:
        words = words.partition(below)[2].partition("\n## ")[0]
    lines = [line for line in words.splitlines() if line.startswith("|")]
    heads = {place - 1 for place, line in enumerate(lines) if set(line) <= set("|-: ")}
    return [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for place, line in enumerate(lines)
        if place not in heads and not set(line) <= set("|-: ")
    ]


@pytest.mark.parametrize("page", [PRIVACY, HANDBOOK], ids=lambda page: page.stem)
def test_every_test_that_is_named_is_there(page: Path) -> None:
    named = [path for line in page.read_text(encoding="utf-8").splitlines() for path in named_in(line)]
    assert len(named) > 20
    assert sorted({str(path.relative_to(PROJECT)) for path in named if not path.exists()}) == []


def test_every_single_test_that_is_named_is_there() -> None:
    named = set(re.findall(r"`(test_\w+)`", PRIVACY.read_text(encoding="utf-8")))
    written = {
        name for path in (PROJECT / "tests").rglob("test_*.py") for name in DEFINED.findall(path.read_text("utf-8"))
    }
    assert len(named) > 10
    assert sorted(named - written) == []


def test_every_line_of_the_promise_and_every_way_out_names_a_test() -> None:
    promised = [row for row in rows(PRIVACY) if "`" in row[-2] or "tests/" in row[-1]]
    assert len(promised) > 50
    assert [row[0] for row in promised if not ("tests/" in row[-1] or "import contract" in row[-2])] == []
    assert [row[0] for row in rows(HANDBOOK, CHANNELS) if not list(named_in(row[-1]))] == []


@pytest.mark.parametrize("page", [PRIVACY, HANDBOOK], ids=lambda page: page.stem)
def test_no_test_of_the_promises_is_forgotten(page: Path) -> None:
    named = {path for line in page.read_text(encoding="utf-8").splitlines() for path in named_in(line)}
    files = {path for path in (PROJECT / "tests" / "promises").glob("test_*.py") if path.name not in OF_DOCUMENTS}
    assert sorted(path.name for path in files - named) == []
