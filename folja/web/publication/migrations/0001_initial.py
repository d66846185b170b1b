"""The first table: closed tertials."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ClosedTertial",
            fields=[
                ("period", models.CharField(max_length=6, primary_key=True, serialize=False)),
                ("state", models.CharField(choices=[("counting", "Counting"), ("frozen", "Frozen")], max_length=8)),
                ("document", models.TextField(blank=True)),
                ("hash", models.CharField(blank=True, max_length=64)),
                ("frozen_on", models.DateField(null=True)),
            ],
            options={
                "ordering": ["period"],
            },
        ),
    ]
