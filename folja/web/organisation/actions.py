"""The only writer of units, accounts, roles and the audit log."""

import hashlib
import json
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from folja.disclosure import policy
from folja.disclosure.fixed_units import Units, grown, plain, units_of
from folja.vocabulary.clock import today
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Refused, problem, refuse
from folja.vocabulary.unit import UnitTree
from folja.web.organisation.models import (
    Account,
    AuditEntry,
    FixedUnits,
    Logo,
    MunicipalityLook,
    Role,
    StoredUnit,
)
from folja.web.organisation.municipality import Checked
from folja.web.organisation.unit_file import read_units
from folja.web.organisation.units import read_units_of, tree

LEAST_PASSWORD = 8


@transaction.atomic
def load_units(content: bytes) -> UnitTree:
    """Take in a file of units: new ones are added, known ones changed. Raises Refused with row numbers.

    A unit is never removed by being left out, nor made a unit of another kind, because figures hang on it: the file
    is then refused. In tertials whose units are fixed only new units are added.
    """
    units = read_units(content)
    _refuse_left_out({unit.code for unit in units.units})
    _refuse_another_kind(units)
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
    next_month = Month.of(today()).plus(1)
    for row in FixedUnits.objects.all():
        period, fixed = Period.parse(row.period), read_units_of(row.document)
        _fix(period, grown(fixed, units, period, policy.shipped(), next_month))
    note(None, "units loaded", f"{len(units.units)}")
    return units


def fix_units(tertials: Collection[Period]) -> None:
    """Fix the units of tertials whose numbers are shown from now on; those fixed already are left as they are.

    Others are forgotten: they are frozen, with their units.
    """
    FixedUnits.objects.exclude(period__in=[str(tertial) for tertial in tertials]).delete()
    fixed = set(FixedUnits.objects.values_list("period", flat=True))
    for tertial in tertials:
        if str(tertial) not in fixed:
            _fix(tertial, units_of(tree(), tertial, policy.shipped()))


def _fix(tertial: Period, units: Units) -> None:
    document = json.dumps(plain(units), ensure_ascii=False)
    FixedUnits.objects.update_or_create(period=str(tertial), defaults={"document": document})


def _refuse_another_kind(units: UnitTree) -> None:
    kinds = dict(StoredUnit.objects.values_list("code", "kind"))
    changed = [unit for unit in units.units if kinds.get(unit.code, unit.kind) != unit.kind]
    if changed and FixedUnits.objects.exists():
        raise Refused(
            problem(
                unit.code,
                sv=f"Enheten är av slaget {kinds[unit.code]} och har siffror. Ge den nya enheten en egen kod, och den "
                "gamla sin sista månad i valid_to.",
                en=f"the unit is of kind {kinds[unit.code]} and has figures; give the new unit a code of its own, and "
                "the old one its last month in valid_to",
            )
            for unit in changed
        )


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


@transaction.atomic
def set_look(look: Checked, account: Account | None) -> None:
    """Let reports be in this name and look from now on. Approved ones keep theirs."""
    values: dict[str, object] = {"name": look.name, "contact": "\n".join(look.contact), "accent": look.accent}
    if look.logo is not None:
        values["logo"] = _kept_logo(look.logo) if look.logo else None
    MunicipalityLook.objects.update_or_create(pk=1, defaults=values)
    note(account, "municipality's look changed", look.name)


def _kept_logo(content: bytes) -> Logo:
    """Its row. None is ever removed: a page of an earlier report shows it."""
    return Logo.objects.get_or_create(hash=hashlib.sha256(content).hexdigest(), defaults={"content": content})[0]


def note(account: Account | None, action: str, about: str = "") -> None:
    """Write one line in the audit log. Never about a registration."""
    AuditEntry.objects.create(account=account, action=action, about=about)
