"""The published statement, read back from where it is kept."""

import json
from datetime import date

from folja.web.statement.models import ONLY, StoredStatement
from folja.web.statement.statement import Conformance, Flaw, Published, Reason, Statement


def published() -> Published | None:
    """The installation's statement; None until the municipality has filled it in."""
    kept = StoredStatement.objects.filter(pk=ONLY).first()
    return Published(_statement(kept.document), kept.published_on, kept.updated_on) if kept else None


def _statement(document: str) -> Statement:
    values = json.loads(document)
    return Statement(
        **values
        | {
            "conformance": Conformance(values["conformance"]),
            "flaws": tuple(Flaw(**flaw | {"reason": Reason(flaw["reason"])}) for flaw in values["flaws"]),
            "assessed_on": date.fromisoformat(values["assessed_on"]),
        }
    )
