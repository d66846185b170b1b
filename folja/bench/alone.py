"""Work in a process of its own: with a database of its own, nothing loaded before, and its own memory to be told."""

import re
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

Result = TypeVar("Result")


def alone(work: Callable[..., Result], *given: Any) -> Result:
    """What it gives."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(work, *given).result()


def peak(status: Path = Path("/proc/self/status")) -> int | None:
    """The most that a process has had, in megabytes; nothing where the system does not tell."""
    kilobytes = re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="utf-8")) if status.exists() else None
    return round(int(kilobytes[1]) / 1024) if kilobytes else None
