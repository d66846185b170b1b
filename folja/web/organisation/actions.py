"""The only writer of units, accounts, roles and the audit log."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from folja.vocabulary.problem import Refused, problem, refuse
from folja.vocabulary.unit import UnitTree
from folja.web.organisation.models import Account, AuditEntry, Role, StoredUnit
from folja.web.organisation.unit_file import read_units

LEAST_PASSWORD = 8


@transaction.atomic
def load_units(content: bytes) -> UnitTree:
    """Take in a file of units: new ones are added, known ones changed. Raises Refused with row numbers.

    A unit is never removed by being left out, because figures hang on it: the file is then refused.
    """
    units = read_units(content)
    _refuse_left_out({unit.code for unit in units.units})
    for place, unit in enumerate(units.units):
        StoredUnit.objects.update_or_create(
            code=unit.code,
            defaults={
                "name": unit.name,
                "kind": unit.kind,
                "parent_id": unit.parent,
                "staff": unit.staff,
                "valid_from": str(unit.valid_from) if unit.valid_from else None,
                "valid_to": str(unit.valid_to) if unit.valid_to else None,
                "successor": unit.successor,
                "place": place,
            },
        )
    note(None, "units loaded", f"{len(units.units)}")
    return units


def _refuse_left_out(codes: set[str]) -> None:
    left_out = StoredUnit.objects.exclude(code__in=codes).values_list("code", flat=True)
    if left_out:
        raise Refused(
            problem(
                code,
                sv="Enheten finns i Följa men inte i filen. Ta med raden, med sista månaden i valid_to om den upphört.",
                en="in Följa but not in the file; keep its row, with its last month in valid_to if it has ended",
            )
            for code in left_out
        )


def create_account(email: str, first_name: str, password: str) -> Account:
    """A new account, or the one that has the address already, which is left as it is.

    Raises Refused for what is no address and for a short password.
    """
    address = email.strip().lower()
    _refuse_unless_address(address)
    if existing := Account.objects.filter(email=address).first():
        return existing
    if len(password) < LEAST_PASSWORD:
        raise refuse(
            "password",
            sv=f"Lösenordet är för kort. Välj minst {LEAST_PASSWORD} tecken.",
            en=f"the password is too short; choose at least {LEAST_PASSWORD} characters",
        )
    account = Account(email=address, first_name=first_name)
    account.set_password(password)
    account.save()
    note(account, "account created")
    return account


def _refuse_unless_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise refuse(
            "email",
            sv="Det där är ingen e-postadress. Skriv den som namn@kommunen.se.",
            en="that is no e-mail address; write it as name@municipality.se",
        ) from None


def give_role(account: Account, unit: str, kind: str) -> Role:
    """Let the account register for, manage or lead from a unit. Giving it twice is harmless. Raises Refused."""
    if kind not in Role.Kind.values:
        raise refuse(
            "role",
            sv=f"Rollen {kind} finns inte. Välj bland {', '.join(Role.Kind.values)}.",
            en=f"there is no role {kind}; choose one of {', '.join(Role.Kind.values)}",
        )
    found = StoredUnit.objects.filter(code=unit).first()
    if found is None:
        raise refuse(
            "unit",
            sv=f"Enheten {unit} finns inte. Skriv koden för en enhet som är inläst.",
            en=f"there is no unit {unit}; write the code of a unit that has been loaded",
        )
    role, created = Role.objects.get_or_create(account=account, unit=found, kind=kind)
    if created:
        note(account, "role given", f"{kind} {unit}")
    return role


def note(account: Account | None, action: str, about: str = "") -> None:
    """Write one line in the audit log. Never about a registration."""
    AuditEntry.objects.create(account=account, action=action, about=about)
