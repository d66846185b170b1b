"""The table of published leaflets."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="StoredLeaflet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit", models.CharField(max_length=60)),
                ("period", models.CharField(max_length=6)),
                ("did", models.TextField()),
                ("published_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "period"), name="one_leaflet_of_a_tertial"),
                ],
            },
        ),
    ]
