"""Methods as people describe them: answers, who writes, remarks, links, files, editions. Only actions.py writes them.

What is kept here is about ways of working and those who describe them. Nothing of it is joined to what anybody
registers.
"""

from django.conf import settings
from django.db import models


class StoredMethod(models.Model):
    """One method of a unit. `name` and `summary` are as the catalogue shows them: of the edition, else of the draft.

    `edition` is the latest that is published, 0 while there is none.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        ASKED = "asked"
        REVIEWED = "reviewed"

    key = models.CharField(max_length=16, primary_key=True)
    unit = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    edition = models.PositiveIntegerField(default=0)
    origin = models.TextField(blank=True)  # the method it was begun as a copy of, as JSON: it holds also if that goes

    class Meta:
        ordering = ["name", "key"]

    def __str__(self) -> str:
        return self.name


class MethodText(models.Model):
    """What an answer said from one saving to the next, or as "about" what the method is called. Nothing is overwritten.

    `is_removed` where a manager has taken the words away, for good, because of whom they were about. The version that
    follows such a removal has nobody who saved it.
    """

    method = models.ForeignKey(StoredMethod, models.CASCADE, related_name="texts")
    key = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    judgement = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    is_removed = models.BooleanField(default=False)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["method", "key", "version"]
        constraints = [
            models.UniqueConstraint(fields=["method", "key", "version"], name="one_method_text_of_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.version})"


class MethodClaim(models.Model):
    """That somebody writes in an answer just now, until it runs out. It stops nobody."""

    method = models.ForeignKey(StoredMethod, models.CASCADE, related_name="claims")
    key = models.CharField(max_length=60)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["method", "key", "account"], name="one_method_claim_of_an_account")
        ]

    def __str__(self) -> str:
        return self.key


class MethodRemark(models.Model):
    """What a colleague says of an answer, or suggests that it says instead. It never stands in the description."""

    method = models.ForeignKey(StoredMethod, models.CASCADE, related_name="remarks")
    key = models.CharField(max_length=60)
    words = models.TextField()
    is_suggestion = models.BooleanField(default=False)
    is_done = models.BooleanField(default=False)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["said_at", "pk"]

    def __str__(self) -> str:
        return self.key


class MethodReference(models.Model):
    """What an answer refers to: a link, or a file, which then has `content` and its ending as `kind`.

    `is_removed` where it was taken away from the draft and an edition still refers to it.
    """

    method = models.ForeignKey(StoredMethod, models.CASCADE, related_name="references")
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    address = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=4, blank=True)
    content = models.BinaryField(null=True)
    is_removed = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["key", "pk"]

    def __str__(self) -> str:
        return self.title


class MethodTurn(models.Model):
    """One turn of a method on its way to being read by everybody.

    REMOVED says that words which told who somebody is were taken out of the draft. By whom is in the audit log only:
    it may be the manager of another unit, whose method this one was copied from.
    """

    class Kind(models.TextChoices):
        ASKED = "asked"
        TAKEN_BACK = "taken_back"
        SENT_BACK = "sent_back"
        REVIEWED = "reviewed"
        PUBLISHED = "published"
        REMOVED = "removed"

    method = models.ForeignKey(StoredMethod, models.CASCADE, related_name="turns")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.kind


class MethodEdition(models.Model):
    """A method as it was published, for ever: its answers as JSON. Its figures are read anew each time."""

    method = models.ForeignKey(StoredMethod, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    document = models.TextField()
    published_on = models.DateField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["method", "number"]
        constraints = [models.UniqueConstraint(fields=["method", "number"], name="one_edition_of_a_number")]

    def __str__(self) -> str:
        return f"{self.method_id} ({self.number})"


class Stem(models.Model):
    """A stem of a word that stands in some method, or what one is found by: "=target:parents"."""

    written = models.CharField(max_length=100, unique=True)

    def __str__(self) -> str:
        return self.written


class StemOfMethod(models.Model):
    """That a method holds a stem. `weight` is 3 in its name, 2 in its summary, 1 in an answer."""

    stem = models.ForeignKey(Stem, models.CASCADE, related_name="+", db_index=False)
    method = models.ForeignKey(StoredMethod, models.CASCADE, related_name="+")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        # A search reads all that it needs in the index.
        indexes = [models.Index(fields=["stem", "method", "weight"], name="methods_of_a_stem")]

    def __str__(self) -> str:
        return str(self.pk)
