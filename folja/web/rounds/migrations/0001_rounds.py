"""Teams, rounds and actions; and answers, kept in the order of their random keys."""

import django.db.models.deletion
from django.db import migrations, models

from folja.web.collection.key_order import CreateModelInKeyOrder


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="StoredTeam",
            fields=[
                ("key", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("unit", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=120)),
                ("agencies", models.TextField()),
            ],
        ),
        CreateModelInKeyOrder(
            name="TeamAnswer",
            fields=[
                ("key", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("round", models.CharField(max_length=5)),
                ("answers", models.TextField()),
            ],
            options={"db_table": "team_answer"},
        ),
        migrations.CreateModel(
            name="StoredRound",
            fields=[
                ("code", models.CharField(max_length=5, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=60)),
                ("words", models.TextField(default="{}")),
                ("opens_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("invited", models.PositiveSmallIntegerField()),
                ("one_time", models.BooleanField(default=False)),
                ("progress", models.CharField(default="few", max_length=10)),
                ("told_on", models.DateField(null=True)),
                ("release", models.TextField(default="")),
                ("checksum", models.CharField(default="", max_length=64)),
                ("team", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="rounds.storedteam")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("release", "")), fields=("team",), name="one_round_of_a_team_is_open"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredSurvey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit", models.CharField(max_length=60)),
                ("survey", models.CharField(max_length=60)),
                ("year", models.PositiveSmallIntegerField()),
                ("document", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "survey", "year"), name="one_survey_of_a_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamAction",
            fields=[
                ("key", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("axis", models.CharField(max_length=60)),
                ("words", models.CharField(max_length=200)),
                ("who", models.CharField(max_length=120)),
                ("due_on", models.DateField(null=True)),
                ("state", models.CharField(default="planned", max_length=10)),
                ("went", models.CharField(default="", max_length=400)),
                ("round", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="rounds.storedround")),
                ("team", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="rounds.storedteam")),
            ],
        ),
    ]
