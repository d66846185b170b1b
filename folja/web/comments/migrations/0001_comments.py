"""The tables of what families write, kept in the order of their random keys."""

from django.db import migrations, models

from folja.web.collection.key_order import CreateModelInKeyOrder

KEY = ("key", models.BinaryField(max_length=32, primary_key=True, serialize=False))
UNIT = ("unit", models.CharField(max_length=60))
TERTIAL = ("tertial", models.CharField(max_length=6))
WORDS = ("words", models.TextField())


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        CreateModelInKeyOrder(
            name="WaitingComment",
            fields=[KEY, UNIT, TERTIAL, WORDS, ("verified", models.BooleanField())],
            options={"db_table": "waiting_comment"},
        ),
        CreateModelInKeyOrder(
            name="Comment",
            fields=[
                KEY,
                UNIT,
                TERTIAL,
                WORDS,
                ("theme", models.CharField(blank=True, max_length=60)),
                ("is_read", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "comment",
                "indexes": [models.Index(fields=["unit", "tertial"], name="comment_by_unit_tertial")],
            },
        ),
        CreateModelInKeyOrder(name="Citation", fields=[KEY, UNIT, TERTIAL, WORDS], options={"db_table": "citation"}),
        CreateModelInKeyOrder(name="Wish", fields=[KEY, UNIT, WORDS], options={"db_table": "wish"}),
    ]
