"""Which municipalities a national installation trusts, and the publications they have handed over."""

from django.db import models


class TrustedMunicipality(models.Model):
    """A municipality by its code, with the public key that its files are checked with."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=80)
    key = models.CharField(max_length=80)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class TakenPublication(models.Model):
    """What a municipality published of a tertial, as its file had it. It is kept for as long as what it is part of."""

    municipality = models.ForeignKey(TrustedMunicipality, models.PROTECT, related_name="taken")
    period = models.CharField(max_length=6)
    document = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["period", "municipality"]
        constraints = [models.UniqueConstraint(fields=["municipality", "period"], name="one_publication_of_a_tertial")]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.period}"
