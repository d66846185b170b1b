"""Tertials that are closed, or being closed."""

from datetime import date

from django.db import models

from folja.vocabulary.period import Month, Period


class ClosedTertial(models.Model):
    """A tertial that takes no more registrations: sealed while it is counted, then frozen with its publication.

    `policy` names the rules its numbers are protected by. The document does too, and can't be changed if what a name is
    made of does.
    """

    class State(models.TextChoices):
        COUNTING = "counting"
        FROZEN = "frozen"

    period = models.CharField(max_length=6, primary_key=True)
    state = models.CharField(max_length=8, choices=State)
    document = models.TextField(blank=True)
    hash = models.CharField(max_length=64, blank=True)
    policy = models.CharField(max_length=16, blank=True)
    frozen_on = models.DateField(null=True)

    class Meta:
        ordering = ["period"]

    def __str__(self) -> str:
        return self.period


def closed_until() -> Period | None:
    """The latest tertial that is sealed or frozen. It and all before it are closed."""
    latest = ClosedTertial.objects.order_by("-period").values_list("period", flat=True).first()
    return Period.parse(latest) if latest else None


def frozen_before(day: date, months: int) -> tuple[Period, ...]:
    """The tertials that were frozen more than so many months before a day."""
    frozen = ClosedTertial.objects.filter(state=ClosedTertial.State.FROZEN).values_list("period", "frozen_on")
    return tuple(Period.parse(period) for period, on in frozen if on and is_over(on, months, day))


def is_over(since: date, months: int, day: date) -> bool:
    """Whether that many whole months have gone."""
    return Month.of(since).plus(months) < Month.of(day)
