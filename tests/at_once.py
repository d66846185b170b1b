"""Several people who do something at the same moment, each on a connection of their own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from typing import Any

import pytest
from django.db import connection

PATIENCE = 0.5  # seconds that who has come waits for somebody who is held back


def at_once(*doings: Callable[[], object]) -> list[object]:
    """What each came to, in their order: what it returned, or the exception that it raised."""
    with ThreadPoolExecutor(len(doings)) as people:
        return list(people.map(_alone, doings))


def _alone(doing: Callable[[], object]) -> object:
    try:
        return doing()
    except Exception as error:  # noqa: BLE001  what went wrong is what the test asks about
        return error
    finally:
        connection.close()


def meet(monkeypatch: pytest.MonkeyPatch, place: str, *, people: int = 2) -> None:
    """Whoever is done with the function there waits for the others to be, or until it is clear that they are held back.

    Where two must not be there at once, that makes what would happen once in a thousand times happen each time.
    """
    module, _, name = place.rpartition(".")
    usual: Callable[..., Any] = getattr(import_module(module), name)
    barrier = threading.Barrier(people)

    def met(*given: Any, **named: Any) -> Any:
        found = usual(*given, **named)
        with suppress(threading.BrokenBarrierError):
            barrier.wait(PATIENCE)
        return found

    monkeypatch.setattr(place, met)
