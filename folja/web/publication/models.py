"""Tertials that are closed, or being closed."""

from django.db import models

from folja.vocabulary.period import Period


class ClosedTertial(models.Model):
    """A tertial that takes no more registrations: sealed while it is counted, then frozen with its publication."""

    class State(models.TextChoices):
        COUNTING = "counting"
        FROZEN = "frozen"

    period = models.CharField(max_length=6, primary_key=True)
    state = models.CharField(max_length=8, choices=State)
    document = models.TextField(blank=True)
    hash = models.CharField(max_length=64, blank=True)
    frozen_on = models.DateField(null=True)

    class Meta:
        ordering = ["period"]

    def __str__(self) -> str:
        return self.period


def closed_until() -> Period | None:
    """The latest tertial that is sealed or frozen. It and all before it are closed."""
    latest = ClosedTertial.objects.order_by("-period").values_list("period", flat=True).first()
    return Period.parse(latest) if latest else None
