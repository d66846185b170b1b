"""Who answers a yearly survey; who entered a year, and what a year was before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rounds", "0001_rounds")]

    operations = [
        migrations.AddField("storedteam", "survey", models.CharField(default="", max_length=60)),
        migrations.AddConstraint(
            "storedteam",
            models.UniqueConstraint(
                condition=models.Q(("survey", ""), _negated=True),
                fields=("unit", "survey"),
                name="one_crowd_of_a_survey",
            ),
        ),
        migrations.AddField("storedsurvey", "entered_by", models.CharField(default="", max_length=60)),
        migrations.CreateModel(
            name="PastSurvey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit", models.CharField(max_length=60)),
                ("survey", models.CharField(max_length=60)),
                ("year", models.PositiveSmallIntegerField()),
                ("document", models.TextField()),
                ("entered_by", models.CharField(default="", max_length=60)),
                ("last_on", models.DateField()),
            ],
        ),
    ]
