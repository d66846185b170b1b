from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0004_sign_in_and_roles"),
    ]

    operations = [
        migrations.AlterField(
            model_name="storedunit",
            name="successor",
            field=models.TextField(null=True),
        ),
    ]
