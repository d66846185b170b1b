"""What units have published on "Ni sa – vi gjorde". What families said is read from frozen figures, not kept here."""

from django.db import models


class StoredLeaflet(models.Model):
    """What one unit did after one tertial, in its manager's words by language, as JSON. Only actions.py writes it."""

    unit = models.CharField(max_length=60)
    period = models.CharField(max_length=6)
    did = models.TextField()
    published_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "period"], name="one_leaflet_of_a_tertial")]

    def __str__(self) -> str:
        return f"{self.unit} {self.period}"
