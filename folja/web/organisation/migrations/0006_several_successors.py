from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0005_log_by_the_clock"),
    ]

    operations = [
        migrations.AlterField(
            model_name="storedunit",
            name="successor",
            field=models.TextField(null=True),
        ),
    ]
