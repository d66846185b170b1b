"""Signing in by SAML with answers signed here: the right one lets in, once; every other one is refused in words."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from folja.web.organisation.models import Account, Role
from tests import identity_providers as idp
from tests.identity_providers import Answer
from tests.web.pages import words

BEGIN, ANSWER = "/logga-in/med/saml-kommunen/", "/logga-in/saml/saml-kommunen/"
AMINA = {"mail": ("amina@kommunen.example",), "givenName": ("Amina",), "groups": ("folja-farsta_stod", "annat")}
BO = AMINA | {"groups": ("folja-farsta_stod-chef",)}


@pytest.fixture(autouse=True)
def provider(city: None, settings: Any) -> None:
    settings.FOLJA_SIGN_IN = idp.configured(idp.saml())


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "testserver"})


def asked(browser: Client, address: str = BEGIN) -> Answer:
    """The right answer to what Följa asks when somebody wants to sign in."""
    sent = browser.get(address)
    assert sent.headers["Location"].startswith(idp.SSO)
    return Answer(idp.asked(sent.headers["Location"]), attributes=AMINA)


def send(browser: Client, answer: Answer) -> Any:
    """As a browser does: from the provider's page without our cookie, then once more from ours."""
    stranger = Client(headers={"host": "testserver"})
    page = stranger.post(ANSWER, {"SAMLResponse": answer.packed()})
    assert page.status_code == 200
    assert not stranger.cookies.get("sessionid")
    return browser.post(ANSWER, {"SAMLResponse": answer.packed(), "on": "1"})


def is_signed_in(browser: Client) -> bool:
    return browser.get("/mer/").status_code == 200


def test_the_right_answer_lets_in_with_just_the_roles_it_gives(browser: Client) -> None:
    sent = send(browser, asked(browser, f"{BEGIN}?next=/mer/"))
    assert sent.headers["Location"] == "/mer/"
    account = Account.objects.get()
    assert (account.email, account.first_name, account.provider) == ("amina@kommunen.example", "Amina", "saml-kommunen")
    assert "p-17" not in account.subject
    assert list(account.roles.values_list("kind", "unit_id")) == [("registers", "farsta_stod")]
    assert is_signed_in(browser)


def test_whoever_has_lost_the_group_has_lost_the_role(browser: Client) -> None:
    send(browser, asked(browser))
    elsewhere = Client(headers={"host": "testserver"})
    page = send(elsewhere, replace(asked(elsewhere), attributes=AMINA | {"groups": ("annat",)}))
    assert page.status_code == 403
    assert "Du har ingen roll i Följa" in words(page)
    assert not Role.objects.exists()
    assert not is_signed_in(browser)
    assert not is_signed_in(elsewhere)


@pytest.mark.parametrize(
    "wrong",
    [
        {"signed_by": "somebody else"},
        {"ended": timedelta(hours=1)},
        {"audience": "https://another.example/"},
        {"subject": "", "name_format": "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"},
    ],
    ids=["another's signature", "too late", "meant for another", "nobody in particular"],
)
def test_a_wrong_answer_lets_nobody_in(browser: Client, wrong: dict[str, Any]) -> None:
    page = send(browser, replace(asked(browser), **wrong))
    assert page.status_code == 403
    assert "inloggningen" in words(page).lower()
    assert not is_signed_in(browser)
    assert not Account.objects.exists()


def test_an_answer_that_somebody_has_changed_lets_nobody_in(browser: Client) -> None:
    class Changed(Answer):
        def _signed(self) -> str:
            return super()._signed().replace("folja-farsta_stod", "folja-hasselby_stod")

    right = asked(browser)
    assert send(browser, Changed(right.asked, attributes=AMINA)).status_code == 403
    assert not Account.objects.exists()


def test_an_answer_lets_in_once_and_only_the_browser_that_asked(browser: Client) -> None:
    answer = asked(browser)
    thief = Client(headers={"host": "testserver"})
    assert send(thief, answer).status_code == 403
    assert send(browser, answer).status_code == 302
    browser.post("/logga-ut/")
    assert send(browser, answer).status_code == 403
    assert not is_signed_in(browser)


def test_a_manager_needs_the_higher_level_and_is_told_how_to_get_it(browser: Client) -> None:
    page = send(browser, replace(asked(browser), attributes=BO, context=idp.WEAK))
    assert page.status_code == 403
    assert "Välj e-legitimation" in words(page)
    assert not is_signed_in(browser)
    stronger = asked(browser, f"{BEGIN}?niva=3")
    assert idp.STRONG in stronger.asked.words
    assert 'ForceAuthn="true"' in stronger.asked.words
    assert send(browser, replace(stronger, attributes=BO)).status_code == 302
    assert is_signed_in(browser)


def test_signing_out_offers_to_end_the_session_there_too(browser: Client) -> None:
    send(browser, asked(browser))
    page = browser.post("/logga-ut/")
    assert "inloggningen hos Exempelregionen finns kvar" in words(page)
    assert idp.SLO in page.content.decode()
    assert not is_signed_in(browser)


def test_nobody_else_ends_a_session_with_an_unsigned_request(browser: Client) -> None:
    send(browser, asked(browser))
    somebody = Client(headers={"host": "testserver"})
    request = somebody.get(BEGIN).headers["Location"].partition("?")[2]
    browser.get(f"{ANSWER}ut/?{request}")
    assert is_signed_in(browser)


def test_what_the_provider_says_besides_is_kept_nowhere(browser: Client) -> None:
    told = {"personalIdentityNumber": ("197010632391",), "sn": ("Hemligsson",)}
    send(browser, replace(asked(browser), attributes=AMINA | told))
    kept = " ".join(str(vars(row)) for row in (*Account.objects.all(), *Session.objects.all()))
    kept += " ".join(str(session.get_decoded()) for session in Session.objects.all())
    for secret in ("197010632391", "Hemligsson", "p-17", "annat"):
        assert secret not in kept


def test_the_metadata_says_where_to_answer(browser: Client) -> None:
    said = browser.get(f"{ANSWER}metadata.xml").content.decode()
    assert f"http://testserver{ANSWER}" in said
