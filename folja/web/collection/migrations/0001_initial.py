"""The tables of registrations. StoredRegistration and UsedKey are kept in the order of their keys."""

from django.db import migrations, models

from folja.web.collection.key_order import CreateModelInKeyOrder


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ImportedFile",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="RefreshedOn",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
            ],
        ),
        CreateModelInKeyOrder(
            name="UsedKey",
            fields=[
                ("key", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
            ],
            options={
                "db_table": "used_key",
            },
        ),
        CreateModelInKeyOrder(
            name="StoredRegistration",
            fields=[
                ("key", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("unit", models.CharField(max_length=60)),
                ("month", models.CharField(max_length=7)),
                ("instrument", models.CharField(max_length=60)),
                ("version", models.PositiveSmallIntegerField()),
                ("answers", models.TextField()),
                ("late", models.BooleanField()),
            ],
            options={
                "db_table": "registration",
                "indexes": [models.Index(fields=["month", "instrument", "unit"], name="by_month_instrument_unit")],
            },
        ),
        migrations.CreateModel(
            name="StoredVolume",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("instrument", models.CharField(max_length=60)),
                ("unit", models.CharField(max_length=60)),
                ("month", models.CharField(max_length=7)),
                ("measure", models.CharField(max_length=60)),
                ("number", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "month", "instrument", "measure"), name="one_volume_of_each"
                    )
                ],
            },
        ),
    ]
