"""Words can be removed from a section's history, and what was handed in is kept while it waits only."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def drop_what_nobody_reads(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Everything handed in that has been decided about or taken back since."""
    turns = apps.get_model("writing", "Turn").objects
    latest = (
        apps.get_model("writing", "StoredReport")
        .objects.filter(turns__isnull=False)
        .annotate(latest=models.Max("turns__pk"))
    )
    turns.exclude(pk__in=latest.values("latest")).update(document="")


class Migration(migrations.Migration):
    dependencies = [
        ("writing", "0002_diary_number"),
    ]

    operations = [
        migrations.AddField(
            model_name="sectiontext",
            name="is_removed",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(drop_what_nobody_reads, migrations.RunPython.noop),
    ]
