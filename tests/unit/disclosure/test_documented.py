"""What docs/disclosure shows is what the commands print: every example there is run."""

import re
import shlex
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from folja.cli import main
from folja.disclosure import protect_table

DOCS = Path("docs/disclosure").resolve()
README = (DOCS / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```console\n\$ folja ((?:[^\n]*\\\n)*[^\n]*)\n(.*?)```", README, re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the folder of the examples, and with a drawing that is the same every time."""
    monkeypatch.chdir(DOCS)
    monkeypatch.setitem(protect_table.__kwdefaults__, "randomness", Random(5))


@pytest.mark.parametrize(("command", "printed"), EXAMPLES, ids=[command[:40] for command, _ in EXAMPLES])
def test_an_example_prints_what_it_says(there: None, command: str, printed: str) -> None:
    assert CliRunner().invoke(main, shlex.split(command.replace("\\\n", ""))).output == printed


def test_there_are_examples_of_both_commands_and_of_python() -> None:
    assert {command.split()[0] for command, _ in EXAMPLES} == {"protect", "attack"}
    assert PYTHON


@pytest.mark.parametrize("code", PYTHON)
def test_what_is_written_in_python_runs_and_holds(there: None, code: str) -> None:
    exec(compile(code, "README.md", "exec"), {})
