"""Tokens that other systems read by. Only actions.py writes them."""

from django.db import models

from folja.web.organisation.models import StoredUnit


class Token(models.Model):
    """What a system may read, at which unit and below, and until when. What it sends is kept as a hash alone.

    `reads` are words with spaces between; `used_on` is the day it was last used, and never finer.
    """

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=80)
    unit = models.ForeignKey(StoredUnit, models.PROTECT, related_name="+")
    reads = models.CharField(max_length=60)
    last_day = models.DateField()
    used_on = models.DateField(null=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
