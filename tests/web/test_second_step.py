"""The second step: who needs it, how it is set up, that each code lets in once, and that guessing is slowed down."""

import re
import time
from typing import Any

import pytest
from django.test import Client

from folja.web.organisation.actions import give_role
from folja.web.organisation.models import Account, RecoveryCode, SecondStep
from folja.web.organisation.throttle import Throttle
from folja.web.signing_in import second_step, sessions, views
from tests.conftest import PASSWORD
from tests.web.pages import words


@pytest.fixture(autouse=True)
def nobody_has_failed_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "sign_ins", Throttle())
    monkeypatch.setattr(views, "codes", Throttle(most=3))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time of day, to be moved on."""
    now = [time.time()]
    for module in (second_step, sessions):
        monkeypatch.setattr(module.time, "time", lambda: now[0])
    return now


def sign_in(client: Client, account: Account, password: str = PASSWORD) -> Any:
    return client.post("/logga-in/", {"email": account.email, "password": password, "next": "/mer/"}, follow=True)


def code(secret: bytes, at: float) -> str:
    return second_step._totp(secret).generate(int(at)).decode()


def set_up(client: Client, account: Account, clock: list[float]) -> tuple[bytes, list[str]]:
    """The app's secret and the codes on paper, as they are shown."""
    page = sign_in(client, account).content.decode()
    key = re.search(r'class="key">([A-Z2-7 ]+)<', page)
    assert key
    from base64 import b32decode

    secret = b32decode(key[1].replace(" ", ""))
    shown = client.post("/logga-in/app/", {"code": code(secret, clock[0])})
    return secret, re.findall(r"<li><code>([a-z0-9-]+)</code>", shown.content.decode())


def is_signed_in(client: Client) -> bool:
    return client.get("/mer/").status_code == 200


def test_a_manager_sets_it_up_at_the_first_sign_in_and_an_adviser_is_not_asked(
    amina: Account, bo: Account, clock: list[float]
) -> None:
    adviser, manager = Client(), Client()
    sign_in(adviser, amina)
    assert is_signed_in(adviser)
    assert words(sign_in(manager, bo)).startswith("Skydda ditt konto")
    assert not is_signed_in(manager)
    _secret, on_paper = set_up(manager, bo, clock)
    assert len(on_paper) == len(set(on_paper)) == 10
    assert is_signed_in(manager)


def test_a_demo_lets_managers_in_by_a_password(bo: Account, client: Client, settings: Any) -> None:
    settings.FOLJA_SECOND_STEP = False
    sign_in(client, bo)
    assert is_signed_in(client)


def test_a_code_lets_in_once_and_an_old_one_never(bo: Account, clock: list[float]) -> None:
    secret, _ = set_up(Client(), bo, clock)
    clock[0] += 60
    now, old = code(secret, clock[0]), code(secret, clock[0] - 120)
    client, thief = Client(), Client()
    for browser in (client, thief):
        assert words(sign_in(browser, bo)).startswith("Skriv koden")
    assert client.post("/logga-in/kod/", {"code": old}).status_code == 422
    assert client.post("/logga-in/kod/", {"code": f"{now[:3]} {now[3:]}"}).headers["Location"] == "/mer/"
    assert is_signed_in(client)
    assert thief.post("/logga-in/kod/", {"code": now}).status_code == 422
    assert not is_signed_in(thief)


def test_a_code_on_paper_lets_in_once(bo: Account, clock: list[float]) -> None:
    _, on_paper = set_up(Client(), bo, clock)
    for status in (302, 422):
        client = Client()
        sign_in(client, bo)
        assert client.post("/logga-in/kod/", {"code": on_paper[0].upper()}).status_code == status
    assert RecoveryCode.objects.count() == 9


def test_guessing_codes_is_slowed_down_and_a_right_password_does_not_start_it_anew(
    bo: Account, clock: list[float]
) -> None:
    secret, _ = set_up(Client(), bo, clock)
    clock[0] += 60
    client = Client()
    for _ in range(3):
        sign_in(client, bo)
        client.post("/logga-in/kod/", {"code": "000000"})
    sign_in(client, bo)
    page = client.post("/logga-in/kod/", {"code": code(secret, clock[0])})
    assert "Vänta en timme" in words(page)
    assert not is_signed_in(client)


def test_the_second_page_is_nothing_without_the_first(bo: Account, clock: list[float]) -> None:
    set_up(Client(), bo, clock)
    for address in ("/logga-in/kod/", "/logga-in/app/"):
        assert Client().get(address).headers["Location"] == "/logga-in/"
    client = Client()
    sign_in(client, bo)
    clock[0] += 11 * 60
    assert client.get("/logga-in/kod/").headers["Location"] == "/logga-in/"


def test_a_copy_of_the_database_holds_neither_secret_nor_codes(bo: Account, clock: list[float]) -> None:
    secret, on_paper = set_up(Client(), bo, clock)
    kept = bytes(SecondStep.objects.get().secret)
    assert secret not in kept
    assert not {one.replace("-", "") for one in on_paper} & set(RecoveryCode.objects.values_list("digest", flat=True))


# --- how long a session lasts


def test_a_device_that_lies_unused_asks_for_sign_in_again(as_amina: Client, clock: list[float]) -> None:
    clock[0] += 119 * 60
    assert is_signed_in(as_amina)
    clock[0] += 119 * 60
    assert is_signed_in(as_amina)
    clock[0] += 121 * 60
    assert not is_signed_in(as_amina)


def test_a_session_ends_with_the_days_work_however_much_it_is_used(as_amina: Client, clock: list[float]) -> None:
    for _ in range(7):
        clock[0] += 100 * 60
        assert is_signed_in(as_amina)
    clock[0] += 100 * 60
    assert not is_signed_in(as_amina)


def test_the_device_can_not_say_by_itself_that_it_was_used(as_amina: Client, clock: list[float]) -> None:
    is_signed_in(as_amina)
    clock[0] += 121 * 60
    as_amina.cookies["used"] = f"{int(clock[0])}:1abcde:forged"
    assert not is_signed_in(as_amina)


def test_signing_in_begins_a_session_of_its_own(amina: Account, client: Client) -> None:
    client.get("/logga-in/")
    session = client.session
    session["planted"] = "by somebody"
    session.save()
    client.cookies["sessionid"] = before = str(session.session_key)
    sign_in(client, amina)
    assert client.cookies["sessionid"].value != before
    assert "planted" not in client.session


def test_a_session_ends_when_the_password_or_a_role_is_another(as_amina: Client, amina: Account) -> None:
    from folja.web.organisation.actions import set_password, take_role

    give_role(amina, "farsta_lykta", "registers")
    assert not is_signed_in(as_amina)
    as_amina.force_login(amina)
    take_role(amina, "farsta_lykta", "registers")
    assert not is_signed_in(as_amina)
    as_amina.force_login(amina)
    set_password(amina, "ett helt annat lösenord")
    assert not is_signed_in(as_amina)
