"""Disclosure control: exact counts become publication cubes of rounded, additive numbers that give nobody away.

The way through: `carriers` says who gets cells of their own, `drawing` rounds linked cells together,
`ranges` and `admissible` judge a rounding by what is published alone, `closeness` chooses softly among
several for the sake of the sums, `attacker` tries to break everything at once, `publication` is what is
frozen, and `protection` puts it together.

For anybody's table of counts, without Django or anything else of Följa (docs/disclosure):

    from folja.disclosure import attack_table, protect_table, read_counts, read_published, rule
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from folja.disclosure.table.attacking import Attack, attack_table
    from folja.disclosure.table.protecting import Protected, protect_table
    from folja.disclosure.table.protocol import error, proof_rows, protocol, table_rows
    from folja.disclosure.table.reading import Counted, Published, read_classification, read_counts, read_published
    from folja.disclosure.table.rule import Rule, rule
    from folja.disclosure.table.told import Proof

__all__ = [
    "Attack",
    "Counted",
    "Proof",
    "Protected",
    "Published",
    "Rule",
    "attack_table",
    "error",
    "proof_rows",
    "protect_table",
    "protocol",
    "read_classification",
    "read_counts",
    "read_published",
    "rule",
    "table_rows",
]

_ROOMS = ("attacking", "protecting", "protocol", "reading", "rule", "told")


def __getattr__(name: str) -> Any:
    """What others use, opened when it is first asked for: most of Följa needs no integer programs."""
    if name in __all__:
        for room in _ROOMS:
            module = import_module(f"folja.disclosure.table.{room}")
            if getattr(getattr(module, name, None), "__module__", "") == module.__name__:
                return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
