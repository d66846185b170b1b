"""Runs folja commands, each in a process of its own, forked from one that has loaded the libraries, the rooms without
Django and the content; never Django's settings or a model of ours, which depend on the home folder.

Loading them takes longer than most commands do. Where processes can't be forked, they are started from nothing.
"""

import atexit
import gc
import json
import os
import runpy
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, Any, NoReturn, TypeAlias

CAN_FORK = hasattr(os, "fork")

LIBRARIES = (
    *("asyncio", "csp.constants", "django.contrib.auth.hashers", "django.contrib.sessions.backends.db"),
    *("django.contrib.staticfiles.finders", "django.core.management", "django.db.migrations.executor"),
    *("django.db.models", "django.forms", "django.template", "django.urls", "duckdb", "environs", "highspy", "jinja2"),
    *("numpy", "openpyxl", "psycopg", "pyarrow.parquet", "pyrage", "requests", "scipy.sparse", "sqlglot"),
    *("statsmodels.stats.proportion", "waitress", "whitenoise.middleware", "yaml"),
)
ROOMS = (
    *("folja.closing", "folja.counting.engines.duckdb", "folja.figures.reading", "folja.goals.followed"),
    *("folja.pooling.adding", "folja.reports.rendering", "folja.reports.tertial", "folja.spreadsheets.reading"),
)
CONTENT = (
    *("folja.instruments.loading", "folja.figures.indicator", "folja.disclosure.policy", "folja.goals.measure"),
    *("folja.goals.place", "folja.supports.usual"),
)
"""Where what Följa comes with is read, once, by a function called shipped."""


def run(words: tuple[str, ...], environment: Mapping[str, str]) -> tuple[int, str, str]:
    """The exit code of `folja WORDS`, and what it wrote to stdout and stderr."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        code = _asked(_ending(_begin(words, environment, out, err)))
        return code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")


class Running:
    """`folja WORDS` while it runs, with what `subprocess.Popen` has; what it says is read as it comes, or in a file."""

    def __init__(self, words: tuple[str, ...], environment: Mapping[str, str], log: Path | None = None) -> None:
        self.stderr: IO[str] | None = None
        self.returncode: int | None = None
        with tempfile.TemporaryDirectory() as folder:
            said = log or Path(folder) / "said"
            if not log:
                os.mkfifo(said)
            self.pid = _begin(words, environment, said if log else Path(os.devnull), said)
            if not log:
                self.stderr = said.open(encoding="utf-8")  # waits for the other end

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def wait(self) -> int:
        if self.returncode is None:
            self.returncode = _asked(_ending(self.pid))
        return self.returncode

    def __enter__(self) -> "Running":
        return self

    def __exit__(self, *_: object) -> None:
        if self.stderr:
            self.stderr.close()
        self.wait()


Process: TypeAlias = "Running | subprocess.Popen[str]"


def running(words: tuple[str, ...], environment: Mapping[str, str], log: Path | None = None) -> Process:
    """Begin `folja WORDS` and let it run. What it says comes on its `stderr`, or with its stdout in the file."""
    if CAN_FORK:
        return Running(words, environment, log)
    command = [sys.executable, "-m", "folja.cli", *words]
    if not log:
        return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    with log.open("wb") as file:
        return subprocess.Popen(command, stdout=file, stderr=file, text=True, env=environment)


def _begin(words: tuple[str, ...], environment: Mapping[str, str], out: Path, err: Path) -> int:
    """The number of the process that has begun to run it."""
    paths = {"out": str(out), "err": str(err), "folder": str(Path.cwd())}
    return _asked(paths | {"words": words, "environment": dict(environment)})


def _ending(process: int) -> dict[str, Any]:
    """Asks for the exit code of a process when it has ended."""
    return {"ends": process}


def _asked(question: dict[str, Any]) -> int:
    starter = _starter()
    assert starter.stdin
    assert starter.stdout
    print(json.dumps(question), file=starter.stdin, flush=True)
    return int(starter.stdout.readline())


@cache
def _starter() -> "subprocess.Popen[str]":
    """The process that the others are forked from. It ends when nobody can ask it any more."""
    command = [sys.executable, "-m", __name__]
    around = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    starter = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=around)
    atexit.register(starter.communicate)
    return starter


def _start() -> None:
    """Read what to run, or whose end to wait for, a line for each; write its number, or its exit code."""
    for name in (*LIBRARIES, *ROOMS):
        import_module(name)
    for name in CONTENT:
        import_module(name).shipped()
    gc.freeze()  # looked through in every fork, what is loaded would be copied
    for line in sys.stdin:
        asked = json.loads(line)
        if "ends" in asked:
            _, status = os.waitpid(asked["ends"], 0)
            answer = os.waitstatus_to_exitcode(status)
        else:
            answer = os.fork()
            if not answer:
                _become(**asked)
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()
    os._exit(0)  # what has been loaded need not be taken apart


def _become(words: list[str], environment: dict[str, str], folder: str, out: str, err: str) -> NoReturn:
    """Be what `python -m folja.cli WORDS` would be in that folder and environment, to the end."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for path, standard in ((out, 1), (err, 2)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND), standard)
    sys.argv = ["folja", *words]
    code = 1
    try:
        runpy.run_module("folja.cli", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else bool(ended.code)
    except Exception:  # noqa: BLE001 - whatever it is, Python would print it
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _start()
