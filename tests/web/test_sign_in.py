"""Signing in: one door, the same answer to every wrong key, and nothing open without it."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from folja.web.organisation.models import Account, AuditEntry
from folja.web.organisation.throttle import MOST_FAILURES, WINDOW, Throttle, sign_ins
from tests.conftest import PASSWORD


@pytest.fixture(autouse=True)
def nobody_has_failed_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_ins, "_failures", {})


def sign_in(client: Client, email: str = "amina@kommunen.example", password: str = PASSWORD, to: str = "") -> object:
    return client.post("/logga-in/", {"email": email, "password": password, "next": to})


def test_the_right_password_leads_to_the_start_page(amina: Account, client: Client) -> None:
    answer = sign_in(client)
    assert answer.headers["Location"] == "/"  # type: ignore[attr-defined]
    assert "Vad har du gjort?" in client.get("/").content.decode()
    assert AuditEntry.objects.filter(account=amina, action="signed in").count() == 1


def test_a_page_that_was_asked_for_comes_after_signing_in(amina: Account, client: Client) -> None:
    assert client.get("/mer/").headers["Location"] == "/logga-in/?next=/mer/"
    assert sign_in(client, to="/mer/").headers["Location"] == "/mer/"  # type: ignore[attr-defined]


def test_another_site_is_never_gone_to(amina: Account, client: Client) -> None:
    assert sign_in(client, to="https://annan.example/").headers["Location"] == "/"  # type: ignore[attr-defined]


def test_wrong_password_and_unknown_address_get_the_same_answer(amina: Account, client: Client) -> None:
    wrong, unknown = sign_in(client, password="fel"), sign_in(client, email="ingen@kommunen.example")
    assert wrong.status_code == unknown.status_code == 422  # type: ignore[attr-defined]
    for answer in (wrong, unknown):
        assert "E-posten eller lösenordet stämmer inte" in answer.content.decode()  # type: ignore[attr-defined]


def test_guessing_is_slowed_down_even_for_who_then_guesses_right(amina: Account, client: Client) -> None:
    for _ in range(MOST_FAILURES):
        sign_in(client, password="gissning")
    answer = sign_in(client)
    assert "Vänta tio minuter" in answer.content.decode()  # type: ignore[attr-defined]


def test_after_the_wait_it_opens_again() -> None:
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    for _ in range(MOST_FAILURES):
        throttle.failed("amina@kommunen.example")
    assert throttle.is_closed("Amina@kommunen.example ")
    assert not throttle.is_closed("bo@kommunen.example")
    now[0] = WINDOW + 1
    assert not throttle.is_closed("amina@kommunen.example")


def test_signing_out_ends_it(as_amina: Client) -> None:
    as_amina.post("/logga-ut/")
    assert as_amina.get("/").status_code == 302


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, before + str(pattern.pattern))
        else:
            yield f"/{before}{pattern.pattern}"


def test_every_page_but_the_door_asks_for_sign_in(city: None, client: Client) -> None:
    filled = {"<slug:code>": "talk", "<str:unit>": "stad", "<period:period>": "2022T1", "<slug:suffix>": "pdf"}
    filled |= {
        "<slug:name>": "start",
        "<slug:template>": "tertial",
        "<int:number>": "1",
        "<int:year>": "2021",
        "<str:code>": "7KQ2M",
        "<str:language>": "sv",
        "<slug:key>": "0" * 64,
        "<slug:batch>": "0" * 16,
        "<slug:language>": "sv",
        "<slug:provider_id>": "nobody",
        "<slug:organization>": "nobody",
        "<indicator>": "men_share_talks",
        "<cube>": "talk.adults",
        "<tertial>": "2021T1",
    }
    opened = set()
    for address in addresses(get_resolver().url_patterns):
        for hole, word in filled.items():
            address = address.replace(hole, word)
        assert "<" not in address, address
        answer = client.get(address)
        asks = answer.status_code == 302 and answer.headers["Location"].startswith("/logga-in/")
        if not asks and answer.status_code != 401:  # 401 asks another system for its token
            opened.add(address)
    not_of_families = {address for address in opened if not address.startswith("/s/")}
    door = {address for address in not_of_families if address.startswith("/logga-in/")}
    asked_by_programs = {"/api/v1/openapi.json", "/health/", "/health/ready/"}
    assert not_of_families - door == {"/sprak/", "/sw.js", "/inget-nat/", "/tillganglighet/"} | asked_by_programs
    assert {"/s/", "/s/7KQ2M/sv/", "/s/7KQ2M/sv/tack/"} <= opened


def test_choosing_a_unit_is_remembered_and_only_ones_own_can_be_chosen(
    amina: Account, signed_in: Callable[[Account], Client]
) -> None:
    from folja.web.organisation.actions import give_role

    give_role(amina, "farsta_lykta", "registers")
    browser = signed_in(amina)
    browser.post("/enhet/", {"unit": "farsta_lykta"})
    assert "Familjecentralen Lyktan, juni 2022" in browser.get("/").content.decode()
    browser.post("/enhet/", {"unit": "hasselby_stod"})
    assert "Familjecentralen Lyktan, juni 2022" in browser.get("/").content.decode()


def test_no_cookie_says_after_the_browser_is_closed_that_somebody_was_here(city: None) -> None:
    [cookie] = Client().get("/logga-in/").cookies.values()
    assert (cookie.key, cookie["max-age"], cookie["expires"]) == ("csrftoken", "", "")
