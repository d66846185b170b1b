"""Units, accounts, roles and the audit log. Only actions.py writes them."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by e-mail however it is capitalised."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """Somebody who signs in. What they register is never joined to them."""

    email = models.EmailField(unique=True)
    first_name = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    last_login = None  # the audit log has the sign-ins

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []


class StoredUnit(models.Model):
    """A unit as it is kept; `units.tree` gives all of them as a UnitTree. Months are text: 2021-03."""

    code = models.CharField(max_length=60, primary_key=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_constraint=False)
    staff = models.PositiveIntegerField(null=True)
    valid_from = models.CharField(max_length=7, null=True)  # noqa: DJ001  null is not known, as in Unit
    valid_to = models.CharField(max_length=7, null=True)  # noqa: DJ001
    successor = models.CharField(max_length=60, null=True)  # noqa: DJ001
    place = models.PositiveIntegerField()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.name


class FixedUnits(models.Model):
    """The units that an open tertial is counted in, as JSON. Changes of units are for the tertials that have no row."""

    period = models.CharField(max_length=6, primary_key=True)
    document = models.TextField()

    class Meta:
        ordering = ["period"]

    def __str__(self) -> str:
        return self.period


class Role(models.Model):
    """What an account does at a unit, and at all units below it."""

    class Kind(models.TextChoices):
        REGISTERS = "registers"
        MANAGES = "manages"
        LEADS_CITY = "leads_city"

    account = models.ForeignKey(Account, models.CASCADE, related_name="roles")
    unit = models.ForeignKey(StoredUnit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "unit", "kind"], name="one_role_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.unit_id}"


class Logo(models.Model):
    """A logo, drawn anew as PNG, by the hash of its bytes: a page of a report that once had it finds it."""

    hash = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.hash


class MunicipalityLook(models.Model):
    """In whose name and look reports are from now on: one row. `contact` is a line of text for each line."""

    name = models.CharField(max_length=80)
    contact = models.TextField(blank=True)
    accent = models.CharField(max_length=7, blank=True)
    logo = models.ForeignKey(Logo, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.name


class AuditEntry(models.Model):
    """That somebody signed in, exported or administered something, and when. Never a registration."""

    at = models.DateTimeField(auto_now_add=True)
    account = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    action = models.CharField(max_length=40)
    about = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.action} {self.about}".strip()
