"""2021T1-T2, the longest way to write a period, has nine characters."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("goals", "0002_budgets"),
    ]

    operations = [
        migrations.AlterField(
            model_name="storedoutside",
            name="period",
            field=models.CharField(max_length=12),
        ),
    ]
