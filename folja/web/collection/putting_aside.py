"""The only writer of what is put aside. A batch gathers unseen, is shown after a night, and is then kept or removed."""

import secrets
from datetime import date

from django.db import connection, transaction
from django.db.models import Count, F, QuerySet

from folja.disclosure import policy
from folja.instruments.registration import Registration, kept_answers
from folja.instruments.sheet import Sheet
from folja.vocabulary.clock import today
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Refused, refuse
from folja.web.collection.actions import use_receipt
from folja.web.collection.because import Because
from folja.web.collection.checking import Saved, checked
from folja.web.collection.models import Batch, PutAside
from folja.web.collection.months import hold_months, refuse_closed
from folja.web.collection.receipt import random_key
from folja.web.collection.volumes import are_of, refresh_volumes
from folja.web.leftovers import empty_log
from folja.web.locks import MONTHS, NIGHT, alone

KEEP = (
    "INSERT INTO registration (key, unit, month, instrument, version, answers, late) "
    "SELECT key, unit, month, instrument, version, answers, late FROM put_aside JOIN batch ON batch_id = code "
    "WHERE code = %s"
)
REMOVE = "DELETE FROM put_aside WHERE batch_id = %s"


def put_aside(receipt: str, sheet: Sheet, because: Because) -> Saved:
    """Save one family's answers where they count for nothing until a manager decides. Sending them twice is harmless.

    No receipt fits them either. The night passes before, so that nothing of a day is shown on that day.
    Raises Refused as `actions.record`.
    """
    one = checked(sheet)
    pass_night(today())
    with transaction.atomic():
        hold_months()  # nor is the batch shown meanwhile
        refuse_closed(sheet.month)
        if not use_receipt(receipt):
            return "already_saved"
        batch = _gathering(one, because)
        PutAside.objects.create(key=random_key(), batch=batch, answers=kept_answers(one), late=one.late)
    return "saved"


def pass_night(day: date) -> None:
    """What happens once a night, for everybody at once: volumes are counted, put-aside batches with enough are shown.

    It happens before anything is read or put aside on a day, and concerns what was there then.
    """
    if are_of(day):
        return
    with transaction.atomic():
        alone(NIGHT)
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
    alone(MONTHS)
    refuse_closed(Month.parse(_shown(batch).month))
    _empty(batch, KEEP)


@transaction.atomic
def discard(batch: str) -> None:
    """Delete a shown batch. Its receipts are used up, so a copy on its way stays out. Raises Refused."""
    alone(MONTHS)
    _empty(_shown(batch).code)


def decided_already() -> Refused:
    """What is said to who comes second."""
    return refuse(
        "",
        sv="Det är redan bestämt vad som ska hända med de svaren. Gå till Familjen för att se om några fler är "
        "lagda åt sidan.",
        en="those answers have been decided about already; see Families for any others that are put aside",
    )


def _gathering(one: Registration, because: Because) -> Batch:
    """The one of its kind that has not been shown."""
    least = policy.shipped().least_put_aside
    batch, _ = Batch.objects.get_or_create(
        unit=one.unit,
        month=str(one.month),
        instrument=one.instrument,
        version=one.version,
        because=because,
        shown=False,
        defaults={"code": secrets.token_hex(8), "least": least + secrets.randbelow(least)},
    )
    return batch


def _gathering_in(tertial: Period) -> QuerySet[Batch]:
    return Batch.objects.filter(shown=False, month__range=(str(tertial.first), str(tertial.last)))


def _show(batches: QuerySet[Batch]) -> None:
    alone(MONTHS)  # what is shown takes no more rows
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
