"""Units, accounts, roles and the audit log. Only actions.py writes them."""

from collections.abc import Iterator
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from folja.vocabulary.clock import now


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by e-mail however it is capitalised."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """Somebody who signs in. What they register is never joined to them."""

    email = models.EmailField(unique=True)
    first_name = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    provider = models.CharField(max_length=40, blank=True, default="")  # who lets them in; nobody else does then
    subject = models.CharField(max_length=64, blank=True, default="")  # a keyed hash of whom the provider means
    series = models.PositiveIntegerField(default=0)  # sessions of an earlier series have ended
    last_login = None  # the audit log has the sign-ins

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "subject"], condition=~models.Q(subject=""), name="one_account_of_a_subject"
            )
        ]

    def get_session_auth_hash(self) -> str:
        """Another when the password or the series is: a session holds only while it is the same."""
        return str(
            salted_hmac(
                "folja.web.organisation.session", f"{self.password} {self.series}", algorithm="sha256"
            ).hexdigest()
        )

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """None: there is one key, kept in the home folder."""
        yield from ()


class SecondStep(models.Model):
    """What an account's app on the phone makes its codes of, encrypted, and the latest code that was used."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="second_step")
    secret = models.BinaryField()
    used = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.account_id)


class RecoveryCode(models.Model):
    """A keyed hash of a code that lets somebody in once, without the phone."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.account_id)


class StoredUnit(models.Model):
    """A unit as it is kept; `units.tree` gives all of them as a UnitTree. Months are text: 2021-03."""

    code = models.CharField(max_length=60, primary_key=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_constraint=False)
    staff = models.PositiveIntegerField(null=True)
    valid_from = models.CharField(max_length=7, null=True)  # noqa: DJ001  null is not known, as in Unit
    valid_to = models.CharField(max_length=7, null=True)  # noqa: DJ001
    successor = models.TextField(null=True)  # noqa: DJ001  codes, with | between
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
        REPRESENTS = "represents"
        MANAGES = "manages"
        LEADS_CITY = "leads_city"
        READS = "reads"
        DEVELOPS = "develops"
        ADMINISTERS = "administers"

    account = models.ForeignKey(Account, models.CASCADE, related_name="roles")
    unit = models.ForeignKey(StoredUnit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)

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

    at = models.DateTimeField(default=now)
    account = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    action = models.CharField(max_length=40)
    about = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.action} {self.about}".strip()
