"""The closed city that most tests of pages begin with is put there as rows; they are those that closings leave."""

from typing import Any

from django.apps import apps
from django.db.models import Model

from tests.published import publish, publish_first_of_all


def everything() -> dict[type[Model], list[dict[str, Any]]]:
    return {model: list(model._base_manager.order_by("pk").values()) for model in apps.get_models()}


def test_what_is_put_there_is_what_is_left_by_closings(city: None) -> None:
    before = everything()
    publish()
    closed = everything()
    assert {model.__name__ for model, rows in closed.items() if rows != before[model]} == {
        "ClosedTertial",
        "FixedUnits",
    }
    for _ in range(2):  # kept the first time, if no test before has, and put there the second
        for model in (model for model, rows in closed.items() if rows != before[model]):
            model._base_manager.all().delete()
        publish_first_of_all()
        assert everything() == closed
