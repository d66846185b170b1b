"""What families write in their own words, which only actions.py writes.

Nothing says who wrote, when, in which order, in which language or with which answers, and a test holds that. The keys
are random and belong to no receipt; on SQLite the tables are stored in their order.
"""

from django.db import models


class WaitingComment(models.Model):
    """A comment that nobody may read yet: its tertial is not closed, or too few wait with it."""

    key = models.BinaryField(primary_key=True, max_length=32)
    unit = models.CharField(max_length=60)
    tertial = models.CharField(max_length=6)
    words = models.TextField()
    verified = models.BooleanField()  # it came with a one-time code

    class Meta:
        db_table = "waiting_comment"

    def __str__(self) -> str:
        return "waiting"


class Comment(models.Model):
    """A comment that the unit may read. The tertial is the one whose closing released it, together with others."""

    key = models.BinaryField(primary_key=True, max_length=32)
    unit = models.CharField(max_length=60)
    tertial = models.CharField(max_length=6)
    words = models.TextField()
    theme = models.CharField(max_length=60, blank=True)
    is_read = models.BooleanField(default=False)

    class Meta:
        db_table = "comment"
        indexes = [models.Index(fields=["unit", "tertial"], name="comment_by_unit_tertial")]

    def __str__(self) -> str:
        return f"{self.unit} {self.tertial}"


class Citation(models.Model):
    """Words out of a comment that somebody has said identify nobody. They stand in the unit's tertial report."""

    key = models.BinaryField(primary_key=True, max_length=32)
    unit = models.CharField(max_length=60)
    tertial = models.CharField(max_length=6)
    words = models.TextField()

    class Meta:
        db_table = "citation"

    def __str__(self) -> str:
        return f"{self.unit} {self.tertial}"


class Wish(models.Model):
    """Something that a family wants the unit to do and that can't wait. Deleted when it is done."""

    key = models.BinaryField(primary_key=True, max_length=32)
    unit = models.CharField(max_length=60)
    words = models.TextField()

    class Meta:
        db_table = "wish"

    def __str__(self) -> str:
        return self.unit
