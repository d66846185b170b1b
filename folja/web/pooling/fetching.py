"""Fetches a municipality's signed file over the network, from its own installation's API."""

from urllib.parse import urlsplit

import requests

from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused, refuse

SECONDS = (10, 120)
"""To be reached in, and between two parts of the answer."""

LARGEST = 64 * 1024 * 1024
"""Bytes: some forty times a large city's tertial."""

HERE = {"localhost", "127.0.0.1", "::1"}


def fetched(address: str, period: Period, token: str) -> bytes:
    """The file of a closed tertial, as the municipality sent it. `address` is where its Följa answers.

    Raises Refused for an address that the token must not be sent to, and with what to do when no file comes.
    """
    asked = f"{_safe(address)}/api/v1/shared/{period}"
    held = {"Authorization": f"Bearer {token.strip()}"}
    try:
        with requests.get(asked, headers=held, timeout=SECONDS, allow_redirects=False, stream=True) as answer:
            content = _content(answer, address)
            if answer.status_code != requests.codes.ok:
                raise _not_given(answer, address)
    except (requests.RequestException, UnicodeError) as error:
        raise _not_reached(address, error) from None
    return content


def _safe(address: str) -> str:
    """The address without what may end it. A token that is sent in the open is anybody's."""
    try:
        parts = urlsplit(address)
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)
        is_whole = bool(parts.hostname) and not (parts.username or parts.query or parts.fragment)
    except ValueError:
        is_safe = is_whole = False
    if not (is_safe and is_whole):
        raise refuse(
            address,
            sv="Skriv adressen till kommunens Följa, som börjar med https://, utan något efter en fråga eller fyrkant.",
            en="write the address of the municipality's Följa, which begins with https://, without query or fragment",
        )
    return address.rstrip("/")


def _content(answer: requests.Response, address: str) -> bytes:
    found = bytearray()
    for part in answer.iter_content(64 * 1024):
        found += part
        if len(found) > LARGEST:
            raise refuse(
                address,
                sv="Svaret är större än någon fil från Följa. Kontrollera adressen.",
                en="the answer is larger than any file of Följa; look at the address",
            )
    return bytes(found)


def _not_given(answer: requests.Response, address: str) -> Refused:
    """What the other side said, in its own words where it is a Följa."""
    problems = {
        401: (
            "Kommunens Följa känner inte igen nyckeln. Be kommunen om en ny, under Konton, Nycklar till andra system.",
            "the municipality's Följa does not know the token; ask for a new one",
        ),
        403: (
            "Nyckeln räcker inte. Be kommunen om en som läser kuberna för hela kommunen.",
            "the token does not reach; ask the municipality for one that reads the cubes of all of it",
        ),
        404: (
            "Inget Följa lämnar siffror på den adressen. Kontrollera den, och att kommunen har samma version.",
            "no Följa shares numbers at that address; look at it, and whether versions are the same",
        ),
        409: (
            "Kommunen kan inte lämna tertialet. Be dem köra python3 run.py pool share, som säger varför.",
            "the municipality can't share that tertial; ask them to run python3 run.py pool share, which says why",
        ),
        429: (
            "Kommunens Följa tar en paus. Försök igen om en minut.",
            "the municipality's Följa takes a pause; try again in a minute",
        ),
    }
    sv, en = problems.get(
        answer.status_code,
        (
            f"Adressen svarade med {answer.status_code}. Kontrollera den med kommunen.",
            f"the address answered {answer.status_code}; ask the municipality",
        ),
    )
    return refuse(address, sv=sv, en=en)


def _not_reached(address: str, error: Exception) -> Refused:
    if isinstance(error, requests.exceptions.SSLError):
        return refuse(
            address,
            sv="Adressens certifikat går inte att lita på, så nyckeln har inte skickats. Kontrollera adressen.",
            en="the certificate of the address is not trusted, so the token was not sent; look at the address",
        )
    return refuse(
        address,
        sv="Adressen går inte att nå. Kontrollera den, och att nätet släpper fram dit.",
        en="the address can't be reached; look at it, and whether the network lets you there",
    )
