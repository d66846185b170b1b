"""Closed tertials say which rules their numbers are protected by, also those that named the whole policy then.

The name in a frozen document was made of every key of the policy, also of how long logs are kept. The document stays as
it was, since its hash is printed in reports; what rules it means is found by naming every policy there has been.
"""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from itertools import combinations, product
from typing import Any

from django.db import migrations, models

FIRST = {
    "rounding_base": 5,
    "least_registrations": 20,
    "least_staff": 3,
    "least_base_for_share": 40,
    "grace_days": 15,
    "disposal_months": 24,
}
COMMENTS = {"least_comments": 10, "least_verified_comments": 5}
POLICIES = (
    FIRST,
    {**FIRST, **COMMENTS, "comment_months": 12},
    {**FIRST, **COMMENTS, "least_put_aside": 10, "comment_months": 12},
    {**FIRST, **COMMENTS, "least_put_aside": 10, "comment_months": 12, "past_figure_months": 24, "log_months": 24},
)
"""The keys there have been, in their order, as they were shipped."""

MUNICIPALITYS = ("grace_days", "disposal_months", "comment_months", "past_figure_months", "log_months")
"""What a municipality may have set otherwise without protecting its numbers otherwise; two of them are tried at once."""

MOST_TRIED = 120

RULES = "cce76488ee673561"
"""The name of the four rules, with the values that all of these have."""


def _said(policy: dict[str, int]) -> str:
    said = "Policy(" + ", ".join(f"{name}={value}" for name, value in policy.items()) + ")"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _changed(policy: dict[str, int]) -> Iterator[dict[str, int]]:
    yield policy
    for names in combinations([name for name in MUNICIPALITYS if name in policy], 2):
        for values in product(range(MOST_TRIED + 1), repeat=2):
            yield {**policy, **dict(zip(names, values, strict=True))}


@cache
def rules_of(named: str) -> str:
    """The name of the rules in a policy that is named; as it stands when it is none of those tried."""
    return RULES if any(named == _said(one) for policy in POLICIES for one in _changed(policy)) else named


def name_the_rules(apps: Any, _: Any) -> None:
    for closed in apps.get_model("publication", "ClosedTertial").objects.exclude(document=""):
        closed.policy = rules_of(json.loads(closed.document)["provenance"]["policy"])
        closed.save(update_fields=["policy"])


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_initial")]

    operations = [
        migrations.AddField(
            "closedtertial", "policy", models.CharField(blank=True, max_length=16, default=""), preserve_default=False
        ),
        migrations.RunPython(name_the_rules, migrations.RunPython.noop),
    ]
