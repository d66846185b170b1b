"""Codes that work once, kept in the order of their hashes, and which ways in ask for them."""

from django.db import migrations, models

from folja.web.collection.key_order import CreateModelInKeyOrder


class Migration(migrations.Migration):
    dependencies = [("answers", "0001_initial")]

    operations = [
        migrations.AddField(model_name="wayin", name="one_time", field=models.BooleanField(default=False)),
        CreateModelInKeyOrder(
            name="OneTimeCode",
            fields=[
                ("digest", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("way_in", models.CharField(max_length=5)),
                ("last_month", models.CharField(max_length=7)),
            ],
            options={"db_table": "one_time_code"},
        ),
    ]
