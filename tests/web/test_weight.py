"""A page is light on a phone with a poor network: packed, with everything it is made of, and nothing from elsewhere."""

import re
from typing import Any

import pytest
from django.test import Client

ADDRESS = re.compile(r'(?:href|src)="(/static/[^"#]+)|from "\./([^"]+)"')


def fetched(client: Client, address: str) -> Any:
    return client.get(address, headers={"accept-encoding": "gzip"})


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def kilobytes(client: Client, address: str) -> float:
    """All that a first visit fetches: the page, its styles, icons and scripts, and what those import."""
    page = fetched(client, address)
    weight, left, seen = len(content(page)), parts(content(client.get(address)).decode()), set()
    while left:
        part = left.pop()
        if part not in seen:
            seen.add(part)
            weight += len(content(fetched(client, part)))
            if part.endswith(".js"):
                folder = part.rpartition("/")[0]
                left |= {f"{folder}/{name}" for name in parts(content(client.get(part)).decode())}
    return weight / 1000


def parts(text: str) -> set[str]:
    return {static or name for static, name in ADDRESS.findall(text)}


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/", 150),
        ("/registrera/", 150),
        ("/registrera/talk/", 50),
        ("/registrera/theme_meeting/", 50),
        ("/kvitto/", 50),
        ("/hjalp/", 150),
        ("/design/", 150),
    ],
)
def test_what_staff_open_between_two_meetings_is_light(closed: None, as_amina: Client, address: str, most: int) -> None:
    assert 10 < kilobytes(as_amina, address) <= most


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/", 150),
        ("/siffror/stad/2022T1/", 150),
        ("/siffror/stad/2022T1/men_share_talks/", 150),
        ("/rapport/tertial/stad/2022T1/", 150),
        ("/stangning/", 150),
        ("/innehall/", 150),
        ("/tillganglighet/", 50),
        ("/tillganglighet/andra/", 50),
    ],
)
def test_what_the_city_lead_opens_is_light_too(closed: None, as_carin: Client, address: str, most: int) -> None:
    assert 10 < kilobytes(as_carin, address) <= most


def test_pages_are_packed(as_amina: Client) -> None:
    assert fetched(as_amina, "/registrera/talk/").headers["Content-Encoding"] == "gzip"
