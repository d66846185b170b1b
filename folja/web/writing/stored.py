"""Reports that are written, read back from where they are kept."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.db.models import Max
from django.utils import timezone

from folja.reports.frozen import FrozenReport
from folja.vocabulary.period import Period
from folja.web.organisation.models import Account, Role
from folja.web.organisation.units import tree
from folja.web.writing.models import Assignment, Claim, ReleasedReport, Remark, SectionText, StoredReport, Turn


def report_of(template: str, unit: str, period: Period) -> StoredReport | None:
    """The report as far as anybody has done something with it."""
    return StoredReport.objects.filter(template=template, unit=unit, period=str(period)).first()


def latest_texts(report: StoredReport | None) -> Mapping[str, SectionText]:
    """Each section's latest version, by key."""
    if report is None:
        return {}
    newest = SectionText.objects.filter(report=report).values("key").annotate(newest=Max("version"))
    versions = {row["key"]: row["newest"] for row in newest}
    found = SectionText.objects.filter(report=report).select_related("saved_by")
    return {text.key: text for text in found if text.version == versions[text.key]}


def texts_of(template: str, unit: str, period: Period) -> Mapping[str, str]:
    """What the report says in people's own words, by key."""
    return {key: text.words for key, text in latest_texts(report_of(template, unit, period)).items()}


def diary_number_of(template: str, unit: str, period: Period) -> str:
    """The report's number in the municipality's diary; nothing where it has none."""
    report = report_of(template, unit, period)
    return report.diary_number if report else ""


def versions_of(report: StoredReport | None, key: str) -> list[SectionText]:
    """A section's versions, the latest first."""
    if report is None:
        return []
    return list(SectionText.objects.filter(report=report, key=key).select_related("saved_by").order_by("-version"))


def claims_of(report: StoredReport | None) -> Mapping[str, list[Account]]:
    """Who writes just now, by section."""
    found: dict[str, list[Account]] = {}
    now = timezone.now()
    for claim in Claim.objects.filter(report=report, until__gt=now).select_related("account") if report else ():
        found.setdefault(claim.key, []).append(claim.account)
    return found


def assignments_of(report: StoredReport | None) -> Mapping[str, Assignment]:
    """Who is to write what, by section."""
    found = Assignment.objects.filter(report=report).select_related("account") if report else ()
    return {one.key: one for one in found}


def remarks_of(report: StoredReport | None) -> list[Remark]:
    """All remarks on a report, the oldest first."""
    return list(Remark.objects.filter(report=report).select_related("said_by")) if report else []


def latest_turn(report: StoredReport | None) -> Turn | None:
    """Where the report is on its way; None while nobody has handed it in."""
    return Turn.objects.filter(report=report).select_related("by").order_by("-pk").first() if report else None


def is_locked(turn: Turn | None) -> bool:
    """Whether the texts wait to be approved, or are approved and not taken up again."""
    return turn is not None and turn.kind in (Turn.Kind.HANDED_IN, Turn.Kind.APPROVED)


def released_with(number: int) -> ReleasedReport | None:
    """The report of a number."""
    return ReleasedReport.objects.select_related("report", "approved_by", "handed_in_by").filter(number=number).first()


def latest_released(report: StoredReport | None) -> ReleasedReport | None:
    """The one that holds: no later one takes its place."""
    return ReleasedReport.objects.filter(report=report).order_by("-number").first() if report else None


def released_of(units: Iterable[str], period: Period) -> list[ReleasedReport]:
    """The approved reports of units for a tertial that no later one takes the place of, by number."""
    found = ReleasedReport.objects.select_related("report").filter(replaced_by=None, report__period=str(period))
    return list(found.filter(report__unit__in=list(units)))


def frozen(released: ReleasedReport) -> FrozenReport:
    """What was approved. Raises Refused when it is not as it was."""
    return _read(released.document, released.hash)


@lru_cache(maxsize=16)
def _read(document: str, hash_: str) -> FrozenReport:
    return FrozenReport.from_json(document, expected_hash=hash_)


def handed_in(turn: Turn) -> FrozenReport:
    """What waits to be approved, as it was handed in."""
    return _read(turn.document, turn.hash)


def turned(units: Iterable[str], kind: Turn.Kind) -> list[Turn]:
    """The reports of units whose latest turn is of a kind, by that turn, the oldest first."""
    latest = StoredReport.objects.filter(unit__in=list(units)).annotate(latest=Max("turns__pk")).values("latest")
    found = Turn.objects.filter(pk__in=latest, kind=kind)
    return list(found.select_related("report", "by").order_by("pk"))


def writers_of(unit: str) -> list[Account]:
    """Those who may write at a unit: who registers there, and who manages it or a unit above."""
    path = tree().path(unit)
    managing = Role.objects.filter(unit__in=path, kind__in=(Role.Kind.MANAGES, Role.Kind.LEADS_CITY))
    is_leaf = tree()[unit].kind == "unit"
    registering = Role.objects.filter(unit__in=path, kind=Role.Kind.REGISTERS) if is_leaf else Role.objects.none()
    accounts = {*managing.values_list("account", flat=True), *registering.values_list("account", flat=True)}
    return list(Account.objects.filter(pk__in=accounts, is_active=True).order_by("first_name", "email"))
