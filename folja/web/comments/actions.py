"""The only writer of comments, citations and wishes."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from functools import partial

from django.db import transaction

from folja.disclosure import policy
from folja.disclosure.policy import Policy
from folja.instruments.loading import shipped
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import refuse
from folja.web.collection.actions import use_receipt
from folja.web.collection.months import hold_months, refuse_closed
from folja.web.collection.receipt import random_key
from folja.web.comments.models import Citation, Comment, WaitingComment, Wish
from folja.web.comments.written import look_through
from folja.web.leftovers import PATIENCE, empty_log
from folja.web.locks import alone
from folja.web.organisation.actions import note
from folja.web.organisation.models import Account
from folja.web.organisation.units import tree
from folja.web.publication.models import frozen_before, is_over

THEMES = "comment_theme"  # the classification
AT_A_TIME = 500  # keys that a database looks for


def receive(receipt: str, unit: str, month: Month, written: str, *, verified: bool = False) -> None:
    """Keep a comment until enough wait with it and its tertial is closed. Sending it twice is harmless.

    `verified` when it came with a one-time code. Raises Refused for words that can't be taken and a closed month.
    """
    words = _sound(written)

    def keep() -> None:
        refuse_closed(month)
        key, tertial = random_key(), str(month.tertial)
        WaitingComment.objects.create(key=key, unit=unit, tertial=tertial, words=words, verified=verified)

    _if_unused(receipt, keep)


def receive_wish(receipt: str, unit: str, written: str) -> None:
    """Show the unit at once what a family wants it to do. Sending it twice is harmless. Raises Refused as `receive`."""
    words = _sound(written)
    _if_unused(receipt, lambda: Wish.objects.create(key=random_key(), unit=unit, words=words))


def release(tertial: Period) -> None:
    """Let units read what was written until the end of a tertial, where enough wait. To be run as it is frozen.

    Decided once: what has been released stays the same, and what has not waits for the next closing.
    """
    rules = policy.shipped()
    ended = WaitingComment.objects.filter(tertial__lte=str(tertial))
    for unit in sorted(set(ended.values_list("unit", flat=True))):
        batch = together(list(ended.filter(unit=unit)), rules)
        Comment.objects.bulk_create(
            Comment(key=random_key(), unit=unit, tertial=str(tertial), words=comment.words) for comment in batch
        )
        WaitingComment.objects.filter(key__in=[comment.key for comment in batch]).delete()


def together(waiting: Sequence[WaitingComment], rules: Policy) -> Sequence[WaitingComment]:
    """Those of a unit's waiting comments that are enough to be read together.

    Anybody can send a comment without a code, also several to be alone with another's; therefore more of those.
    """
    if len(waiting) >= rules.least_comments:
        return waiting
    verified = [comment for comment in waiting if comment.verified]
    return verified if len(verified) >= rules.least_verified_comments else ()


@transaction.atomic
def dispose(day: date) -> None:
    """Delete what has been readable for as long as the policy says, and what has waited as long in vain."""
    months = policy.shipped().comment_months
    Comment.objects.filter(tertial__in=[str(tertial) for tertial in frozen_before(day, months)]).delete()
    for tertial in set(WaitingComment.objects.values_list("tertial", flat=True)):
        if is_over(Period.parse(tertial).last.last_day, months, day):
            WaitingComment.objects.filter(tertial=tertial).delete()
    transaction.on_commit(empty_log)


def sort(comment: Comment, theme: str) -> None:
    """Say what a comment is about; with no theme, nothing. It then counts as read. Raises Refused for another theme."""
    themes = {value.code for value in shipped().classifications[THEMES].values}
    if theme and theme not in themes:
        raise refuse("theme", sv="Välj ett av temana.", en="choose one of the themes")
    Comment.objects.filter(key=comment.key).update(theme=theme, is_read=True)


def mark_read(unit: str, tertial: Period) -> None:
    """Mark all of a unit's comments of a tertial as read."""
    Comment.objects.filter(unit=unit, tertial=str(tertial)).update(is_read=True)


@transaction.atomic
def remove(comment: Comment, account: Account | None) -> None:
    """Dispose of a comment before its time. What was cited of it stays."""
    Comment.objects.filter(key=comment.key).delete()
    note(account, "comment removed", f"{comment.unit} {comment.tertial}")
    transaction.on_commit(empty_log)


@transaction.atomic
def cite(comment: Comment, written: str, account: Account | None, *, identifies_nobody: bool) -> None:
    """Lift words out of a comment to the unit's report. Doing it twice is harmless.

    Raises Refused unless somebody says that they tell of nobody.
    """
    words = _sound(written)
    if not identifies_nobody:
        raise refuse(
            "identifies_nobody",
            sv="Läs citatet en gång till. Kan ingen kännas igen, kryssa i rutan.",
            en="read the quote once more; if nobody can be recognised, tick the box",
        )
    alone("citations", comment.unit, comment.tertial)
    made = {"key": random_key()}
    _, is_new = Citation.objects.get_or_create(made, unit=comment.unit, tertial=comment.tertial, words=words)
    Comment.objects.filter(key=comment.key).update(is_read=True)
    if is_new:
        note(account, "comment cited", f"{comment.unit} {comment.tertial}")


@transaction.atomic
def withdraw_citation(citation: Citation, account: Account | None) -> None:
    """Take words out of the report again."""
    Citation.objects.filter(key=citation.key).delete()
    note(account, "citation removed", f"{citation.unit} {citation.tertial}")


@transaction.atomic
def fulfil(wish: Wish) -> None:
    """Delete what has been done. It is not noted: when, would say when somebody wrote."""
    Wish.objects.filter(key=wish.key).delete()
    transaction.on_commit(empty_log)


@transaction.atomic
def fulfil_all(unit: str, keys: Collection[bytes], account: Account | None) -> None:
    """Delete many of a unit's wishes at once: those that somebody has seen, and none that came since."""
    in_order = sorted(keys)
    for start in range(0, len(in_order), AT_A_TIME):
        Wish.objects.filter(unit=unit, key__in=in_order[start : start + AT_A_TIME]).delete()
    note(account, "wishes done", unit)
    transaction.on_commit(empty_log)


def add_all(unit: str, tertial: Period, texts: Iterable[str]) -> None:
    """Keep comments that nobody holds a receipt for: those of a demo."""
    WaitingComment.objects.bulk_create(
        WaitingComment(key=random_key(), unit=unit, tertial=str(tertial), words=_sound(text), verified=False)
        for text in texts
    )


@transaction.atomic
def _if_unused(receipt: str, keep: Callable[[], object]) -> None:
    """The receipt is used up and joined to nothing; no log has what is kept beside an answer that came just before."""
    hold_months()
    if use_receipt(receipt):
        keep()
        transaction.on_commit(partial(empty_log, patience=PATIENCE), robust=True)


def _sound(written: str) -> str:
    looked = look_through(written, tree())
    if looked.wrong:
        raise refuse(
            "words",
            sv="Texten är tom eller för lång, eller innehåller ett personnummer, ett telefonnummer eller "
            "en e-postadress.",
            en="the text is empty or too long, or holds a personal number, telephone number or e-mail address",
        )
    return looked.words
