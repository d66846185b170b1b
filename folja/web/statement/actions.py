"""Publishes the accessibility statement: the only writer of it."""

import json
from dataclasses import asdict

from django.db import transaction

from folja.vocabulary.clock import today
from folja.web.organisation.actions import note
from folja.web.organisation.models import Account
from folja.web.statement.models import ONLY, StoredStatement
from folja.web.statement.statement import Statement


@transaction.atomic
def publish(statement: Statement, account: Account | None) -> None:
    """Put the statement in the place of the one before. The day it was first published stays."""
    document = json.dumps(asdict(statement), ensure_ascii=False, default=str)
    changed = {"document": document, "updated_on": today()}
    StoredStatement.objects.update_or_create(
        pk=ONLY, defaults=changed, create_defaults=changed | {"published_on": today()}
    )
    note(account, "statement changed")
