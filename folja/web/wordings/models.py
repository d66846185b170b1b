"""What has been decided here about families' words in other languages. Only actions.py writes it."""

from django.db import models

FIRST = 1  # the key of the one row


class StoredWording(models.Model):
    """What one Swedish wording is called in another language: approved by somebody, or a draft that waits beside it."""

    class Status(models.TextChoices):
        DRAFT = "draft"
        APPROVED = "approved"

    language = models.CharField(max_length=8)
    swedish = models.CharField(max_length=500)
    words = models.CharField(max_length=1000)
    status = models.CharField(max_length=8, choices=Status)
    by = models.CharField(max_length=320)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "swedish", "status"], name="one_wording_of_each_status")
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.status}"


class Edition(models.Model):
    """Another with every change, so that what was read before is known to be old. One row."""

    name = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.name
