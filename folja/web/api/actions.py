"""The only writer of tokens."""

import secrets
from datetime import date

from django.db import transaction

from folja.web.api.models import Token
from folja.web.api.tokens import Wanted, digest_of
from folja.web.organisation.actions import note
from folja.web.organisation.models import Account

MARK = "folja_"
"""What a token begins with, so that one that was left somewhere is known for what it is."""


@transaction.atomic
def make_token(wanted: Wanted, by: Account | None) -> str:
    """A token of 256 random bits. It is said now, and never again."""
    token = MARK + secrets.token_urlsafe(32)
    row = Token.objects.create(
        digest=digest_of(token),
        name=wanted.name,
        unit_id=wanted.unit,
        reads=" ".join(wanted.reads),
        last_day=wanted.last_day,
    )
    note(by, "token made", f"{row.pk} {wanted.unit} {row.reads} until {wanted.last_day}")
    return token


@transaction.atomic
def withdraw_token(number: int, by: Account | None) -> None:
    """It opens nothing from now on. Withdrawing what is not there is harmless."""
    found = Token.objects.filter(pk=number).first()
    if found is not None:
        found.delete()
        note(by, "token withdrawn", f"{number} {found.unit_id}")


def used(token: Token, today: date) -> None:
    """Remember the day, once."""
    if token.used_on != today:
        Token.objects.filter(pk=token.pk).update(used_on=today)
