"""Runs folja commands, each in a process of its own, forked from one that has loaded the libraries but nothing of ours.

Loading them takes longer than most commands do.
"""

import atexit
import gc
import json
import os
import runpy
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NoReturn

LIBRARIES = (
    *("asyncio", "csp.constants", "django.contrib.auth.hashers", "django.contrib.sessions.backends.db"),
    *("django.contrib.staticfiles.finders", "django.core.management", "django.db.migrations.executor"),
    *("django.db.models", "django.forms", "django.template", "django.urls", "duckdb", "environs", "highspy", "jinja2"),
    *("numpy", "openpyxl", "psycopg", "pyarrow.parquet", "scipy.sparse", "sqlglot", "whitenoise.middleware", "yaml"),
)


def run(words: tuple[str, ...], environment: Mapping[str, str]) -> tuple[int, str, str]:
    """The exit code of `folja WORDS`, and what it wrote to stdout and stderr."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        paths = {"out": str(out), "err": str(err), "folder": str(Path.cwd())}
        asked = json.dumps(paths | {"words": words, "environment": dict(environment)})
        starter = _starter()
        assert starter.stdin
        assert starter.stdout
        print(asked, file=starter.stdin, flush=True)
        return int(starter.stdout.readline()), out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")


@cache
def _starter() -> "subprocess.Popen[str]":
    """The process that the others are forked from. It ends when nobody can ask it any more."""
    command = [sys.executable, "-m", __name__]
    around = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    starter = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=around)
    atexit.register(starter.communicate)
    return starter


def _start() -> None:
    """Read what to run, a line for each; write its exit code."""
    for name in LIBRARIES:
        import_module(name)
    gc.freeze()  # looked through in every fork, what is loaded would be copied
    for line in sys.stdin:
        fork = os.fork()
        if not fork:
            _become(**json.loads(line))
        _, status = os.waitpid(fork, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
    os._exit(0)  # what has been loaded need not be taken apart


def _become(words: list[str], environment: dict[str, str], folder: str, out: str, err: str) -> NoReturn:
    """Be what `python -m folja.cli WORDS` would be in that folder and environment, to the end."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for path, standard in ((out, 1), (err, 2)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), standard)
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
