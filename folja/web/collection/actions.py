"""The only writer of registrations, used keys and the hashes of imported files; but for what is put aside and kept.

No function here knows who asks: what an account may do is decided before, by its scope.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from contextlib import nullcontext

from django.conf import settings
from django.db import connection, transaction

from folja.disclosure.fixed_units import Units
from folja.instruments.registration import Registration, kept_answers
from folja.instruments.sheet import Sheet
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Refused, refuse
from folja.web.collection.checking import Saved, checked
from folja.web.collection.models import ImportedFile, StoredRegistration, UsedKey
from folja.web.collection.months import hold_months, refuse_closed
from folja.web.collection.receipt import key_of, random_key, read_receipt
from folja.web.locks import MONTHS, alone, together_and_alone
from folja.web.organisation.units import refuse_unless_there, units_in
from folja.web.publication.models import closed_until

Row = tuple[bytes, str, str, str, int, str, bool]

# Written out, because Django has no words for what a conflict leaves, nor for changing keys.
INSERT = (
    "INSERT INTO registration (key, unit, month, instrument, version, answers, late) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (key) DO NOTHING"
)
INSERT_WHERE_OPEN = (
    "INSERT INTO registration (key, unit, month, instrument, version, answers, late) "
    "SELECT %s, %s, %s, %s, %s, %s, %s "
    "WHERE NOT EXISTS (SELECT 1 FROM publication_closedtertial WHERE period >= %s) "
    "AND NOT EXISTS (SELECT 1 FROM used_key WHERE key = %s) ON CONFLICT (key) DO NOTHING"
)
KEYS_IN = "SELECT key FROM registration WHERE month BETWEEN %s AND %s"
USE_KEY = "INSERT INTO used_key (key) VALUES (%s) ON CONFLICT (key) DO NOTHING"
NEW_KEY = "UPDATE registration SET key = %s WHERE key = %s"


def record(receipt: str, sheet: Sheet) -> Saved:
    """Save one sheet. Sending it twice is harmless.

    Raises Refused: answers that are not valid, a month that is closed or has not begun, a version that is
    not the month's, and a receipt that another sheet was saved with.
    """
    key = key_of(read_receipt(receipt))
    row = _row(key, checked(sheet))
    if _insert_where_open(receipt, row, sheet.month.tertial):
        return "saved"
    with transaction.atomic():
        hold(receipt)
        # First, or who never heard that it was saved would be told, once the month is closed, to save it again.
        if _is_spent(key) or _is_there(row):
            return "already_saved"
        refuse_closed(sheet.month)
        if _insert(row):
            return "saved"
    raise _another_is_there()


def correct(receipt: str, sheet: Sheet) -> None:
    """Replace what was saved with this receipt. Raises Refused as `record`, and when there is nothing to replace."""
    key = key_of(read_receipt(receipt))
    row = _row(key, checked(sheet))
    with transaction.atomic():
        hold(receipt)
        _refuse_too_late(key)
        refuse_closed(sheet.month)
        _delete(key)
        _insert(row)


def replace(receipt: str, sheet: Sheet) -> None:
    """Save one sheet in the place of what was saved with this receipt, if anything was: how a device sends what it
    has changed before it knew whether the first came. Raises Refused as `record`, and for what has been taken back."""
    key = key_of(read_receipt(receipt))
    row = _row(key, checked(sheet))
    with transaction.atomic():
        hold(receipt)
        _refuse_too_late(key)
        refuse_closed(sheet.month)
        if not _insert(row):
            _delete(key)
            _insert(row)


def withdraw(receipt: str) -> None:
    """Take back what was saved with this receipt. Raises Refused when there is nothing that can be taken back.

    The key counts as used from then on, so that a copy still on its way does not undo the withdrawal.
    """
    key = key_of(read_receipt(receipt))
    with transaction.atomic():
        hold(receipt)
        _delete(key)
        UsedKey.objects.create(key=key)


def hold(receipt: str) -> None:
    """Nobody else does anything with a receipt until the transaction ends, and no month is closed."""
    together_and_alone(MONTHS, "receipt", key_of(read_receipt(receipt)).hex())


def use_receipt(receipt: str) -> bool:
    """Use up a receipt for what is kept elsewhere and joined to nothing. Whether it had not been used before."""
    with connection.cursor() as cursor:
        cursor.execute(USE_KEY, (key_of(read_receipt(receipt)),))
        return cursor.rowcount == 1


def record_unlinked(receipt: str, sheet: Sheet) -> Saved:
    """Save one family's answers under a key that no receipt fits. Sending them twice is harmless.

    The receipt is only used up: it stands in the family's form, and who has seen it there can't find, change or take
    back what was answered. Raises Refused as `record`.
    """
    row = _row(random_key(), checked(sheet))
    with transaction.atomic():
        hold(receipt)
        refuse_closed(sheet.month)
        if not use_receipt(receipt):
            return "already_saved"
        _insert(row)
    return "saved"


def import_registrations(registrations: Iterable[Registration], content: bytes, *, dry_run: bool = False) -> int:
    """Save checked registrations from a file, all or none. Returns how many; a dry run saves none of them.

    Raises Refused for a file that has been taken in before, for months that are closed and units that were not there.
    """
    digest = _keyed_hash(content)
    with transaction.atomic():
        hold_months()
        alone("imported file", digest)
        if ImportedFile.objects.filter(digest=digest).exists():
            raise refuse(
                "",
                sv="Den här filen är redan inläst. Är den ändrad, läs in bara de nya raderna.",
                en="this file has been taken in already; if it has changed, take in only the new rows",
            )
        count = add_all(registrations)
        ImportedFile.objects.create(digest=digest)
        transaction.set_rollback(dry_run)
    return count


def add_all(registrations: Iterable[Registration]) -> int:
    """Save checked registrations that nobody holds a receipt for, all or none. Returns how many.

    Raises Refused for months that are closed.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        hold_months()
        rows = [_row(random_key(), one) for one in _each_open(registrations)]
        cursor.executemany(INSERT, rows)
    return len(rows)


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


def dispose(tertials: Iterable[Period]) -> tuple[Period, ...]:
    """Delete the registrations of closed tertials; their published numbers stay. Returns those that had any.

    Used keys stay: nobody knows of which tertial one is, and a copy that a phone sends years late is still refused.
    """
    closed = closed_until()
    had = []
    with transaction.atomic():
        alone(MONTHS)
        for tertial in tertials:
            assert closed is not None
            assert tertial.last <= closed.last, "only what is counted is disposed of"
            months = [str(month) for month in tertial.months]
            if StoredRegistration.objects.filter(month__in=months).delete()[0]:
                had.append(tertial)
    return tuple(had)


def _each_open(registrations: Iterable[Registration]) -> Iterator[Registration]:
    """Each, when its month is open and its unit was there."""
    closed = closed_until()
    units: dict[Period, Units] = {}
    for one in registrations:
        if closed is not None and one.month <= closed.last:
            raise refuse(
                "",
                sv=f"Filen har rader från {one.month.name()} eller tidigare, och de månaderna är stängda. Ta bort de "
                "raderna ur filen och registrera dem på sidan: där går det att markera att de hölls tidigare.",
                en=f"the file has rows of {one.month.name('en')} or earlier, which are closed; take them out of the "
                "file and register them one by one, marked as held earlier",
            )
        tertial = one.month.tertial
        if tertial not in units:
            units[tertial] = units_in(tertial)
        refuse_unless_there(one.unit, one.month, units[tertial])
        yield one


def _row(key: bytes, one: Registration) -> Row:
    return key, one.unit, str(one.month), one.instrument, one.version, kept_answers(one), one.late


def _insert(row: Row) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(INSERT, row)
        return cursor.rowcount == 1


def _insert_where_open(receipt: str, row: Row, tertial: Period) -> bool:
    """Save in a month that is open with a receipt that is not spent; else nothing happens, and why is to be asked.

    SQLite's single statement reads and writes with nobody in between, and keeps others out for as short as can be:
    a transaction around it would be kept open while Python's threads take turns.
    """
    with nullcontext() if connection.vendor == "sqlite" else transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            hold(receipt)
        cursor.execute(INSERT_WHERE_OPEN, (*row, str(tertial), row[0]))
        return cursor.rowcount == 1


def _is_spent(key: bytes) -> bool:
    """Whether a receipt has been used for something that is no registration, or is one no longer."""
    return UsedKey.objects.filter(key=key).exists()


def _is_there(row: Row) -> bool:
    """Whether just this has been saved with its receipt."""
    stored = StoredRegistration.objects.filter(key=row[0]).values_list(
        "unit", "month", "instrument", "version", "answers", "late"
    )
    return stored.first() == row[1:]


def _another_is_there() -> Refused:
    return refuse(
        "receipt",
        sv="Något annat är redan sparat med det här kvittot. "
        "Välj Rätta för att ändra det, eller öppna ett nytt formulär.",
        en="something else is saved with this receipt already; choose Correct to change it, or open a new form",
    )


def _refuse_too_late(key: bytes) -> None:
    """Raises Refused for what is withdrawn, or closed: it is not to be registered in another month and count twice.

    Whether an earlier try to correct it came in time nobody can tell any more: no row has its old key.
    """
    month = StoredRegistration.objects.filter(key=key).values_list("month", flat=True).first()
    closed = closed_until()
    if _is_spent(key) or (month and closed and Month.parse(month) <= closed.last):
        raise refuse(
            "receipt",
            sv="Det är redan borttaget, eller så är tertialet stängt. Då går det inte längre att ändra. Är tertialet "
            "stängt räknas det som hann sparas, så registrera det inte igen.",
            en="it has been removed already, or its tertial is closed; it can't be changed any more, and if it is "
            "closed what was saved in time counts, so do not register it again",
        )


def _delete(key: bytes) -> None:
    _refuse_too_late(key)
    if not StoredRegistration.objects.filter(key=key).delete()[0]:
        raise refuse(
            "receipt",
            sv="Inget är sparat med det här kvittot, eller så är det redan borttaget. Du behöver inte göra något.",
            en="nothing is saved with this receipt, or it has been removed already; you need do nothing",
        )


def _keyed_hash(content: bytes) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), content, hashlib.sha256).hexdigest()
