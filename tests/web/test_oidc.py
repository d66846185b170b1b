"""Signing in by OIDC at a provider on this computer, without a browser between: who is let in, as whom, and who not."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client

from folja.web.organisation.actions import close_account, create_account, give_role, let_in_by
from folja.web.organisation.models import Account, AuditEntry
from tests import identity_providers as idp
from tests.conftest import PASSWORD
from tests.web.pages import words

pytestmark = pytest.mark.filterwarnings(idp.OLD_WAYS)

BEGIN = "/logga-in/med/kommunen/"
AMINA = {"email": "amina@kommunen.example", "given_name": "Amina", "groups": ["folja-farsta_stod"]}
BO = {"email": "bo@kommunen.example", "given_name": "Bo", "groups": ["folja-farsta_stod-chef"]}
PEOPLE = {
    "a": AMINA,
    "b": BO | {"acr": idp.STRONG},
    "weak": BO,
    "unverified": AMINA | {"email_verified": False},
    "nobody": {"email": "ny@kommunen.example", "groups": ["annat"]},
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with idp.serving_oidc(**PEOPLE) as address:
        yield address


@pytest.fixture(autouse=True)
def provider(city: None, settings: Any, server: str) -> None:
    settings.FOLJA_SIGN_IN = idp.configured(idp.oidc(server))


def sign_in(client: Client, sub: str, to: str = "") -> Any:
    """Where the provider sends the browser back to, opened."""
    return client.get(way_back(client, sub, to))


def way_back(client: Client, sub: str, to: str = "") -> str:
    asked = client.get(f"{BEGIN}?next={to}").headers["Location"]
    assert "code_challenge=" in asked
    given = requests.post(asked, data={"sub": sub}, allow_redirects=False, timeout=10)
    return given.headers["Location"].partition("testserver")[2]


def is_signed_in(client: Client) -> bool:
    return client.get("/mer/").status_code == 200


def test_who_is_let_in_gets_an_account_with_the_roles_of_their_groups(client: Client) -> None:
    assert sign_in(client, "b", "/mer/").headers["Location"] == "/mer/"
    account = Account.objects.get()
    assert (account.email, account.first_name, account.has_usable_password()) == ("bo@kommunen.example", "Bo", False)
    assert list(account.roles.values_list("kind", "unit_id")) == [("manages", "farsta_stod")]
    sign_in(client, "b")
    assert Account.objects.count() == 1
    assert AuditEntry.objects.filter(action="role given").count() == 1


def test_a_role_that_asks_for_more_is_refused_at_a_lower_level(client: Client) -> None:
    page = sign_in(client, "weak")
    assert page.status_code == 403
    assert "Välj e-legitimation" in words(page)
    assert not is_signed_in(client)
    again = page.content.decode().partition("Logga in säkrare")[0].rpartition('href="')[2].partition('"')[0]
    asked = parse_qs(urlsplit(client.get(again).headers["Location"]).query)
    assert (asked["acr_values"], asked["prompt"]) == ([idp.STRONG], ["login"])


def test_an_account_with_the_same_address_is_never_taken_over(amina: Account, client: Client) -> None:
    page = sign_in(client, "a")
    assert "Adressen används redan" in words(page)
    assert not is_signed_in(client)
    let_in_by(amina, "kommunen")
    assert sign_in(client, "a").status_code == 302
    amina.refresh_from_db()
    assert amina.subject
    assert not amina.check_password(PASSWORD)


def test_an_address_that_the_provider_has_not_confirmed_is_none(amina: Account, client: Client) -> None:
    let_in_by(amina, "kommunen")
    assert "bekräftad e-postadress" in words(sign_in(client, "unverified"))


def test_who_gets_no_role_gets_no_account(client: Client) -> None:
    assert "Du har ingen roll" in words(sign_in(client, "nobody"))
    assert not Account.objects.exists()


def test_a_closed_account_stays_closed(client: Client) -> None:
    sign_in(client, "a")
    close_account(Account.objects.get())
    assert not is_signed_in(client)
    assert "Kontot är avstängt" in words(sign_in(client, "a"))


def test_without_a_mapping_roles_are_given_here_to_accounts_that_are_here(
    client: Client, settings: Any, server: str
) -> None:
    settings.FOLJA_SIGN_IN = idp.configured(idp.oidc(server, gifts=()))
    assert "Du har ingen roll" in words(sign_in(client, "a"))
    account = create_account(str(AMINA["email"]), "Amina", PASSWORD)
    give_role(account, "hasselby_stod", "registers")
    let_in_by(account, "kommunen")
    assert sign_in(client, "a").status_code == 302
    assert list(account.roles.values_list("unit_id", flat=True)) == ["hasselby_stod"]


def test_a_way_back_works_once_and_only_where_it_was_begun(client: Client) -> None:
    back = way_back(client, "a")
    assert Client().get(back).status_code == 403
    assert client.get(back).status_code == 302
    client.post("/logga-ut/")
    assert client.get(back).status_code == 403
    assert not is_signed_in(client)


def test_another_sites_link_begins_nothing(client: Client) -> None:
    assert client.get(BEGIN, headers={"sec-fetch-site": "cross-site"}).headers["Location"] == "/logga-in/"


def test_who_says_no_there_or_meets_no_answer_is_told_so(client: Client, settings: Any) -> None:
    asked = client.get(BEGIN).headers["Location"]
    state = parse_qs(urlsplit(asked).query)["state"][0]
    page = client.get(f"/logga-in/oidc/kommunen/?error=access_denied&state={state}")
    assert "Inloggningen avbröts" in words(page)
    settings.FOLJA_SIGN_IN = idp.configured(idp.oidc("http://localhost:9"))
    assert "svarar inte Exempelkommun" in words(client.get(BEGIN))


def test_signing_out_leads_to_where_the_providers_own_session_ends(client: Client, server: str) -> None:
    sign_in(client, "a")
    page = client.post("/logga-ut/")
    assert f"{server}/oauth2/end_session?client_id=folja" in page.content.decode()
    assert not is_signed_in(client)


def test_the_door_shows_the_provider_first_and_none_of_allauths_pages_is_there(client: Client) -> None:
    assert words(client.get("/logga-in/")).startswith(
        "Logga in Det du registrerar kopplas aldrig till dig. Logga in med Exempelkommun"
    )
    for address in ("/accounts/login/", "/accounts/signup/", "/accounts/3rdparty/", "/logga-in/oidc/kommunen/login/"):
        assert client.get(address).status_code in (302, 404)
        assert "allauth" not in client.get(address).content.decode()
