"""What a year of a survey was before it was corrected is kept no more."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("rounds", "0002_surveys")]

    operations = [
        # A dropped column stays in PostgreSQL's rows until they are written anew.
        migrations.RunSQL("UPDATE rounds_pastsurvey SET document = ''", migrations.RunSQL.noop),
        migrations.RemoveField("pastsurvey", "document"),
    ]
