"""Which in turn a round of its team is: two that were closed the same day are told apart, the latest first."""

from collections import Counter
from typing import Any

from django.db import migrations, models


def in_turn(apps: Any, _: Any) -> None:
    turns: Counter[str] = Counter()
    for one in apps.get_model("rounds", "StoredRound").objects.order_by("opens_on", "closes_on", "code"):
        turns[one.team_id] += 1
        one.turn = turns[one.team_id]
        one.save(update_fields=["turn"])


class Migration(migrations.Migration):
    dependencies = [("rounds", "0003_corrected_years")]

    operations = [
        migrations.AddField("storedround", "turn", models.PositiveSmallIntegerField(default=1)),
        migrations.RunPython(in_turn, migrations.RunPython.noop),
    ]
