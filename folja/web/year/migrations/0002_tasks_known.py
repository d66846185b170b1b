from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("year", "0001_tasks_and_reminders")]

    operations = [migrations.AddField("storedtask", "known_by", models.CharField(blank=True, max_length=20))]
