"""The only writer of ways in, units' ways of contact and their tablets' codes, and the only one to decide about what is
put aside.

Families' answers are written by collection.actions and collection.putting_aside.
"""

import secrets

from django.db import transaction

from folja.vocabulary.problem import refuse
from folja.web.answers.code import new_code
from folja.web.answers.models import Contact, LeaveCode, WayIn
from folja.web.answers.one_time import forget_codes
from folja.web.collection import putting_aside
from folja.web.collection.aside import Aside
from folja.web.locks import alone
from folja.web.organisation.actions import note
from folja.web.organisation.models import Account

LONGEST_CONTACT = 200


@transaction.atomic
def make_way_in(unit: str, instrument: str, account: Account | None, *, replaces: str = "") -> WayIn:
    """A way in to these questions, in the place of the one that is named.

    Who asks twice, or after a colleague, gets the one that is there: no code goes out of use unseen.
    """
    alone("way in", unit, instrument)
    present = WayIn.objects.filter(unit=unit, instrument=instrument, in_use=True).first()
    if present and present.code != replaces:
        return present
    if present:
        WayIn.objects.filter(code=present.code).update(in_use=False)
        forget_codes(present.code)
    one_time = present is not None and present.one_time
    made = WayIn.objects.create(code=_free_code(), unit=unit, instrument=instrument, one_time=one_time)
    note(account, "way in replaced" if present else "way in made", f"{unit} {instrument}")
    return made


@transaction.atomic
def ask_for_one_time_codes(code: str, account: Account | None, *, ask: bool) -> None:
    """Let each answer at a way in take a code that works once, or no longer. The codes handed out are then void."""
    changed = WayIn.objects.filter(code=code, in_use=True, one_time=not ask).update(one_time=ask)
    if not changed:
        return
    if not ask:
        forget_codes(code)
    note(account, "one-time codes on" if ask else "one-time codes off", code)


@transaction.atomic
def write_contact(unit: str, words: str, account: Account | None) -> None:
    """Say how families reach the unit; with no words, nothing is said. Raises Refused for too many."""
    words = " ".join(words.split())
    if len(words) > LONGEST_CONTACT:
        raise refuse(
            "contact",
            sv=f"Texten är {len(words)} tecken. Korta den till {LONGEST_CONTACT}.",
            en=f"the text has {len(words)} characters; shorten it to {LONGEST_CONTACT}",
        )
    if words:
        Contact.objects.update_or_create(unit=unit, defaults={"words": words})
    else:
        Contact.objects.filter(unit=unit).delete()
    note(account, "contact changed", unit)


@transaction.atomic
def make_leave_code(unit: str, account: Account | None) -> str:
    """A new code for leaving the questions on the unit's tablet, in the place of the one there was."""
    code = f"{secrets.randbelow(10_000):04}"
    LeaveCode.objects.update_or_create(unit=unit, defaults={"code": code})
    note(account, "tablet code made", unit)
    return code


@transaction.atomic
def decide(aside: Aside, account: Account | None, *, keep: bool) -> None:
    """Let the answers that were put aside count, or remove them. Raises Refused when somebody has decided already."""
    (putting_aside.keep if keep else putting_aside.discard)(aside.code)
    note(
        account,
        "put aside kept" if keep else "put aside removed",
        f"{aside.unit} {aside.instrument} {aside.month} {aside.because} {aside.code}",
    )


def _free_code() -> str:
    while WayIn.objects.filter(code=(code := new_code())).exists():
        pass
    return code
