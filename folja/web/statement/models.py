"""The accessibility statement as it is kept."""

from django.db import models

ONLY = 1  # the key of the one row


class StoredStatement(models.Model):
    """The one statement of an installation, as JSON. Only actions.py writes it."""

    document = models.TextField()
    published_on = models.DateField()
    updated_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.updated_on}"
