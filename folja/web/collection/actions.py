"""The only writer of registrations, of what is put aside, used keys and the hashes of imported files.

No function here knows who asks: what an account may do is decided before, by its scope.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, F, QuerySet

from folja.disclosure import policy
from folja.disclosure.fixed_units import Units
from folja.instruments.loading import Instruments, shipped
from folja.instruments.registration import Registration
from folja.instruments.validation import registration
from folja.vocabulary.clock import today
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Refused, refuse
from folja.web.collection.models import Batch, ImportedFile, PutAside, StoredRegistration, UsedKey
from folja.web.collection.months import refuse_closed
from folja.web.collection.receipt import key_of, random_key, read_receipt
from folja.web.collection.volumes import are_of, refresh_volumes
from folja.web.leftovers import empty_log
from folja.web.organisation.units import refuse_unless_there, units_in
from folja.web.publication.models import closed_until

Saved = Literal["saved", "already_saved"]
Row = tuple[bytes, str, str, str, int, str, bool]

# Written out, because Django has no words for what a conflict leaves, nor for changing keys.
INSERT = (
    "INSERT INTO registration (key, unit, month, instrument, version, answers, late) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (key) DO NOTHING"
)
KEYS_IN = "SELECT key FROM registration WHERE month BETWEEN %s AND %s"
USE_KEY = "INSERT INTO used_key (key) VALUES (%s) ON CONFLICT (key) DO NOTHING"
KEEP = (
    "INSERT INTO registration (key, unit, month, instrument, version, answers, late) "
    "SELECT key, unit, month, instrument, version, answers, late FROM put_aside JOIN batch ON batch_id = code "
    "WHERE code = %s"
)
REMOVE = "DELETE FROM put_aside WHERE batch_id = %s"
NEW_KEY = "UPDATE registration SET key = %s WHERE key = %s"


def record(
    receipt: str,
    instrument: str,
    version: int,
    unit: str,
    month: Month,
    answers: Mapping[str, Any],
    *,
    late: bool = False,
    instruments: Instruments | None = None,
) -> Saved:
    """Save one sheet. Sending it twice is harmless.

    Raises Refused: answers that are not valid, a month that is closed or has not begun, a version that is
    not the month's, and a receipt that another sheet was saved with.
    """
    sheet = _checked(instruments or shipped(), instrument, version, unit, month, answers, late)
    key = key_of(read_receipt(receipt))
    row = _row(key, sheet)
    with transaction.atomic():
        refuse_closed(month)
        if _is_spent(key):
            return "already_saved"
        if _insert(row):
            return "saved"
    return _already(row)


def correct(
    receipt: str,
    instrument: str,
    version: int,
    unit: str,
    month: Month,
    answers: Mapping[str, Any],
    *,
    late: bool = False,
    instruments: Instruments | None = None,
) -> None:
    """Replace what was saved with this receipt. Raises Refused as `record`, and when there is nothing to replace."""
    sheet = _checked(instruments or shipped(), instrument, version, unit, month, answers, late)
    key = key_of(read_receipt(receipt))
    with transaction.atomic():
        refuse_closed(month)
        _delete(key)
        _insert(_row(key, sheet))


def replace(
    receipt: str,
    instrument: str,
    version: int,
    unit: str,
    month: Month,
    answers: Mapping[str, Any],
    *,
    late: bool = False,
    instruments: Instruments | None = None,
) -> None:
    """Save one sheet in the place of what was saved with this receipt, if anything was: how a device sends what it
    has changed before it knew whether the first came. Raises Refused as `record`, and for what has been taken back."""
    sheet = _checked(instruments or shipped(), instrument, version, unit, month, answers, late)
    key = key_of(read_receipt(receipt))
    with transaction.atomic():
        refuse_closed(month)
        if not _insert_unused(key, sheet):
            _delete(key)
            _insert(_row(key, sheet))


def withdraw(receipt: str) -> None:
    """Take back what was saved with this receipt. Raises Refused when there is nothing that can be taken back.

    The key counts as used from then on, so that a copy still on its way does not undo the withdrawal.
    """
    key = key_of(read_receipt(receipt))
    with transaction.atomic():
        _delete(key)
        UsedKey.objects.create(key=key)


def use_receipt(receipt: str) -> bool:
    """Use up a receipt for what is kept elsewhere and joined to nothing. Whether it had not been used before."""
    with connection.cursor() as cursor:
        cursor.execute(USE_KEY, (key_of(read_receipt(receipt)),))
        return cursor.rowcount == 1


def record_unlinked(
    receipt: str,
    instrument: str,
    version: int,
    unit: str,
    month: Month,
    answers: Mapping[str, Any],
    *,
    late: bool = False,
) -> Saved:
    """Save one family's answers under a key that no receipt fits. Sending them twice is harmless.

    The receipt is only used up: it stands in the family's form, and who has seen it there can't find, change or take
    back what was answered. Raises Refused as `record`.
    """
    sheet = _checked(shipped(), instrument, version, unit, month, answers, late)
    with transaction.atomic():
        refuse_closed(month)
        if not use_receipt(receipt):
            return "already_saved"
        _insert(_row(random_key(), sheet))
    return "saved"


def put_aside(
    receipt: str,
    instrument: str,
    version: int,
    unit: str,
    month: Month,
    answers: Mapping[str, Any],
    because: str,
    *,
    late: bool = False,
) -> Saved:
    """Save one family's answers where they count for nothing until a manager decides. Sending them twice is harmless.

    No receipt fits them either. The night passes before, so that nothing of a day is shown on that day.
    Raises Refused as `record`.
    """
    sheet = _checked(shipped(), instrument, version, unit, month, answers, late)
    pass_night(today())
    with transaction.atomic():
        refuse_closed(month)
        if not use_receipt(receipt):
            return "already_saved"
        batch = _gathering(sheet, because)
        PutAside.objects.create(key=random_key(), batch=batch, answers=_written(sheet), late=late)
    return "saved"


def pass_night(day: date) -> None:
    """What happens once a night, for everybody at once: volumes are counted, put-aside batches with enough are shown.

    It happens before anything is read or put aside on a day, and concerns what was there then.
    """
    if are_of(day):
        return
    with transaction.atomic():
        if not are_of(day):  # somebody else may just have been first
            refresh_volumes(day)
            _show(Batch.objects.all())


def show_put_aside(tertial: Period) -> None:
    """Show what holds enough without waiting for the night, since the tertial is about to be closed."""
    _show(_gathering_in(tertial))


@transaction.atomic
def keep_few(tertial: Period) -> None:
    """Make registrations of what is put aside in a tertial and has not been shown: too few to decide about.

    To be run in the transaction that seals.
    """
    for batch in list(_gathering_in(tertial)):
        _empty(batch.code, KEEP)


@transaction.atomic
def keep(batch: str) -> None:
    """Make registrations of a shown batch. Raises Refused when it has been decided about, and for a closed month."""
    refuse_closed(Month.parse(_shown(batch).month))
    _empty(batch, KEEP)


@transaction.atomic
def discard(batch: str) -> None:
    """Delete a shown batch. Its receipts are used up, so a copy on its way stays out. Raises Refused."""
    _empty(_shown(batch).code)


def decided_already() -> Refused:
    """What is said to who comes second."""
    return refuse(
        "",
        sv="Det är redan bestämt vad som ska hända med de svaren. Gå till Familjen för att se om några fler är "
        "lagda åt sidan.",
        en="those answers have been decided about already; see Families for any others that are put aside",
    )


def import_registrations(sheets: Iterable[Registration], content: bytes, *, dry_run: bool = False) -> int:
    """Save checked registrations from a file, all or none. Returns how many; a dry run saves none of them.

    Raises Refused for a file that has been taken in before, for months that are closed and units that were not there.
    """
    digest = _keyed_hash(content)
    with transaction.atomic():
        if ImportedFile.objects.filter(digest=digest).exists():
            raise refuse(
                "",
                sv="Den här filen är redan inläst. Är den ändrad, läs in bara de nya raderna.",
                en="this file has been taken in already; if it has changed, take in only the new rows",
            )
        count = add_all(sheets)
        ImportedFile.objects.create(digest=digest)
        transaction.set_rollback(dry_run)
    return count


def add_all(sheets: Iterable[Registration]) -> int:
    """Save checked registrations that nobody holds a receipt for, all or none. Returns how many.

    Raises Refused for months that are closed.
    """
    before = StoredRegistration.objects.count()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(INSERT, [_row(random_key(), sheet) for sheet in _each_open(sheets)])
    return StoredRegistration.objects.count() - before


def rekey(tertial: Period) -> None:
    """Give the rows of a closed tertial fresh random keys, so that no receipt fits them.

    Only the list of used keys remains, joined to nothing. To be run in the transaction that freezes.
    """
    span = (str(tertial.first), str(tertial.last))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(KEYS_IN, span)
        keys = [bytes(key) for (key,) in cursor.fetchall()]
        cursor.executemany(USE_KEY, [(key,) for key in keys])
        cursor.executemany(NEW_KEY, [(random_key(), key) for key in keys])


def _each_open(sheets: Iterable[Registration]) -> Iterator[Registration]:
    """Each sheet, when its month is open and its unit was there."""
    closed = closed_until()
    units: dict[Period, Units] = {}
    for sheet in sheets:
        if closed is not None and sheet.month <= closed.last:
            raise refuse(
                "",
                sv=f"Filen har rader från {sheet.month.name()} eller tidigare, och de månaderna är stängda. Ta bort de "
                "raderna ur filen och registrera dem på sidan: där går det att markera att de hölls tidigare.",
                en=f"the file has rows of {sheet.month.name('en')} or earlier, which are closed; take them out of the "
                "file and register them one by one, marked as held earlier",
            )
        tertial = sheet.month.tertial
        if tertial not in units:
            units[tertial] = units_in(tertial)
        refuse_unless_there(sheet.unit, sheet.month, units[tertial])
        yield sheet


def _checked(
    instruments: Instruments,
    code: str,
    version: int,
    unit: str,
    month: Month,
    answers: Mapping[str, Any],
    late: bool,
) -> Registration:
    current = instruments.in_force(code, month) if code in instruments else None
    if current is None or current.version != version:
        raise refuse(
            "version",
            sv=f"Frågorna är andra i {month.name()}. Öppna sidan på nytt för den månaden.",
            en=f"the questions are others in {month.name('en')}; open the page again for that month",
        )
    refuse_unless_there(unit, month, units_in(month.tertial))
    return registration(current, unit, month, answers, today=today(), late=late)


def _row(key: bytes, sheet: Registration) -> Row:
    return key, sheet.unit, str(sheet.month), sheet.instrument, sheet.version, _written(sheet), sheet.late


def _written(sheet: Registration) -> str:
    return json.dumps(sheet.answers, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _gathering(sheet: Registration, because: str) -> Batch:
    """The one of its kind that has not been shown."""
    least = policy.shipped().least_put_aside
    batch, _ = Batch.objects.get_or_create(
        unit=sheet.unit,
        month=str(sheet.month),
        instrument=sheet.instrument,
        version=sheet.version,
        because=because,
        shown=False,
        defaults={"code": secrets.token_hex(8), "least": least + secrets.randbelow(least)},
    )
    return batch


def _gathering_in(tertial: Period) -> QuerySet[Batch]:
    return Batch.objects.filter(shown=False, month__range=(str(tertial.first), str(tertial.last)))


def _show(batches: QuerySet[Batch]) -> None:
    enough = batches.annotate(rows=Count("putaside")).filter(rows__gte=F("least"))
    Batch.objects.filter(code__in=list(enough.values_list("code", flat=True))).update(shown=True)


def _shown(code: str) -> Batch:
    found = Batch.objects.filter(code=code, shown=True).first()
    if found is None:
        raise decided_already()
    return found


def _empty(batch: str, *before: str) -> None:
    with connection.cursor() as cursor:
        for statement in (*before, REMOVE):
            cursor.execute(statement, (batch,))
    Batch.objects.filter(code=batch).delete()
    transaction.on_commit(empty_log)


def _insert(row: Row) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(INSERT, row)
        return cursor.rowcount == 1


def _insert_unused(key: bytes, sheet: Registration) -> bool:
    return not _is_spent(key) and _insert(_row(key, sheet))


def _is_spent(key: bytes) -> bool:
    """Whether a receipt has been used for something that is no registration, or is one no longer."""
    return UsedKey.objects.filter(key=key).exists()


def _already(row: Row) -> Saved:
    stored = StoredRegistration.objects.filter(key=row[0]).values_list(
        "unit", "month", "instrument", "version", "answers", "late"
    )
    if stored.first() == row[1:]:
        return "already_saved"
    raise refuse(
        "receipt",
        sv="Något annat är redan sparat med det här kvittot. "
        "Välj Rätta för att ändra det, eller öppna ett nytt formulär.",
        en="something else is saved with this receipt already; choose Correct to change it, or open a new form",
    )


def _delete(key: bytes) -> None:
    found = StoredRegistration.objects.filter(key=key)
    month = found.values_list("month", flat=True).first()
    if month is not None:
        refuse_closed(Month.parse(month))
        found.delete()
        return
    if UsedKey.objects.filter(key=key).exists():
        raise refuse(
            "receipt",
            sv="Det är redan borttaget, eller så är tertialet stängt. Då går det inte längre att ändra.",
            en="it has been removed already, or its tertial is closed; it can't be changed any more",
        )
    raise refuse(
        "receipt",
        sv="Inget är sparat med det här kvittot, eller så är det redan borttaget. Du behöver inte göra något.",
        en="nothing is saved with this receipt, or it has been removed already; you need do nothing",
    )


def _keyed_hash(content: bytes) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), content, hashlib.sha256).hexdigest()
