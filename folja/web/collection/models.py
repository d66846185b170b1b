"""Registrations and what is put aside, which only actions.py writes, and volumes, which only volumes.py does.

No column says who registered, when, or in which order, and a test holds that. On SQLite the tables
of registrations, used keys and what is put aside are made WITHOUT ROWID, so that not even the order of insertion is
kept; on PostgreSQL they are written anew by key (web.rewriting).
"""

from django.db import models


class StoredRegistration(models.Model):
    """One filled-in sheet. The key is the SHA-256 of the receipt, random after its tertial has closed."""

    key = models.BinaryField(primary_key=True, max_length=32)
    unit = models.CharField(max_length=60)
    month = models.CharField(max_length=7)
    instrument = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    answers = models.TextField()  # canonical JSON: the same answers are the same text
    late = models.BooleanField()

    class Meta:
        db_table = "registration"  # actions.py names it in SQL
        indexes = [models.Index(fields=["month", "instrument", "unit"], name="by_month_instrument_unit")]

    def __str__(self) -> str:
        return f"{self.instrument} {self.unit} {self.month}"


class UsedKey(models.Model):
    """The key of a receipt that fits nothing any more: a copy that arrives late is then not kept twice."""

    key = models.BinaryField(primary_key=True, max_length=32)

    class Meta:
        db_table = "used_key"

    def __str__(self) -> str:
        return "used"


class StoredVolume(models.Model):
    """How many acts of a kind a unit held in a month, or the sum of a number that is about acts."""

    instrument = models.CharField(max_length=60)
    unit = models.CharField(max_length=60)
    month = models.CharField(max_length=7)
    measure = models.CharField(max_length=60)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "month", "instrument", "measure"], name="one_volume_of_each")
        ]

    def __str__(self) -> str:
        return f"{self.instrument}.{self.measure} {self.unit} {self.month}"


class RefreshedOn(models.Model):
    """The date the volumes were last counted. One row."""

    day = models.DateField(primary_key=True)

    def __str__(self) -> str:
        return str(self.day)


class ImportedFile(models.Model):
    """The keyed hash of a file that has been taken in, so that it is not taken in twice."""

    digest = models.CharField(max_length=64, primary_key=True)

    def __str__(self) -> str:
        return "imported"


class Batch(models.Model):
    """Answers of families that came so many at once that a manager decides whether they count. Gone once decided.

    It gathers unseen until a night comes when it holds enough; then it is shown and takes no more. Of when, there is
    only the month.
    """

    class Because(models.TextChoices):
        ONE_CONNECTION = "one_connection"
        MANY = "many"

    code = models.CharField(max_length=16, primary_key=True)
    unit = models.CharField(max_length=60)
    month = models.CharField(max_length=7)
    instrument = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    because = models.CharField(max_length=20, choices=Because)
    least = models.PositiveSmallIntegerField()  # so many make it shown: drawn, so that nobody can count by it
    shown = models.BooleanField(default=False)

    class Meta:
        db_table = "batch"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "month", "instrument", "version", "because"],
                condition=models.Q(shown=False),
                name="one_batch_gathers",
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.unit} {self.month}"


class PutAside(models.Model):
    """One family's answers in a batch. They are no registration, and no figure knows of them."""

    key = models.BinaryField(primary_key=True, max_length=32)
    batch = models.ForeignKey(Batch, models.PROTECT)
    answers = models.TextField()
    late = models.BooleanField(default=False)

    class Meta:
        db_table = "put_aside"  # actions.py names it in SQL

    def __str__(self) -> str:
        return "put aside"
