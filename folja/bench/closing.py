"""A whole closing, by the command, beside one bare scan that counts the same registrations out of Parquet."""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from folja.bench.alone import alone
from folja.bench.counting import bare_scan, invented
from folja.bench.ratio import Ratio, in_turns, seconds
from folja.bench.snapshot import PERIOD, fill


@dataclass(frozen=True)
class Closing(Ratio):
    """`memory` is the most that the command had in megabytes; nothing where the system does not tell."""

    registrations_per_second: int
    memory: int | None


def against_one_scan(number: int, turns: int = 3) -> Closing:
    """So many registrations in a database in the home folder, which a copy is closed of every turn."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, invented(number) as (plans, snapshot):
        filled, memory = Path(folder) / "filled", list[int | None]()
        alone(fill, filled, number)
        found = in_turns(
            lambda: _closed(filled, Path(folder) / "closed", memory), lambda: seconds(bare_scan(plans, snapshot)), turns
        )
        most = None if None in memory else max(filter(None, memory))
        return Closing(**asdict(found), registrations_per_second=round(number / found.measured), memory=most)


def _closed(filled: Path, home: Path, memory: list[int | None]) -> float:
    shutil.copytree(filled, home)
    around = {name: value for name, value in os.environ.items() if not name.startswith(("FOLJA_", "DJANGO_"))}
    words = [sys.executable, "-m", "folja.cli", "close", str(PERIOD), "--home", str(home)]
    try:
        return seconds(lambda: memory.append(_run(words, around)))
    finally:
        shutil.rmtree(home)


def _run(words: list[str], around: dict[str, str]) -> int | None:
    """The most that the program had, in megabytes."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(words, env=around, stdout=said, stderr=subprocess.STDOUT)
        if not hasattr(os, "wait4"):
            code, memory = process.wait(), None
        else:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = code = os.waitstatus_to_exitcode(status)
            memory = round(used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024))
        if code:
            said.seek(0)
            raise RuntimeError(said.read().decode())
    return memory
