"""Answers that are put aside, in the order of their keys, and their batches, in the order of their random codes."""

import django.db.models.deletion
from django.db import migrations, models

from folja.web.collection.key_order import CreateModelInKeyOrder


class Migration(migrations.Migration):
    dependencies = [("collection", "0001_initial")]

    operations = [
        CreateModelInKeyOrder(
            name="Batch",
            fields=[
                ("code", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("unit", models.CharField(max_length=60)),
                ("month", models.CharField(max_length=7)),
                ("instrument", models.CharField(max_length=60)),
                ("version", models.PositiveSmallIntegerField()),
                (
                    "because",
                    models.CharField(choices=[("one_connection", "One Connection"), ("many", "Many")], max_length=20),
                ),
                ("least", models.PositiveSmallIntegerField()),
                ("shown", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "batch",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("shown", False)),
                        fields=("unit", "month", "instrument", "version", "because"),
                        name="one_batch_gathers",
                    )
                ],
            },
        ),
        CreateModelInKeyOrder(
            name="PutAside",
            fields=[
                ("key", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("answers", models.TextField()),
                ("late", models.BooleanField(default=False)),
                (
                    "batch",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="collection.batch"),
                ),
            ],
            options={
                "db_table": "put_aside",
            },
        ),
    ]
