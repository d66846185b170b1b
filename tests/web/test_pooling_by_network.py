"""A nation fetches a municipality's file from its API: the same bytes, by a token that reads all of it, and safely."""

import json
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
from jsonschema import Draft202012Validator

from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused
from folja.web.pooling import fetching
from folja.web.pooling.fetching import fetched
from folja.web.pooling.sharing import municipality_key, signed_file
from folja.web.publication.actions import close_tertial
from tests.tokens import CUBES, FIGURES, token_of

T1 = Period.parse("2022T1")


@pytest.fixture
def with_key(settings: object, tmp_path: Path) -> None:
    settings.FOLJA_HOME = tmp_path  # type: ignore[attr-defined]
    municipality_key("0180")


@pytest.fixture
def municipality(transactional_db: None, city: None, with_key: None, live_server: object) -> str:
    """Where a municipality that has closed 2022T1 answers."""
    close_tertial(T1, even_if_empty=True)
    return str(live_server)


def refused(address: str, period: Period = T1, token: str = "folja_x") -> str:
    with pytest.raises(Refused) as told:
        fetched(address, period, token)
    return "\n".join(problem.in_language("sv") for problem in told.value.problems)


def test_what_is_fetched_is_the_file_that_the_command_writes(municipality: str) -> None:
    content = fetched(municipality + "/", T1, token_of("stad", CUBES) + "\n")
    assert content.decode() == signed_file(T1)
    schema = json.loads(Path("docs/reference/api.schema.json").read_text(encoding="utf-8"))
    form = {"$ref": "#/$defs/SignedFile", "$defs": schema["$defs"]}
    assert Draft202012Validator(form).is_valid(json.loads(content))


def test_a_token_of_less_than_all_cubes_fetches_nothing(municipality: str) -> None:
    assert "känner inte igen nyckeln" in refused(municipality)
    for token in (token_of("farsta", CUBES), token_of("stad", FIGURES)):
        assert "läser kuberna för hela kommunen" in refused(municipality, token=token)


def test_a_tertial_that_is_open_is_not_shared(municipality: str) -> None:
    assert "kan inte lämna tertialet" in refused(municipality, Period.parse("2022T2"), token_of("stad", CUBES))


def test_a_municipality_without_a_key_shares_nothing(municipality: str, tmp_path: Path) -> None:
    (tmp_path / "pool_key").unlink()
    assert "kan inte lämna tertialet" in refused(municipality, token=token_of("stad", CUBES))


@pytest.mark.parametrize(
    "address",
    [
        "http://folja.kommunen.example",
        "folja.kommunen.example",
        "ftp://folja.kommunen.example",
        "https://",
        "https://[folja",
        "https://amina:hemligt@folja.kommunen.example",
        "https://folja.kommunen.example/?x=1",
        "http://127.0.0.1.folja.example",
    ],
)
def test_a_token_is_sent_to_no_address_where_others_could_read_it(address: str) -> None:
    assert "börjar med https://" in refused(address)


class Stranger(BaseHTTPRequestHandler):
    """Some other server, that leads on, or sends more than there is room for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        leads_on = self.path.startswith("/leads-on")
        self.send_response(302 if leads_on else 200)
        if leads_on:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(b"x" * 2048)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def stranger() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Stranger)
    Stranger.asked.clear()
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_no_token_follows_where_an_address_leads(stranger: str) -> None:
    assert "svarade med 302" in refused(f"{stranger}/leads-on")
    assert Stranger.asked == ["/leads-on/api/v1/shared/2022T1"]


def test_an_endless_answer_is_not_read_to_its_end(stranger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 1024)
    assert "större än någon fil" in refused(stranger)


def test_an_address_where_nobody_answers_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    assert "går inte att nå" in refused(f"http://127.0.0.1:{port}")
