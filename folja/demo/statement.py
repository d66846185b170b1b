"""The accessibility statement of the invented city."""

from datetime import date
from pathlib import Path

from folja.instruments.content import SHIPPED, Node, read
from folja.web.statement.product import one_of
from folja.web.statement.statement import Conformance, Flaw, Reason, Statement

WORDS = ("body", "service", "report_page", "email", "phone")


def statement(root: Path = SHIPPED) -> Statement:
    """What the city has filled in. Raises Refused with file and line."""
    node = read(root / "demo" / "statement.yaml", root)
    node.only(*WORDS, "conformance", "flaws", "assessed_on", "answer_days")
    return Statement(
        **{name: node.word(name) for name in WORDS},
        conformance=one_of(node, "conformance", Conformance),
        flaws=tuple(map(_flaw, node.nodes("flaws"))),
        assessed_on=_day(node),
        assessed_by="",
        answer_days=node.number("answer_days"),
    )


def _flaw(node: Node) -> Flaw:
    node.only("what", "reason", "why", "instead")
    return Flaw(node.word("what"), one_of(node, "reason", Reason), node.word("why"), node.word("instead"))


def _day(node: Node) -> date:
    try:
        return date.fromisoformat(node.word("assessed_on"))
    except ValueError:
        raise node.refused(
            "assessed_on",
            sv="assessed_on ska vara ett datum, som 2022-03-08.",
            en="assessed_on must be a date such as 2022-03-08",
        ) from None
