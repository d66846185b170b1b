"""Reports as people write them: texts, who writes what, remarks, and what becomes of them. Only actions.py writes them.

What is kept here is about reports and those who write them. Nothing of it is joined to what anybody registers.
"""

from django.conf import settings
from django.db import models


class StoredReport(models.Model):
    """One report: of a unit and a tertial, by a template. There as soon as somebody has done something with it."""

    template = models.CharField(max_length=60)
    unit = models.CharField(max_length=60)
    period = models.CharField(max_length=6)
    due_on = models.DateField(null=True)
    diary_number = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["template", "unit", "period"]
        constraints = [models.UniqueConstraint(fields=["template", "unit", "period"], name="one_report_of_a_tertial")]

    def __str__(self) -> str:
        return f"{self.template} {self.unit} {self.period}"


class SectionText(models.Model):
    """What one section said from one saving to the next. Nothing is overwritten: a change is a version of its own."""

    report = models.ForeignKey(StoredReport, models.CASCADE, related_name="texts")
    key = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    is_done = models.BooleanField(default=False)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["report", "key", "version"]
        constraints = [models.UniqueConstraint(fields=["report", "key", "version"], name="one_text_of_a_version")]

    def __str__(self) -> str:
        return f"{self.key} ({self.version})"


class Claim(models.Model):
    """That somebody has a section open and writes in it, until it runs out. It stops nobody."""

    report = models.ForeignKey(StoredReport, models.CASCADE, related_name="claims")
    key = models.CharField(max_length=60)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "key", "account"], name="one_claim_of_an_account")]

    def __str__(self) -> str:
        return self.key


class Assignment(models.Model):
    """Who is to write a section: somebody with a role there, or a working group out of the plan."""

    report = models.ForeignKey(StoredReport, models.CASCADE, related_name="assignments")
    key = models.CharField(max_length=60)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    group = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="one_assignment_of_a_section")]

    def __str__(self) -> str:
        return self.key


class Remark(models.Model):
    """What a colleague says of a section to those who write it. It never stands in the report."""

    report = models.ForeignKey(StoredReport, models.CASCADE, related_name="remarks")
    key = models.CharField(max_length=60)
    words = models.TextField()
    is_done = models.BooleanField(default=False)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["said_at", "pk"]

    def __str__(self) -> str:
        return self.key


class Turn(models.Model):
    """One turn of a report on its way: the latest says where it is. `document` is what was handed in, frozen."""

    class Kind(models.TextChoices):
        HANDED_IN = "handed_in"
        TAKEN_BACK = "taken_back"
        SENT_BACK = "sent_back"
        APPROVED = "approved"
        TAKEN_UP = "taken_up"

    report = models.ForeignKey(StoredReport, models.CASCADE, related_name="turns")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    words = models.TextField(blank=True)
    document = models.TextField(blank=True)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.kind


class ReleasedReport(models.Model):
    """A report that is approved, for ever as it was: a number of the installation, the frozen document and its hash."""

    number = models.PositiveIntegerField(primary_key=True)
    report = models.ForeignKey(StoredReport, models.PROTECT, related_name="released")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    document = models.TextField()
    hash = models.CharField(max_length=64)
    released_on = models.DateField()
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return str(self.number)
