"""Teams, their rounds, what they have chosen to do, and yearly surveys, which only actions.py writes; answers, which
only taking.py writes and closing deletes.

No column of an answer says who answered, when or in which order. The table is kept by random keys, as are
registrations.
"""

from django.db import models


class StoredTeam(models.Model):
    """People of several services who work together around children and parents. `agencies` are their names as JSON.

    Who answers a yearly survey of a unit is kept as a team too, without agencies: `survey` says which.
    """

    key = models.CharField(max_length=20, primary_key=True)
    unit = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    agencies = models.TextField()
    survey = models.CharField(max_length=60, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "survey"], condition=~models.Q(survey=""), name="one_crowd_of_a_survey"
            )
        ]

    def __str__(self) -> str:
        return self.name


class StoredRound(models.Model):
    """One round of a team, its first, second and so on by `turn`.

    `progress` says in a word how far it has come, as of the night before `told_on`. `words` are statements worded anew,
    as JSON. After closing, `release` is all that is left of it.
    """

    code = models.CharField(max_length=5, primary_key=True)
    team = models.ForeignKey(StoredTeam, models.PROTECT)
    kind = models.CharField(max_length=60)
    words = models.TextField(default="{}")
    opens_on = models.DateField()
    closes_on = models.DateField()
    invited = models.PositiveSmallIntegerField()
    turn = models.PositiveSmallIntegerField(default=1)
    one_time = models.BooleanField(default=False)
    progress = models.CharField(max_length=10, default="few")
    told_on = models.DateField(null=True)
    release = models.TextField(default="")
    checksum = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team"], condition=models.Q(release=""), name="one_round_of_a_team_is_open")
        ]

    def __str__(self) -> str:
        return self.code


class TeamAnswer(models.Model):
    """What one person has answered, until the round is closed."""

    key = models.BinaryField(primary_key=True, max_length=32)
    round = models.CharField(max_length=5)
    answers = models.TextField()

    class Meta:
        db_table = "team_answer"

    def __str__(self) -> str:
        return "an answer"


class EnteredYear(models.Model):
    """One year of a yearly survey at a unit, counted elsewhere and entered."""

    unit = models.CharField(max_length=60)
    survey = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    entered_by = models.CharField(max_length=60, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.survey} {self.unit} {self.year}"


class StoredSurvey(EnteredYear):
    """The year that holds, a document as JSON."""

    document = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "survey", "year"], name="one_survey_of_a_year")]


class PastSurvey(EnteredYear):
    """That a year was corrected: who had entered what held until then, and on which day it held last.

    What it was is not kept: one answer that came late could be worked out from the numbers before it and after.
    """

    last_on = models.DateField()


class TeamAction(models.Model):
    """What a team has decided to do after a round, and how it went."""

    key = models.CharField(max_length=20, primary_key=True)
    team = models.ForeignKey(StoredTeam, models.PROTECT)
    round = models.ForeignKey(StoredRound, models.PROTECT)
    axis = models.CharField(max_length=60)
    words = models.CharField(max_length=200)
    who = models.CharField(max_length=120)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, default="planned")
    went = models.CharField(max_length=400, default="")

    def __str__(self) -> str:
        return self.words
