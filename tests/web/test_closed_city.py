"""The closed city that most tests begin with is put there as rows; they are those that actions leave."""

from typing import Any

import pytest
from django.apps import apps

from folja.web.organisation.actions import load_units
from folja.web.organisation.models import AuditEntry, FixedUnits, StoredUnit
from folja.web.publication.models import ClosedTertial
from tests.command.own_city import UNITS
from tests.published import publish

NEVER_THE_SAME = {"at", "id"}  # of the log


def everything() -> dict[str, list[dict[str, Any]]]:
    return {model.__name__: list(map(said, model._base_manager.order_by("pk").values())) for model in apps.get_models()}


def said(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in NEVER_THE_SAME}


@pytest.mark.parametrize("time", [1, 2])  # if no test before has, actions make it the first time
def test_it_is_what_actions_leave(closed: None, time: int) -> None:
    put = everything()
    for model in (StoredUnit, FixedUnits, ClosedTertial, AuditEntry):
        rows = model._base_manager.all()
        assert rows._raw_delete(rows.db)
    load_units(UNITS.encode())
    publish()
    assert everything() == put
