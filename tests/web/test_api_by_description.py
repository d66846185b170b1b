"""Whatever the API's description lets be asked, or does not, is answered as the description says: by Schemathesis.

It makes its questions from the description: examples, everything at its limits, and drawn ones with a seed; and asks
them of a server on this computer. A few of each in the ordinary suite, many more with --long.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from folja.web.api import door
from folja.web.organisation.throttle import Throttle
from tests.tokens import token_of

FEW, MANY = 10, 1000
SEED = 29


@pytest.fixture
def address(transactional_db: None, closed: None, live_server: object, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(door, "questions", Throttle(most=1_000_000, window=60))
    return f"{live_server}/api/v1/openapi.json"


def asked(address: str, examples: int, folder: Path) -> int:
    """How many questions were asked. Fails with what Schemathesis says where an answer was not as described."""
    command = ["run", address, "--header", f"Authorization: Bearer {token_of('farsta')}", "--no-color"]
    drawn = ["--max-examples", str(examples), "--seed", str(SEED), "--generation-database", "none"]
    program = Path(sys.executable).with_name("schemathesis")
    environment = {**os.environ, "NO_PROXY": "*"}
    ran = subprocess.run(
        [program, *command, *drawn], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    asked = re.search(r"(\d+) generated, (\d+) passed", ran.stdout)
    assert asked, ran.stdout
    return int(asked[2])


def test_every_question_is_answered_as_described(address: str, tmp_path: Path) -> None:
    assert asked(address, FEW, tmp_path) >= 300


@pytest.mark.long
def test_a_great_many_questions_are_answered_as_described(address: str, tmp_path: Path) -> None:
    assert asked(address, MANY, tmp_path) >= 5_000
