"""Serving by command: the port is one's own before anything is said, and what waited too long is gone."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from folja.web.body_limits import LARGEST, LARGEST_OF_FAMILIES
from tests.command import forked
from tests.command.conftest import City, environment, folja

WAITS = 2  # seconds, for an answer that shall not come


@pytest.fixture
def busy_port() -> Iterator[int]:
    """A port that another program answers at."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


@contextmanager
def served(city: City, port: int) -> Iterator[str]:
    """The city, served until we leave; gives what was said when it could be reached."""
    words = ("serve", "--home", str(city.home), "--port", str(port))
    with forked.running(words, environment("2021-12-01", city.home)) as process:
        assert process.stderr is not None
        try:
            yield process.stderr.readline()
        finally:
            process.terminate()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
    return port


def test_a_busy_port_is_told_before_anything_is_said_to_be_running(closed_city: City, busy_port: int) -> None:
    said = closed_city.folja("serve", "--port", str(busy_port))
    assert said.code == 1
    assert said.err.startswith(f"port {busy_port}: Porten är upptagen av ett annat program")
    assert "lägg till --port" in said.err
    assert "svarar" not in said.err


def test_a_busy_port_is_told_before_the_demo_city_is_built(tmp_path: Path, busy_port: int) -> None:
    said = folja("demo", "--home", str(tmp_path / "demo"), "--port", str(busy_port))
    assert said.code == 1
    assert "Porten är upptagen" in said.err
    assert "igång" not in said.err
    assert not (tmp_path / "demo").exists()


def test_it_answers_as_soon_as_it_says_so_and_files_that_waited_too_long_are_gone(closed_city: City) -> None:
    uploads = closed_city.home / "uploads"
    uploads.mkdir(exist_ok=True)
    old, new = uploads / f"{'a' * 22}.csv", uploads / f"{'b' * 22}.csv"
    for path in (old, new):
        path.write_text("", encoding="utf-8")
    os.utime(old, (time.time() - 60 * 60,) * 2)
    port = free_port()
    with served(closed_city, port) as said:
        assert f"http://127.0.0.1:{port}/" in said
        with urlopen(f"http://127.0.0.1:{port}/logga-in/", timeout=60) as answer:
            assert answer.status == 200
        assert (old.exists(), new.exists()) == (False, True)


def status_of(port: int, address: str, length: int) -> int:
    """What is answered to the headers alone of a sending as long as that; 0 when the server waits for the rest."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as sender:
        sender.sendall(f"POST {address} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n".encode())
        sender.settimeout(WAITS)
        try:
            return int(sender.recv(100).split()[1])
        except TimeoutError:
            return 0


def test_what_is_larger_than_anything_one_sends_is_refused_before_it_comes(closed_city: City) -> None:
    port = free_port()
    with served(closed_city, port):
        urlopen(f"http://127.0.0.1:{port}/logga-in/", timeout=60).close()  # everything is loaded
        assert status_of(port, "/s/7KQ2M/sv/fragor/", LARGEST_OF_FAMILIES) == 413
        assert status_of(port, "/%73/7KQ2M/sv/fragor/", LARGEST_OF_FAMILIES) == 413
        assert status_of(port, "/importera/", LARGEST) == 413
        assert status_of(port, "/importera/", LARGEST_OF_FAMILIES) == 0
