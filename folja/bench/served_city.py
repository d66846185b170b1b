"""Cities with a server each, as `folja serve` starts one: each with its own database, on the kind of the run."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from folja.bench.alone import alone
from folja.bench.filled_in import MONTH, UNIT
from folja.demo.city import city_csv, city_today
from folja.vocabulary.problem import refuse
from folja.web.serving import ADDRESS

EMAIL = "adviser@example.org"
PATIENCE = 60


@dataclass(frozen=True)
class City:
    """A home folder, what is around the programs that work in it, and the password of somebody who registers there."""

    home: Path
    around: Mapping[str, str]
    password: str


@contextmanager
def founded_twice() -> Iterator[tuple[City, City]]:
    """Two alike, with the demo's units and somebody who registers. They are gone afterwards, and their databases too.

    With FOLJA_DATABASE they are made beside the one it names, on its server, which nothing is read from or written to.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, ExitStack() as databases:
        one, other = Path(folder) / "one", Path(folder) / "other"
        address = os.environ.get("FOLJA_DATABASE", "")
        own = databases.enter_context(_database(address)) if address else ""
        city = City(one, _around(own), secrets.token_urlsafe())
        alone(_found, city)
        shutil.copytree(one, other)
        copy = databases.enter_context(_database(address, template=own)) if address else ""
        yield city, City(other, _around(copy), city.password)


def _around(address: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOLJA_", "DJANGO_"))}
    fixed = {"FOLJA_TODAY": city_today().isoformat(), "FOLJA_SECOND_STEP": "false"}
    return kept | fixed | ({"FOLJA_DATABASE": address} if address else {})


@contextmanager
def _database(address: str, template: str = "") -> Iterator[str]:
    """The address of a new database on the same server; `template` is that of one that it is to be like."""
    server, _, options = address.partition("?")
    name = f"folja_bench_{secrets.token_hex(6)}"
    new = f"{server.rpartition('/')[0]}/{name}"
    with psycopg.connect(f"{server.rpartition('/')[0]}/postgres?{options}", autocommit=True) as connection:
        like = template.partition("?")[0].rpartition("/")[2] or "template1"
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(like))
        try:
            connection.execute(made)
        except psycopg.errors.InsufficientPrivilege:
            raise refuse(
                "FOLJA_DATABASE",
                sv="Mätningen behöver göra egna databaser på servern. Låt rollen göra det: ALTER ROLE … CREATEDB, och "
                "mät hellre på en annan server än den som används.",
                en="measuring makes databases of its own on the server; let the role do so: ALTER ROLE … CREATEDB, and "
                "rather measure on another server than the one in use",
            ) from None
        try:
            yield f"{new}?{options}" if options else new
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _found(city: City) -> None:
    for name in [name for name in os.environ if name.startswith(("FOLJA_", "DJANGO_"))]:
        del os.environ[name]
    os.environ.update(city.around)
    from folja.web.starting import start

    start(city.home)
    from django.db import transaction

    from folja.web.organisation.actions import create_account, fix_units, give_role, load_units

    with transaction.atomic():
        load_units(city_csv())
        fix_units([MONTH.tertial])  # as they are once anything has been closed
        give_role(create_account(EMAIL, "Adviser", city.password), UNIT, "registers")


@contextmanager
def served(city: City, command: Callable[[int], list[str]]) -> Iterator[int]:
    """The port that a city answers at meanwhile; `command` is what starts its server at a port."""
    with socket.create_server((ADDRESS, 0)) as free:
        port = free.getsockname()[1]
    words = [sys.executable, "-m", *command(port)]
    server = subprocess.Popen(words, env=city.around, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.kill()
        server.wait()


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    tried_until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < tried_until:
        try:
            socket.create_connection((ADDRESS, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server that is to be measured did not start")
