"""The ways in to families' questions, how a unit says that it is reached, its tablet's code, and codes that work once.

Only actions.py writes them, and the codes only one_time.py. None knows of an answer: those are registrations like all
others (folja.web.collection.models).
"""

from django.db import models


class WayIn(models.Model):
    """A code that leads to one unit's questions of one kind. A replaced one stays, so that nobody gets it again.

    Where it is `one_time`, an answer also takes a code that works once.
    """

    code = models.CharField(max_length=5, primary_key=True)
    unit = models.CharField(max_length=60)
    instrument = models.CharField(max_length=60)
    in_use = models.BooleanField(default=True)
    one_time = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "instrument"], condition=models.Q(in_use=True), name="one_way_in_in_use"
            )
        ]

    def __str__(self) -> str:
        return self.code


class Contact(models.Model):
    """How families reach a unit with what can't wait, in the unit's own words."""

    unit = models.CharField(max_length=60, primary_key=True)
    words = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.words


class LeaveCode(models.Model):
    """What staff type to leave the questions on their unit's tablet. It opens nothing but the page for signing in."""

    unit = models.CharField(max_length=60, primary_key=True)
    code = models.CharField(max_length=4)

    def __str__(self) -> str:
        return self.unit


class OneTimeCode(models.Model):
    """A code that has not been used, by its keyed hash. Nothing says who printed it or got it; using it deletes it."""

    digest = models.BinaryField(primary_key=True, max_length=32)
    way_in = models.CharField(max_length=5)
    last_month = models.CharField(max_length=7)

    class Meta:
        db_table = "one_time_code"

    def __str__(self) -> str:
        return "one-time code"
