"""Runs the folja command as people do: as a program of its own, in a home folder of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.command import forked
from tests.command.own_city import UNITS, Talk, spreadsheet, talks
from tests.databases import ON_POSTGRESQL, copied, settings_for

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Output:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class City:
    """A home folder and what was registered in it."""

    home: Path
    talks: list[Talk]

    def folja(self, *words: str, today: str = "2021-12-01") -> Output:
        return folja(*words, "--home", str(self.home), today=today)

    def copied_to(self, home: Path) -> "City":
        """Another city that has all that this one has, for one test to change."""
        copied(self.home, home)
        return City(home, self.talks)

    def let_a_round_pass(self) -> None:
        """On PostgreSQL order and time are gone only then: a server does it every minute (docs/decisions/0024)."""
        if ON_POSTGRESQL:
            assert self.folja("clean").code == 0


def environment(today: str, home: Path | None) -> dict[str, str]:
    """What a command finds around it: nothing of the tests' own settings, a fixed day, and the home's database.

    Managers sign in by a password alone; that they are asked for more is what tests/web/test_second_step.py is about.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOLJA_", "DJANGO_"))}
    fixed = {"FOLJA_TODAY": today, "FOLJA_SECOND_STEP": "false", "PYTHONPATH": str(PROJECT)}
    return kept | fixed | (settings_for(home) if home else {})


def folja(*words: str, today: str = "2021-12-01", **settings: str) -> Output:
    """Run `folja WORDS` on a day. Forked where it can be, which saves loading the libraries every time."""
    if not forked.CAN_FORK:
        return started(*words, today=today, **settings)
    return Output(*forked.run(words, environment(today, home_in(words)) | settings))


def started(*words: str, today: str = "2021-12-01", **settings: str) -> Output:
    """The same, from nothing, as people do it."""
    command = [sys.executable, "-m", "folja.cli", *words]
    around = environment(today, home_in(words)) | settings
    done = subprocess.run(command, capture_output=True, text=True, env=around, check=False)
    return Output(done.returncode, done.stdout, done.stderr)


def home_in(words: tuple[str, ...]) -> Path | None:
    """The home folder that a command names."""
    return Path(words[words.index("--home") + 1]) if "--home" in words else None


@pytest.fixture(scope="session")
def closed_city(tmp_path_factory: pytest.TempPathFactory) -> City:
    """A city of five units with 1 000 talks in 2021T1, imported and closed; 2021T2 is open and holds 200."""
    folder = tmp_path_factory.mktemp("city")
    city = City(folder / "home", talks(1000))
    (folder / "units.csv").write_text(UNITS, encoding="utf-8")
    (folder / "talks.csv").write_text(spreadsheet(city.talks), encoding="utf-8")
    later = talks(200, first_month=5, seed=2)
    home = ("--home", str(city.home))
    (folder / "later.csv").write_text(spreadsheet(later), encoding="utf-8")
    assert started("init", "--units", str(folder / "units.csv"), *home).code == 0
    assert started("import", "talk", str(folder / "talks.csv"), *home).code == 0
    assert started("import", "talk", str(folder / "later.csv"), *home).code == 0
    assert started("close", "2021T1", *home).code == 0
    return city
