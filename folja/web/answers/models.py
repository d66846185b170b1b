"""The ways in to families' questions, how a unit says that it is reached, and the code of its tablet. Only actions.py
writes them.

Neither knows of an answer: those are registrations like all others (folja.web.collection.models).
"""

from django.db import models


class WayIn(models.Model):
    """A code that leads to one unit's questions of one kind. A replaced one stays, so that nobody gets it again."""

    code = models.CharField(max_length=5, primary_key=True)
    unit = models.CharField(max_length=60)
    instrument = models.CharField(max_length=60)
    in_use = models.BooleanField(default=True)

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
