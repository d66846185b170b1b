"""What most tests begin with is done once; from then on the rows that it left are put there, which is much faster."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import Model

_LEFT: "dict[Callable[[], object], list[list[Model]]]" = {}


def as_the_first_time(doing: Callable[[], object], *models: Any) -> bool:
    """Leave what that leaves in these tables, empty before. Returns whether it was done: the first time only."""
    if doing not in _LEFT:
        doing()
        _LEFT[doing] = [list(model._base_manager.all()) for model in models]
        return True
    for model, rows in zip(models, _LEFT[doing], strict=True):
        model._base_manager.bulk_create(rows)
    return False
