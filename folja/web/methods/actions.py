"""Writes what people say of methods, and what becomes of it. Only removing.py writes of methods, too."""

import json
import secrets
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from folja.methods.method import About, Answer, Origin, method_as_json
from folja.methods.typology import shipped
from folja.vocabulary import clock
from folja.vocabulary.problem import refuse
from folja.web.locks import alone
from folja.web.methods import finding
from folja.web.methods.files import MOST, checked_file
from folja.web.methods.models import (
    MethodClaim,
    MethodEdition,
    MethodReference,
    MethodRemark,
    MethodText,
    MethodTurn,
    StoredMethod,
)
from folja.web.methods.stored import (
    ABOUT,
    about_as_json,
    about_of,
    answer_of,
    claims_of,
    copies_of,
    draft,
    edition_of,
    latest_texts,
    latest_turn,
    published,
    references_of,
    writers,
)
from folja.web.methods.written import TypedAnswer, checked_about, checked_answer, checked_link, checked_title
from folja.web.organisation.actions import note
from folja.web.organisation.models import Account
from folja.web.organisation.scope import read_scope
from folja.web.organisation.units import tree
from folja.web.writing.actions import WRITES_FOR
from folja.web.writing.written import Typed, checked


@dataclass(frozen=True)
class Place:
    """One answer of one method."""

    method: str
    key: str

    def __str__(self) -> str:
        return f"{self.method} {self.key}"


class Overtaken(Exception):
    """Somebody else has saved the answer since it was read. `latest` is what stands there; nothing was changed.

    `typed` is what was to be saved, None of what a method is called.
    """

    def __init__(self, latest: MethodText, typed: TypedAnswer | None = None) -> None:
        self.latest, self.typed = latest, typed
        super().__init__("somebody else has saved the answer")


# --- a method and what it is called ---------------------------------------------------------------------------------


@transaction.atomic
def make(unit: str, about: About, account: Account, *, names_nobody: bool = False) -> str:
    """Begin to describe a method of a unit; its key.

    Raises Refused as `checked_about`, and for who does not describe methods at that unit.
    """
    _checked_place(unit, account)
    kept = checked_about(about, tree(), names_nobody=names_nobody)
    stored = StoredMethod.objects.create(key=secrets.token_hex(6), unit=unit, name=kept.name)
    save_text(stored, ABOUT, Answer(words=about_as_json(kept)), 0, account)
    show(stored)
    note(account, "method begun", named(stored))
    return stored.key


@transaction.atomic
def save_about(key: str, about: About, seen: int, account: Account, *, names_nobody: bool = False) -> int:
    """Save what a method is called and whom it is for, as the version after `seen`; the version that now holds.

    Raises Refused as `checked_about` and `open_method`, Overtaken when somebody else has saved since.
    """
    stored, kept = open_method(key, account), checked_about(about, tree(), names_nobody=names_nobody)
    latest = latest_of(stored, ABOUT)
    if latest and about_of(latest) == kept:
        return latest.version
    if latest and latest.version != seen:
        raise Overtaken(latest)
    version = save_text(stored, ABOUT, Answer(words=about_as_json(kept)), latest.version if latest else 0, account)
    MethodClaim.objects.filter(method=stored, key=ABOUT, account=account).delete()
    _show_draft(stored)
    note(account, "method text saved", f"{named(stored)}, {ABOUT}")
    return version


def restore_about(key: str, version: int, seen: int, account: Account) -> int:
    """Let an earlier version of what a method is called stand as the latest. Raises as `save_about`."""
    return save_about(key, about_of(_earlier(Place(key, ABOUT), version)), seen, account, names_nobody=True)


@transaction.atomic
def delete_draft(key: str, account: Account) -> None:
    """Delete a method that was never published, with all that is written of it.

    What was begun as a copy of it is told as one of what it was itself a copy of, and is reached from there.
    Raises Refused for who has neither written in it nor manages the unit, when it is or waits to be reviewed, and
    while somebody else writes in it.
    """
    stored = open_method(key, account)
    if not may_delete(stored, account):
        raise refuse(
            "",
            sv="Den som har skrivit i utkastet, eller är chef för enheten, kan ta bort det. Det som är publicerat "
            "står kvar.",
            en="who has written in the draft or manages the unit can delete it; what is published stays",
        )
    others = [one for claims in claims_of(stored).values() for one in claims if one != account]
    if others:
        raise refuse(
            "",
            sv=f"{others[0].first_name or others[0].email} skriver i utkastet just nu. Hör med varandra först.",
            en=f"{others[0].first_name or others[0].email} is writing in the draft just now; talk to each other first",
        )
    what = named(stored)
    if stored.origin:
        _lead_past(stored)
    finding.forget(stored)
    stored.delete()
    note(account, "method deleted", what)


def _lead_past(stored: StoredMethod) -> None:
    copies = copies_of([stored.key])
    for copy in sorted(copies):
        alone("method", copy)  # who saves in it writes the whole row
    StoredMethod.objects.filter(pk__in=copies).update(origin=stored.origin)


def may_delete(stored: StoredMethod, account: Account) -> bool:
    """Whether it was never published, and the account has written in it or manages the unit."""
    if stored.edition:
        return False
    has_written = MethodText.objects.filter(method=stored, saved_by=account).exists()
    return has_written or read_scope(account).may_manage(stored.unit)


@transaction.atomic
def take_over(key: str, unit: str, account: Account) -> None:
    """Let a method of a unit that has ended go on at the one that took over from it, or at the top where none did.

    Raises Refused for who does not describe methods there. What is published of it keeps whose it was.
    """
    stored = _held(key)
    if not any(one.code == unit for one in read_scope(account).takes_over(stored.unit)):
        raise refuse(
            "unit",
            sv="Den som skriver på enheten som tog över kan ta över metoden.",
            en="who writes at the unit that took over can take the method over",
        )
    before, stored.unit = named(stored), unit
    stored.save()
    note(account, "method taken over", f"{before} → {unit}")


@transaction.atomic
def copy_to(key: str, unit: str, account: Account) -> str:
    """Begin a method of a unit as a copy of another's latest edition, its own until then; the new key.

    Its files are not copied: what they refer to is told, and they lie where they were.
    Raises Refused for who does not describe methods at that unit.
    """
    _checked_place(unit, account)
    source = _held(key)  # what is taken out of it for good meanwhile is not copied
    edition = edition_of(source)
    copied = published(edition) if edition else draft(source)
    units = tree()
    of = units[copied.unit].name if copied.unit in units else copied.unit
    origin = Origin(source.key, copied.about.name, of, source.edition)
    written = json.dumps(asdict(origin), ensure_ascii=False)
    stored = StoredMethod.objects.create(key=secrets.token_hex(6), unit=unit, name=copied.about.name, origin=written)
    save_text(stored, ABOUT, Answer(words=about_as_json(copied.about)), 0, account)
    for question, answer in copied.answers.items():
        save_text(stored, question, answer, 0, account)
    for one in copied.references:
        if one.address:
            _refer(stored, one.question, one.title, account, address=one.address)
    show(stored)
    note(account, "method copied", f"{named(source)} → {unit}")
    return stored.key


def _checked_place(unit: str, account: Account) -> None:
    if not read_scope(account).may_describe(unit):
        raise refuse("unit", sv="Välj en enhet där du skriver.", en="choose a unit where you write")


# --- answers --------------------------------------------------------------------------------------------------------


@transaction.atomic
def save_answer(place: Place, typed: TypedAnswer, seen: int, account: Account) -> int:
    """Save an answer as the version after `seen`, which is 0 for the first; the version that now holds.

    Saving what stands there already changes nothing. Raises Refused for words that can't be kept and as `open_method`,
    Overtaken when somebody else has saved since.
    """
    answer = checked_answer(shipped().questions[place.key], typed, tree())
    stored = open_method(place.method, account)
    latest = latest_of(stored, place.key)
    if answer_of(latest) == answer:
        return latest.version if latest else 0
    if latest and latest.version != seen:
        raise Overtaken(latest, typed)
    version = save_text(stored, place.key, answer, latest.version if latest else 0, account)
    MethodClaim.objects.filter(method=stored, key=place.key, account=account).delete()
    _show_draft(stored)
    note(account, "method text saved", f"{named(stored)}, {place.key}")
    return version


def restore(place: Place, version: int, seen: int, account: Account) -> int:
    """Let an earlier version stand as the latest, as a version of its own. Raises as `save_answer`."""
    found = _earlier(place, version)
    # What was kept once has been looked through.
    return save_answer(place, TypedAnswer(found.words, found.judgement, names_nobody=True), seen, account)


def _earlier(place: Place, version: int) -> MethodText:
    found = MethodText.objects.filter(method=place.method, key=place.key, version=version, is_removed=False).first()
    if found is None:
        raise refuse("version", sv="Den texten finns inte. Läs sidan igen.", en="no such text; read the page again")
    return found


def forget_claims() -> None:
    """Delete the claims that have run out; nothing is written where none has."""
    run_out = MethodClaim.objects.filter(until__lt=timezone.now())
    if run_out.exists():
        run_out.delete()


@transaction.atomic
def claim(place: Place, account: Account) -> None:
    """Say that somebody writes in an answer just now. It runs out by itself. Raises Refused as `_described_by`."""
    stored = _described_by(place.method, account)
    forget_claims()
    until = timezone.now() + WRITES_FOR
    MethodClaim.objects.update_or_create({"until": until}, method=stored, key=place.key, account=account)


# --- remarks, links and files ---------------------------------------------------------------------------------------


@transaction.atomic
def remark(place: Place, typed: Typed, account: Account, *, is_suggestion: bool = False) -> None:
    """Say something of an answer to those who write it, or what it could say instead.

    Raises Refused for words that can't be kept, for none, and as `_described_by`.
    """
    words = checked(typed, tree())
    if not words:
        raise refuse("words", sv="Skriv vad du vill säga.", en="write what you want to say")
    stored = _described_by(place.method, account)
    said = {"said_at": clock.now(), "said_by": account}
    MethodRemark.objects.create(method=stored, key=place.key, words=words, is_suggestion=is_suggestion, **said)
    note(account, "method remark made", f"{named(stored)}, {place.key}")


@transaction.atomic
def settle(place: Place, number: int, account: Account, *, is_done: bool) -> None:
    """Say that a remark has been seen to, or that it has not. One that is not there changes nothing.

    Raises Refused as `_described_by`.
    """
    stored = _described_by(place.method, account)
    MethodRemark.objects.filter(pk=number, method=stored, key=place.key).update(is_done=is_done)


@transaction.atomic
def take_suggestion(place: Place, number: int, seen: int, account: Account) -> None:
    """Let an answer say what somebody has suggested. What it said stays in its history. Raises as `save_answer`."""
    found = MethodRemark.objects.filter(pk=number, method=place.method, key=place.key, is_suggestion=True).first()
    if found is None:
        raise refuse("remark", sv="Förslaget finns inte. Läs sidan igen.", en="no such suggestion; read the page again")
    latest = latest_of(_described_by(place.method, account), place.key)
    save_answer(place, TypedAnswer(found.words, answer_of(latest).judgement, names_nobody=True), seen, account)
    settle(place, number, account, is_done=True)


@transaction.atomic
def add_link(place: Place, title: str, address: str, account: Account, *, names_nobody: bool = False) -> None:
    """Let an answer refer to a web page. Raises Refused as `checked_link`, and where there are many already."""
    title, address = checked_link(title, address, tree(), names_nobody=names_nobody)
    stored = _with_room(place.method, account)
    _refer(stored, place.key, title, account, address=address)
    note(account, "method reference added", f"{named(stored)}, {place.key}")


@transaction.atomic
def add_file(place: Place, content: bytes, name: str, account: Account, *, names_nobody: bool = False) -> None:
    """Let a file lie with an answer. Raises Refused as `checked_file` and `checked_title`, and where there are many
    already.
    """
    kind, title = checked_file(content, name)
    title = checked_title(title, tree(), names_nobody=names_nobody)
    stored = _with_room(place.method, account)
    _refer(stored, place.key, title, account, kind=kind, content=content)
    note(account, "method reference added", f"{named(stored)}, {place.key}")


@transaction.atomic
def remove_reference(place: Place, number: int, account: Account) -> None:
    """Take a link or a file away from an answer. What an edition refers to stays there. Doing it twice is harmless."""
    stored = open_method(place.method, account)
    found = MethodReference.objects.filter(pk=number, method=stored, key=place.key, is_removed=False)
    editions = MethodEdition.objects.filter(method=stored)
    stays = any(one.number == number for edition in editions for one in published(edition).references)
    if found.update(is_removed=True) if stays else found.delete()[0]:
        note(account, "method reference removed", f"{named(stored)}, {place.key}")


# --- on its way to everybody ----------------------------------------------------------------------------------------


@transaction.atomic
def ask(key: str, account: Account) -> None:
    """Ask somebody else to review the method. Nothing is changed in it meanwhile. Doing it twice is harmless."""
    stored = _described_by(key, account)
    if stored.state == StoredMethod.State.DRAFT:
        _turn(stored, MethodTurn.Kind.ASKED, StoredMethod.State.ASKED, account)


@transaction.atomic
def take_back(key: str, account: Account) -> None:
    """Let those who write go on, whether it waits to be reviewed or is. Doing it twice is harmless."""
    stored = _described_by(key, account)
    if stored.state != StoredMethod.State.DRAFT:
        _turn(stored, MethodTurn.Kind.TAKEN_BACK, StoredMethod.State.DRAFT, account)


@transaction.atomic
def review(key: str, account: Account) -> None:
    """Say that the method has been reviewed.

    Raises Refused for who asked or has written, and where nobody has asked.
    """
    stored = _to_review(key, account)
    _turn(stored, MethodTurn.Kind.REVIEWED, StoredMethod.State.REVIEWED, account)


@transaction.atomic
def send_back(key: str, words: str, account: Account) -> None:
    """Say what is to be made better, and open the answers again. Raises Refused as `review`, and for no words."""
    stored = _to_review(key, account)
    said = checked(Typed(words, names_nobody=True), tree())
    if not said:
        raise refuse("why", sv="Skriv vad som behöver bli bättre.", en="write what has to be made better")
    _turn(stored, MethodTurn.Kind.SENT_BACK, StoredMethod.State.DRAFT, account, said)


@transaction.atomic
def publish(key: str, account: Account) -> int:
    """Let everybody who signs in read the method, as an edition that is never changed; its number.

    Raises Refused where it has not been reviewed, and for who neither manages the unit nor develops methods.
    """
    stored = _described_by(key, account)
    scope = read_scope(account)
    if not (scope.may_manage(stored.unit) or scope.develops):
        raise refuse(
            "",
            sv="Den som är chef eller utvecklar metoder publicerar.",
            en="who manages the unit or develops methods publishes",
        )
    if stored.state != StoredMethod.State.REVIEWED:
        raise refuse(
            "", sv="Någon annan behöver granska metoden först.", en="somebody else has to review the method first"
        )
    number = stored.edition + 1
    document = method_as_json(draft(stored))
    today = clock.today()
    MethodEdition.objects.create(
        method=stored, number=number, document=document, published_on=today, published_by=account
    )
    stored.edition = number
    _turn(stored, MethodTurn.Kind.PUBLISHED, StoredMethod.State.DRAFT, account)
    stored.save()
    show(stored)
    return number


def open_method(key: str, account: Account) -> StoredMethod:
    """The method, while it can be changed.

    Raises Refused when it waits to be reviewed, or is, and as `_described_by`.
    """
    stored = _described_by(key, account)
    if stored.state != StoredMethod.State.DRAFT:
        raise refuse(
            "",
            sv="Metoden granskas, så svaren går inte att ändra. Ta tillbaka den först.",
            en="the method is being reviewed, so its answers can't be changed; take it back first",
        )
    return stored


def _held(key: str) -> StoredMethod:
    """The method, held until the transaction ends: one changes it at a time."""
    if not transaction.get_connection().in_atomic_block:
        return StoredMethod.objects.get(key=key)
    alone("method", key)
    return StoredMethod.objects.get(key=key)


def _described_by(key: str, account: Account) -> StoredMethod:
    """The method, held. Raises Refused for who does not describe methods at its unit, or no longer does."""
    stored = _held(key)
    if not read_scope(account).may_describe(stored.unit):
        raise refuse("", sv="Du skriver inte på den enheten.", en="you do not write at that unit")
    return stored


def _to_review(key: str, account: Account) -> StoredMethod:
    stored = _described_by(key, account)
    turn = latest_turn(stored, MethodTurn.Kind.ASKED)
    if stored.state != StoredMethod.State.ASKED or turn is None:
        raise refuse(
            "",
            sv="Ingen har bett om granskning. Läs sidan igen.",
            en="nobody has asked for a review; read the page again",
        )
    if turn.by == account:
        raise refuse(
            "",
            sv="Du har bett om granskningen själv, så någon annan behöver göra den.",
            en="you have asked for the review yourself, so somebody else has to make it",
        )
    if account in writers(stored):
        raise refuse(
            "",
            sv="Du har själv skrivit i texten, så någon annan behöver granska den. Nya ögon ser mer.",
            en="you have written in the text yourself, so somebody else has to review it; new eyes see more",
        )
    return stored


def _turn(
    stored: StoredMethod, kind: MethodTurn.Kind, state: StoredMethod.State, account: Account, words: str = ""
) -> None:
    MethodTurn.objects.create(method=stored, kind=kind, at=clock.now(), by=account, words=words)
    stored.state = state
    stored.save()
    note(account, f"method {kind.value.replace('_', ' ')}", named(stored))


def latest_of(stored: StoredMethod, key: str) -> MethodText | None:
    """An answer's latest version."""
    return MethodText.objects.filter(method=stored, key=key).order_by("-version").first()


def save_text(stored: StoredMethod, key: str, answer: Answer, before: int, account: Account | None) -> int:
    said = {"judgement": answer.judgement, "words": answer.words}
    MethodText.objects.create(
        method=stored, key=key, version=before + 1, saved_at=clock.now(), saved_by=account, **said
    )
    return before + 1


def _with_room(key: str, account: Account) -> StoredMethod:
    stored = open_method(key, account)
    if len(references_of(stored)) >= MOST:
        raise refuse(
            "address",
            sv=f"Metoden har redan {MOST} länkar och filer. Ta bort någon först.",
            en=f"the method has {MOST} links and files already; remove one first",
        )
    return stored


def _refer(
    stored: StoredMethod,
    key: str,
    title: str,
    account: Account,
    *,
    address: str = "",
    kind: str = "",
    content: bytes | None = None,
) -> None:
    added = {"added_at": clock.now(), "added_by": account}
    what = {"title": title, "address": address, "kind": kind, "content": content}
    MethodReference.objects.create(method=stored, key=key, **what, **added)


def _show_draft(stored: StoredMethod) -> None:
    """What is written is shown and found at once, as long as everybody reads no edition instead."""
    if not stored.edition:
        show(stored)


def show(stored: StoredMethod) -> None:
    """Let the catalogue show and find what everybody reads: the latest edition, or the draft until there is one."""
    edition = edition_of(stored) if stored.edition else None
    method = published(edition) if edition else draft(stored, latest_texts(stored))
    stored.name, stored.summary = method.about.name, method.about.summary
    stored.save()
    finding.index(stored, method, shipped())


def named(stored: StoredMethod) -> str:
    """Which method, without words that somebody has written."""
    return f"{stored.unit} {stored.key}"
