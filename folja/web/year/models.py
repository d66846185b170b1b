"""A unit's year: its tasks, its count of complaints, and who wants to be reminded. Only actions.py writes them.

Nothing here is about families, and nothing says who did a task.
"""

from django.conf import settings
from django.db import models


class StoredYear(models.Model):
    """A year that somebody has begun: the day its plan is to be ready, and the lessons that are decided about."""

    unit = models.CharField(max_length=60)
    year = models.PositiveIntegerField()
    plan_due_on = models.DateField(null=True)
    decided = models.TextField(default="[]")

    class Meta:
        ordering = ["unit", "year"]
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="one_year_of_a_unit")]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"


class StoredTask(models.Model):
    """One task of a unit's year. One that is removed is kept, so that it can be put back."""

    unit = models.CharField(max_length=60)
    year = models.PositiveIntegerField()
    key = models.CharField(max_length=20)
    words = models.CharField(max_length=200)
    due_on = models.DateField()
    group = models.CharField(max_length=200, blank=True)
    is_done = models.BooleanField(default=False)
    known_by = models.CharField(max_length=20, blank=True)
    is_removed = models.BooleanField(default=False)

    class Meta:
        ordering = ["due_on", "key"]
        constraints = [models.UniqueConstraint(fields=["unit", "year", "key"], name="one_task_of_a_key")]

    def __str__(self) -> str:
        return self.words


class StoredComplaints(models.Model):
    """How many comments and complaints came in to a unit in a tertial, and in a few words what they were about."""

    unit = models.CharField(max_length=60)
    period = models.CharField(max_length=6)
    number = models.PositiveIntegerField()
    themes = models.TextField(blank=True)

    class Meta:
        ordering = ["unit", "period"]
        constraints = [models.UniqueConstraint(fields=["unit", "period"], name="one_count_of_a_tertial")]

    def __str__(self) -> str:
        return f"{self.unit} {self.period}"


class Reminding(models.Model):
    """What somebody wants of reminders, and the day the latest was sent. Who has no row wants them."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    is_off = models.BooleanField(default=False)
    sent_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.pk}"


class Membership(models.Model):
    """That somebody has said to be in a working group of a unit: whose tasks they are reminded of."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    unit = models.CharField(max_length=60)
    group = models.CharField(max_length=200)

    class Meta:
        ordering = ["unit", "group"]
        constraints = [models.UniqueConstraint(fields=["account", "unit", "group"], name="one_membership")]

    def __str__(self) -> str:
        return self.group
