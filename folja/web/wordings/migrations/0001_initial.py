"""Decisions about wordings in other languages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="StoredWording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=8)),
                ("swedish", models.CharField(max_length=500)),
                ("words", models.CharField(max_length=1000)),
                ("status", models.CharField(choices=[("draft", "Draft"), ("approved", "Approved")], max_length=8)),
                ("by", models.CharField(max_length=320)),
                ("on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("language", "swedish", "status"), name="one_wording_of_each_status")
                ],
            },
        ),
    ]
