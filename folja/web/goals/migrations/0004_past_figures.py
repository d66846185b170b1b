from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("goals", "0003_longer_periods")]

    operations = [
        migrations.CreateModel(
            name="PastOutside",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("measure", models.CharField(max_length=60)),
                ("unit", models.CharField(max_length=60)),
                ("period", models.CharField(max_length=12)),
                ("value", models.CharField(blank=True, max_length=20)),
                ("by_gender", models.TextField(default="{}")),
                ("source", models.CharField(max_length=200)),
                ("dated", models.DateField()),
                ("entered_by", models.CharField(max_length=60)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("last_on", models.DateField()),
            ],
            options={"ordering": ["measure", "unit", "period", "-pk"]},
        ),
    ]
