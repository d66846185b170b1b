"""The only writer of units, accounts, roles and the audit log."""

import hashlib
import json
from collections.abc import Collection, Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Max

from folja.disclosure import policy
from folja.disclosure.fixed_units import Units, grown, plain, units_of
from folja.vocabulary.clock import today
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Problem, Refused, problem, refuse
from folja.vocabulary.unit import Unit, UnitTree, written_successors
from folja.web.locks import UNITS, alone
from folja.web.organisation.models import (
    Account,
    AuditEntry,
    FixedUnits,
    Logo,
    MunicipalityLook,
    RecoveryCode,
    Role,
    SecondStep,
    StoredUnit,
)
from folja.web.organisation.municipality import Checked
from folja.web.organisation.unit_file import read_units
from folja.web.organisation.units import first_open, has_units, read_units_of, tree

LEAST_PASSWORD = 8
SIGNED_IN = "signed in"


@transaction.atomic
def load_units(content: bytes) -> UnitTree:
    """Take in a file of units: new ones are added, known ones changed. Raises Refused with row numbers.

    A unit is never removed by being left out, nor made a unit of another kind, because figures hang on it: the file
    is then refused. So it is where a unit begins or ends otherwise than before in a closed tertial. In tertials whose
    units are fixed new units are added and others end.
    """
    units = read_units(content)
    alone(UNITS)
    if units.is_national:
        _refuse_more_than_the_nation(units)
    else:
        _refuse_left_out({unit.code for unit in units.units})
    _refuse_another_kind(units)
    _refuse_in_what_is_closed(units)
    _keep(units)
    next_month = Month.of(today()).plus(1)
    for row in FixedUnits.objects.all():
        period, fixed = Period.parse(row.period), read_units_of(row.document)
        _fix(period, grown(fixed, units, period, policy.shipped(), next_month))
    note(None, "units loaded", f"{len(units.units)}")
    return units


def _keep(units: UnitTree) -> None:
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
                "successor": written_successors(unit.successors),
                "place": place,
            },
        )


def keep_national_units(units: UnitTree) -> None:
    """Let a nation have these units: those of the municipalities whose publications have been taken."""
    _refuse_left_out({unit.code for unit in units.units})
    _keep(units)


def fix_units(tertials: Collection[Period]) -> None:
    """Fix the units of tertials whose numbers are shown from now on; those fixed already are left as they are.

    Others are forgotten: they are frozen, with their units.
    """
    alone(UNITS)
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


def _refuse_in_what_is_closed(units: UnitTree) -> None:
    """Raises Refused where a unit now begins or ends in a closed tertial, or no longer does."""
    opened = first_open()
    if opened is None or not has_units():
        return
    stored = {unit.code: unit for unit in tree().units}
    problems = [
        found for unit in units.units for found in _in_what_is_closed(unit, stored.get(unit.code), opened.first)
    ]
    if problems:
        raise Refused(problems)


def _in_what_is_closed(unit: Unit, before: Unit | None, opened: Month) -> Iterator[Problem]:
    last = opened.plus(-1)
    if before and before.valid_to and before.valid_to < last and unit.valid_to != before.valid_to:
        yield problem(
            unit.code,
            sv=f"Enheten upphörde i {before.valid_to.name()}, i ett stängt tertial. Låt valid_to stå, och ge en enhet "
            "som börjar om en egen kod.",
            en=f"the unit ended in {before.valid_to.name('en')}, in a closed tertial; let valid_to be, and give a unit "
            "that begins anew a code of its own",
        )
    elif unit.valid_to and unit.valid_to < last and (before is None or unit.valid_to != before.valid_to):
        yield problem(
            unit.code,
            sv=f"Enheten kan inte upphöra i {unit.valid_to.name()}: tertialet är stängt. Skriv tidigast {last} i "
            "valid_to.",
            en=f"the unit can't end in {unit.valid_to.name('en')}: the tertial is closed; write {last} or later in "
            "valid_to",
        )
    first = before.valid_from if before else None
    if unit.valid_from and unit.valid_from < opened and unit.valid_from != first:
        yield problem(
            unit.code,
            sv=f"Enheten kan inte börja i {unit.valid_from.name()}: tertialet är stängt. Skriv tidigast {opened} i "
            "valid_from.",
            en=f"the unit can't begin in {unit.valid_from.name('en')}: the tertial is closed; write {opened} or later "
            "in valid_from",
        )


def _refuse_more_than_the_nation(units: UnitTree) -> None:
    """Municipalities and their units come with what they have published."""
    _refuse_left_out({unit.code for unit in units.units} | _below_nation())
    if len(units.units) > 1:
        raise refuse(
            units.units[1].code,
            sv="En nationell installation börjar med en enda rad, av slaget nation. Kommunerna kommer med sina "
            "siffror, genom python3 run.py pool take.",
            en="a national installation begins with a single row, of kind nation; municipalities come with their "
            "numbers, by python3 run.py pool take",
        )


def _below_nation() -> set[str]:
    units = tree() if StoredUnit.objects.filter(kind="nation").exists() else None
    return {unit.code for unit in units.units if unit.parent} if units else set()


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


@transaction.atomic
def create_account(email: str, first_name: str, password: str) -> Account:
    """A new account, or the one that has the address already, which is left as it is.

    Raises Refused for what is no address and for a short password.
    """
    address = email.strip().lower()
    _refuse_unless_address(address)
    alone("account", address)
    if existing := Account.objects.filter(email=address).first():
        return existing
    refuse_short(password)
    account = Account(email=address, first_name=first_name)
    account.set_password(password)
    account.save()
    note(account, "account created")
    return account


def refuse_short(password: str) -> None:
    """Raises Refused for a password that is easily guessed by its length."""
    if len(password) < LEAST_PASSWORD:
        raise refuse(
            "password",
            sv=f"Lösenordet är för kort. Välj minst {LEAST_PASSWORD} tecken.",
            en=f"the password is too short; choose at least {LEAST_PASSWORD} characters",
        )


def _refuse_unless_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise refuse(
            "email",
            sv="Det där är ingen e-postadress. Skriv den som namn@kommunen.se.",
            en="that is no e-mail address; write it as name@municipality.se",
        ) from None


@transaction.atomic
def give_role(account: Account, unit: str, kind: str, by: Account | None = None) -> Role:
    """Let the account do something at a unit. Giving it twice is harmless. Raises Refused.

    Whoever it is signs in anew, so that a role that asks for more of a sign-in gets it.
    """
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
        end_sessions(account)
        note(by or account, "role given", _whose(account, by, f"{kind} {unit}"))
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


@transaction.atomic
def take_role(account: Account, unit: str, kind: str, by: Account | None = None) -> None:
    """Take a role away, at once. Taking what is not there is harmless."""
    if Role.objects.filter(account=account, unit=unit, kind=kind).delete()[0]:
        end_sessions(account)
        note(by or account, "role taken", _whose(account, by, f"{kind} {unit}"))


@transaction.atomic
def arrive(
    provider: str, subject: str, email: str, first_name: str, roles: Collection[tuple[str, str]] | None
) -> Account:
    """The account of somebody whom a provider has let in, made or mended to what it says of them.

    `roles` are all that the account has from now on; None leaves them to whoever gives roles in Följa, where the
    account has to be before. An account is never found by its address alone, which says who gets the mail and not who
    somebody is. Raises Refused for a closed account, another's address, and who is new and gets no role.
    """
    alone("account", email)
    known = Account.objects.filter(provider=provider, subject=subject).first()
    account = known or Account.objects.filter(provider=provider, subject="", email=email).first()
    if account and not account.is_active:
        raise refuse("account", sv="Kontot är avstängt.", en="the account is closed")
    of_address = Account.objects.filter(email=email).first()
    if of_address and of_address != account:
        raise refuse("address", sv="Adressen hör till ett annat konto.", en="the address is another account's")
    if account is None:
        if not roles:
            raise refuse("role", sv="Inget ger en roll.", en="nothing gives a role")
        account = Account(email=email)
        account.set_unusable_password()
    account.provider, account.subject, account.email, account.first_name = provider, subject, email, first_name
    account.save()
    if known is None:
        note(account, "account let in", provider)
    if roles is not None:
        _have_just(account, roles)
    return account


def _have_just(account: Account, roles: Collection[tuple[str, str]]) -> None:
    had = set(Role.objects.filter(account=account).values_list("kind", "unit_id"))
    for kind, unit in sorted(had - set(roles)):
        take_role(account, unit, kind)
    for kind, unit in sorted(set(roles) - had):
        give_role(account, unit, kind)


@transaction.atomic
def let_in_by(account: Account, provider: str, by: Account | None = None) -> None:
    """From now on the account is entered by a provider, whose next sign-in with its address it becomes; or by a
    password again, with an empty `provider`, when one has been set."""
    account.provider, account.subject = provider, ""
    account.set_unusable_password()
    account.save(update_fields=["provider", "subject", "password"])
    forget_second_step(account)
    end_sessions(account)
    note(by or account, "account let in by", _whose(account, by, provider or "password"))


@transaction.atomic
def set_password(account: Account, password: str, by: Account | None = None) -> None:
    """Another password; every session ends. Raises Refused for a short one."""
    refuse_short(password)
    account.set_password(password)
    account.save(update_fields=["password"])
    note(by or account, "password set", _whose(account, by))


@transaction.atomic
def close_account(account: Account, by: Account | None = None, *, is_closed: bool = True) -> None:
    """Lets somebody in no more, or again. What others read about reports keeps its name."""
    account.is_active = not is_closed
    account.save(update_fields=["is_active"])
    end_sessions(account)
    note(by or account, "account closed" if is_closed else "account opened", _whose(account, by))


@transaction.atomic
def keep_second_step(account: Account, secret: bytes, used: int, digests: Collection[str]) -> None:
    """The app that the account signs in with from now on, and its recovery codes instead of any before."""
    forget_second_step(account)
    SecondStep.objects.create(account=account, secret=secret, used=used)
    RecoveryCode.objects.bulk_create(RecoveryCode(account=account, digest=digest) for digest in digests)
    note(account, "second step set up")


@transaction.atomic
def forget_second_step(account: Account, by: Account | None = None) -> None:
    """Without the phone: it is set up anew at the next sign-in."""
    if by is not None:
        note(by, "second step forgotten", _whose(account, by))
        end_sessions(account)
    SecondStep.objects.filter(account=account).delete()
    RecoveryCode.objects.filter(account=account).delete()


def use_code(account: Account, step: int) -> bool:
    """Whether a code of this step of time had not been used: each lets in once, also when two come at once."""
    return bool(SecondStep.objects.filter(account=account, used__lt=step).update(used=step))


def use_recovery_code(account: Account, digest: str) -> bool:
    """Whether it was one of the account's that is left; it is so no longer."""
    used = bool(RecoveryCode.objects.filter(account=account, digest=digest).delete()[0])
    if used:
        note(account, "recovery code used")
    return used


def end_sessions(account: Account) -> None:
    """Whoever is signed in with the account is so no longer."""
    account.series += 1
    account.save(update_fields=["series"])


def _whose(account: Account, by: Account | None, about: str = "") -> str:
    return about if by is None or by == account else f"{about} account {account.pk}".strip()


def note(account: Account | None, action: str, about: str = "") -> None:
    """Write one line in the audit log. Never about a registration."""
    AuditEntry.objects.create(account=account, action=action, about=about)


def dispose_log(day: date) -> int:
    """Delete lines that have been kept for as long as the policy says, but for each account's latest sign-in.

    Returns how many.
    """
    limit = Month.of(day).plus(-policy.shipped().log_months).first_day
    latest = AuditEntry.objects.filter(action=SIGNED_IN).values("account").annotate(last=Max("pk")).values("last")
    return AuditEntry.objects.filter(at__date__lt=limit).exclude(pk__in=latest).delete()[0]
