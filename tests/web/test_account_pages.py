"""The pages of accounts: who gives what to whom, that nobody gives themselves more, and what is seen of anybody."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from folja.web.organisation.actions import close_account, create_account, give_role, set_password
from folja.web.organisation.models import Account, AuditEntry, Role
from tests import identity_providers as idp
from tests.conftest import PASSWORD
from tests.web.pages import words


def administrator(unit: str) -> Account:
    account = create_account(f"ada.{unit}@kommunen.example", "Ada", PASSWORD)
    give_role(account, unit, "administers")
    return account


@pytest.fixture
def ada(city: None, signed_in: Callable[[Account], Client]) -> Client:
    """Administers the accounts of the district of Farsta."""
    return signed_in(administrator("farsta"))


@pytest.fixture
def ada_of_the_city(city: None, signed_in: Callable[[Account], Client]) -> Client:
    return signed_in(administrator("stad"))


def page_of(account: Account) -> str:
    return f"/konton/{account.pk}/"


def kinds(account: Account) -> set[tuple[str, str]]:
    return set(account.roles.values_list("kind", "unit_id"))


def test_an_administrator_sees_who_works_at_their_units_and_when_they_signed_in_by_the_month(
    ada: Client, amina: Account, dan: Account
) -> None:
    AuditEntry.objects.create(account=amina, action="signed in")
    AuditEntry.objects.filter(account=amina, action="signed in").update(at=datetime(2022, 5, 17, 9, 41, tzinfo=UTC))
    shown = words(ada.get("/konton/"))
    assert "Amina amina@kommunen.example Registrerar, Föräldrastöd Farsta. Senast inloggad i maj 2022." in shown
    assert "dan@kommunen.example" not in shown
    assert "17" not in words(ada.get(page_of(amina)))
    assert ada.get(page_of(dan)).status_code == 404


def test_a_new_account_gets_a_password_that_is_said_once(ada: Client, client: Client) -> None:
    sent = {"email": "Ny@kommunen.example", "first_name": "Nina", "role": "registers", "unit": "farsta_stod"}
    page = ada.post("/konton/nytt/", sent)
    said = re.search(r"<code>([a-z0-9-]{19})</code>", page.content.decode())
    assert said
    client.post("/logga-in/", {"email": "ny@kommunen.example", "password": said[1]})
    assert client.get("/registrera/").status_code == 200
    assert said[1] not in ada.get(page_of(Account.objects.get(first_name="Nina"))).content.decode()


def test_roles_are_given_and_taken_at_ones_own_units_and_end_the_session(
    ada: Client, amina: Account, as_amina: Client
) -> None:
    ada.post(page_of(amina), {"give": "1", "role": "represents", "unit": "farsta_lykta"})
    assert ("represents", "farsta_lykta") in kinds(amina)
    assert as_amina.get("/mer/").status_code == 302
    ada.post(page_of(amina), {"take": "represents:farsta_lykta"})
    ada.post(page_of(amina), {"take": "registers:farsta_stod"})
    assert kinds(amina) == set()
    page = ada.post(page_of(amina), {"give": "1", "role": "registers", "unit": "farsta_stod"})
    assert page.status_code == 404  # nobody's any longer: the city's administrator finds them


@pytest.mark.parametrize(
    ("role", "unit"),
    [("registers", "hasselby_stod"), ("manages", "stad"), ("leads_city", "farsta"), ("develops", "farsta"), ("x", "y")],
)
def test_nothing_is_given_beyond_ones_own_units(ada: Client, amina: Account, role: str, unit: str) -> None:
    before = kinds(amina)
    assert ada.post(page_of(amina), {"give": "1", "role": role, "unit": unit}).status_code == 422
    assert kinds(amina) == before


def test_nobody_changes_what_they_may_do_themselves(ada_of_the_city: Client) -> None:
    me = Account.objects.get(first_name="Ada")
    assert ada_of_the_city.post(page_of(me), {"give": "1", "role": "manages", "unit": "stad"}).status_code == 403
    assert ada_of_the_city.post(page_of(me), {"password": "1"}).status_code == 403
    assert kinds(me) == {("administers", "stad")}


@pytest.mark.parametrize("change", ["password", "forget_app", "close"])
def test_how_somebody_with_more_signs_in_is_not_changed(ada: Client, bo: Account, change: str) -> None:
    give_role(bo, "hasselby_stod", "manages")
    assert ada.post(page_of(bo), {change: "1"}).status_code == 403
    bo.refresh_from_db()
    assert bo.check_password(PASSWORD)
    assert bo.is_active


def test_a_closed_account_lets_nobody_in_until_it_is_opened(ada: Client, amina: Account, client: Client) -> None:
    ada.post(page_of(amina), {"close": "1"})
    client.post("/logga-in/", {"email": amina.email, "password": PASSWORD})
    assert client.get("/mer/").status_code == 302
    ada.post(page_of(amina), {"open": "1"})
    client.post("/logga-in/", {"email": amina.email, "password": PASSWORD})
    assert client.get("/mer/").status_code == 200


def test_roles_that_a_provider_gives_are_changed_there(ada_of_the_city: Client, amina: Account, settings: Any) -> None:
    settings.FOLJA_SIGN_IN = idp.configured(idp.oidc("http://localhost:9"))
    ada_of_the_city.post(page_of(amina), {"provider": "kommunen"})
    amina.refresh_from_db()
    assert (amina.provider, amina.has_usable_password()) == ("kommunen", False)
    assert "Rollerna kommer från Exempelkommun" in words(ada_of_the_city.get(page_of(amina)))
    sent = {"give": "1", "role": "manages", "unit": "farsta_stod"}
    assert ada_of_the_city.post(page_of(amina), sent).status_code == 403


def test_what_an_administrator_does_is_noted_with_whose_account_it_was(ada: Client, amina: Account) -> None:
    ada.post(page_of(amina), {"give": "1", "role": "reads", "unit": "farsta_lykta"})
    noted = AuditEntry.objects.get(action="role given", about__startswith="reads farsta_lykta")
    assert noted.account == Account.objects.get(first_name="Ada")
    assert noted.about == f"reads farsta_lykta account {amina.pk}"


def test_an_administrator_reads_no_more_of_people_than_a_reader(ada: Client) -> None:
    assert [ada.get(address).status_code for address in ("/familjen/", "/kommentarer/", "/stangning/")] == [
        403,
        403,
        404,
    ]


def test_ones_own_password_is_changed_by_who_knows_it_and_other_devices_are_signed_out(
    amina: Account, as_amina: Client, client: Client
) -> None:
    client.force_login(amina)
    wrong = as_amina.post("/mer/konto/", {"old": "fel", "new": "ett nytt lösenord"})
    assert "Lösenordet stämmer inte" in words(wrong)
    assert "för kort" in words(as_amina.post("/mer/konto/", {"old": PASSWORD, "new": "kort"}))
    as_amina.post("/mer/konto/", {"old": PASSWORD, "new": "ett nytt lösenord"})
    assert as_amina.get("/mer/").status_code == 200
    assert client.get("/mer/").status_code == 302


def test_a_reader_reads_what_is_closed_and_approved(closed: None, signed_in: Callable[[Account], Client]) -> None:
    reader = create_account("rut@kommunen.example", "Rut", PASSWORD)
    Role.objects.create(account=reader, unit_id="farsta_stod", kind="reads")
    rut = signed_in(reader)
    assert "Du läser fastställda siffror" in words(rut.get("/"))
    assert rut.get("/siffror/farsta_stod/2022T1/").status_code == 200
    assert rut.get("/siffror/farsta_stod/2022T2/").status_code == 404
    assert "Ingen godkänd rapport än" in words(rut.get("/rapporter/"))
    assert rut.get("/rapport/tertial/farsta_stod/2022T1/").status_code == 404


def test_an_account_that_was_closed_meanwhile_stays_closed_when_a_password_is_set(amina: Account) -> None:
    seen_before = Account.objects.get(pk=amina.pk)
    close_account(amina)
    set_password(seen_before, f"{PASSWORD} igen")
    assert not Account.objects.get(pk=amina.pk).is_active
