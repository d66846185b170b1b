"""Accounts and roles: made once, given to units that exist, noted in the audit log."""

import pytest

from folja.vocabulary.problem import Refused
from folja.web.organisation.actions import create_account, give_role
from folja.web.organisation.models import Account, AuditEntry, Role


def test_an_address_is_one_however_it_is_written(city: None) -> None:
    first = create_account(" Amina@Kommunen.example ", "Amina", "ett långt lösenord")
    assert create_account("amina@kommunen.example", "Någon", "ett annat lösenord") == first
    assert Account.objects.get().first_name == "Amina"
    assert Account.objects.get().check_password("ett långt lösenord")


@pytest.mark.parametrize(("email", "password"), [("amina", "ett långt lösenord"), ("amina@kommunen.example", "kort")])
def test_no_address_and_a_short_password_are_refused(city: None, email: str, password: str) -> None:
    with pytest.raises(Refused):
        create_account(email, "Amina", password)
    assert not Account.objects.exists()


def test_a_role_given_twice_is_one(amina: Account) -> None:
    give_role(amina, "farsta_stod", "registers")
    assert Role.objects.count() == 1


@pytest.mark.parametrize(("unit", "kind"), [("nowhere", "registers"), ("farsta_stod", "rules")])
def test_a_role_needs_a_unit_and_a_kind_that_exist(amina: Account, unit: str, kind: str) -> None:
    with pytest.raises(Refused):
        give_role(amina, unit, kind)


def test_administration_is_noted(amina: Account) -> None:
    noted = [(entry.action, entry.about) for entry in AuditEntry.objects.order_by("pk")]
    assert noted == [("units loaded", "8"), ("account created", ""), ("role given", "registers farsta_stod")]
