"""The product's part of the accessibility statement: what ships is whole, and a mistake is told with file and line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from folja.demo import statement as demo
from folja.instruments.content import SHIPPED
from folja.vocabulary.problem import Refused
from folja.web.statement.product import load, shipped

PRODUCT = (SHIPPED / "statement.yaml").read_text(encoding="utf-8")
DEMO = (SHIPPED / "demo" / "statement.yaml").read_text(encoding="utf-8")


def refused(root: Path, name: str, content: str, read: Callable[[Path], object]) -> tuple[str, str]:
    """Where and what, when this content is read."""
    path = root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refused) as error:
        read(root)
    (problem,) = error.value.problems
    file, _, line = problem.where.rpartition(":")
    assert file == name
    return content.splitlines()[int(line) - 1].strip(), problem.text.sv


def test_what_ships_says_how_it_is_tested_who_supervises_and_how_to_complain() -> None:
    product = shipped()
    assert len(product.tested) >= 3
    assert all(words.sv != words.en for words in product.tested)
    assert product.supervisor.complaints == "https://www.digg.se/tdosanmalan"


@pytest.mark.parametrize(
    ("written", "wrong", "line", "says"),
    [
        ("reason: requirement", "reason: lazy", "reason: lazy", "Välj bland requirement, burden, outside."),
        ("complaints: https:", "complaints: http:", "complaints: http://www.digg.se/tdosanmalan", "från https://."),
        ("flaws:", "faults:", "faults:", "Nyckeln faults finns inte här."),
        ("    instead:", "    insted:", "insted:", "Nyckeln insted finns inte här."),
        ("  phone: 0771-11 44 00\n", "", "name: {sv: Myndigheten", "phone ska vara ett ord"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, written: str, wrong: str, line: str, says: str) -> None:
    assert written in PRODUCT
    where, what = refused(tmp_path, "statement.yaml", PRODUCT.replace(written, wrong), load)
    assert where.startswith(line)
    assert says in what


def test_somebody_has_to_say_how_it_is_tested(tmp_path: Path) -> None:
    content = "tested: []\nflaws: []\n" + PRODUCT[PRODUCT.index("supervisor:") :]
    assert refused(tmp_path, "statement.yaml", content, load) == (
        "tested: []",
        "Det står inte hur Följa är prövat. Skriv minst en mening under tested.",
    )


@pytest.mark.parametrize(
    ("written", "wrong", "says"),
    [
        ("conformance: partial", "conformance: mostly", "Välj bland full, partial, none."),
        ("assessed_on: 2022-03-08", "assessed_on: i mars", "assessed_on ska vara ett datum"),
        ("answer_days: 5", "answer_days: fem", "answer_days ska vara ett helt tal"),
    ],
)
def test_a_mistake_in_the_demo_citys_statement_is_told_too(tmp_path: Path, written: str, wrong: str, says: str) -> None:
    where, what = refused(tmp_path, "demo/statement.yaml", DEMO.replace(written, wrong), demo.statement)
    assert (where, says in what) == (wrong, True), what
