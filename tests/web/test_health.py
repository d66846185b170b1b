"""Whoever watches over a server learns whether it is ready, and nothing of why not."""

import pytest
from django.db import OperationalError, connection
from django.test import Client


def test_it_is_alive_without_asking_the_database(client: Client) -> None:
    assert client.get("/health/").content == b"ok\n"


def test_it_is_not_ready_while_the_database_does_not_answer(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/health/ready/").content == b"ready\n"

    def broken() -> None:
        raise OperationalError("connection to server at 10.1.2.3 failed")

    with monkeypatch.context() as while_broken:
        while_broken.setattr(connection, "cursor", broken)
        answer = client.get("/health/ready/")
    assert (answer.status_code, answer.content) == (503, b"not ready\n")
