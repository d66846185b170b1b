"""The register of decided supports as it is kept. Only actions.py writes it."""

from django.conf import settings
from django.db import models


class StoredSupport(models.Model):
    """A decided support as JSON. Each change is a version of its own, also that it was taken out of the register."""

    key = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    document = models.TextField()
    is_removed = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["key", "version"]
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="one_support_of_a_version")]

    def __str__(self) -> str:
        return f"{self.key} ({self.version})"
