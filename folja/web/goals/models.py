"""Plans, figures from outside and budgets as they are kept. Only actions.py writes them."""

from django.conf import settings
from django.db import models


class StoredPlan(models.Model):
    """A unit's plan for a year, as JSON. Each change is a version of its own, so that what stood before is not lost."""

    unit = models.CharField(max_length=60)
    year = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    document = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["unit", "year", "version"]
        constraints = [models.UniqueConstraint(fields=["unit", "year", "version"], name="one_plan_of_a_version")]

    def __str__(self) -> str:
        return f"{self.unit} {self.year} ({self.version})"


class OutsideValue(models.Model):
    """One value of a measure from another source. Numbers are text, exactly as the source has them."""

    measure = models.CharField(max_length=60)
    unit = models.CharField(max_length=60)
    period = models.CharField(max_length=12)
    value = models.CharField(max_length=20, blank=True)
    by_gender = models.TextField(default="{}")
    source = models.CharField(max_length=200)
    dated = models.DateField()
    entered_by = models.CharField(max_length=60)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class StoredOutside(OutsideValue):
    """The value that holds."""

    class Meta:
        ordering = ["measure", "unit", "period"]
        constraints = [models.UniqueConstraint(fields=["measure", "unit", "period"], name="one_outside_figure")]

    def __str__(self) -> str:
        return f"{self.measure} {self.unit} {self.period}"


class PastOutside(OutsideValue):
    """A value that held until another took its place, or until it was removed. `last_on` is the day it held last."""

    last_on = models.DateField()

    class Meta:
        ordering = ["measure", "unit", "period", "-pk"]

    def __str__(self) -> str:
        return f"{self.measure} {self.unit} {self.period} until {self.last_on}"


class StoredBudget(models.Model):
    """A unit's budget and outcome of a year, as JSON: numbers as they are printed, whether they add up or not."""

    unit = models.CharField(max_length=60)
    year = models.PositiveIntegerField()
    document = models.TextField()

    class Meta:
        ordering = ["unit", "year"]
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="one_budget_a_year")]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"


class StoredSeveralYears(models.Model):
    """A unit's plan over several years, as JSON."""

    unit = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    document = models.TextField()

    class Meta:
        ordering = ["unit", "name"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="one_plan_of_a_name")]

    def __str__(self) -> str:
        return f"{self.unit} {self.name}"
