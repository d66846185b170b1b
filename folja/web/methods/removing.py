"""Takes words away for good because they tell who somebody is: out of all that is kept of a method and of its copies.

The only place where words are taken away. Everything that holds what somebody has written of a method is walked through
here: a table that is added to models.py and may hold words is added to `_holding`. tests/web/test_removing.py looks for
the words in every table of the database.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal
from urllib.parse import unquote

from django.db import models, transaction
from django.db.models import Q

from folja.methods.method import About, Answer, Method, method_as_json, method_from_json
from folja.screening.cleaning import cleaned
from folja.vocabulary import clock
from folja.vocabulary.problem import refuse
from folja.web.locks import alone
from folja.web.methods.actions import latest_of, named, save_text, show
from folja.web.methods.models import (
    MethodEdition,
    MethodReference,
    MethodRemark,
    MethodText,
    MethodTurn,
    StoredMethod,
)
from folja.web.methods.stored import ABOUT, about_as_json, about_of, answer_of, copies_of, forget_editions
from folja.web.organisation.actions import note
from folja.web.organisation.models import Account
from folja.web.organisation.scope import read_scope

MARK = "[borttaget]"
NAMELESS = "Metod utan namn"
LEAST, LONGEST = 3, 6000  # signs

Kind = Literal["text", "about", "remark", "turn", "reference", "edition", "origin"]


@dataclass(frozen=True)
class Passage:
    """Words that are to go, wherever they stand: with other spaces, in capitals, or as whose something is (Lisas).

    An address that leads to them goes as a whole: a part of it would be another page's.
    """

    words: str

    @cached_property
    def _found(self) -> re.Pattern[str]:
        return _pattern(self.words)

    @cached_property
    def _in_addresses(self) -> re.Pattern[str]:
        """The same as an address has it: å is often a there, and a hyphen stands for a space."""
        said = _read_out(self.words)
        return _pattern(said if len(said) >= LEAST else self.words)

    def is_in_address(self, address: str) -> bool:
        return bool(self._found.search(address) or self._in_addresses.search(_read_out(address)))

    def out_of(self, words: str) -> str:
        """What is left, with a mark where the words stood; nothing where nothing is left but marks."""
        left = _ADDRESS.sub(lambda one: MARK if self.is_in_address(one[0]) else one[0], words)
        left = self._found.sub(MARK, left)
        if left == words:
            return words
        return cleaned(left) if re.search(r"\w", left.replace(MARK, "")) else ""


@dataclass(frozen=True)
class Holding:
    """A row that holds the words, and what its columns say without them; `is_gone` where nothing else is left."""

    kind: Kind
    row: models.Model
    without: Mapping[str, Any]
    is_gone: bool = False


@dataclass(frozen=True)
class Stands:
    """Where words stand: how many rows of each kind, and in how many copies of the method."""

    of_kind: Mapping[Kind, int]
    copies: int

    @property
    def number(self) -> int:
        return sum(self.of_kind.values())


def where(key: str, words: str, account: Account) -> Stands:
    """Where words stand in a method and its copies. Raises Refused as `remove`."""
    passage = _checked(key, words, account)
    found = list(_holding(_with_copies(key), passage))
    return _told(key, found)


@transaction.atomic
def remove(key: str, words: str, account: Account) -> Stands:
    """Take words away for good out of a method and its copies, and say where they stood.

    What was there, when and by whom stays, and so does the rest of a text. Whoever has the old text before them is then
    shown both when they save. Who takes words away has written nothing by it. A draft says that it is another than
    before, and one that was reviewed waits to be reviewed again. Doing it twice is harmless.
    Raises Refused for who does not manage the unit, and for so few signs that they stand everywhere.
    """
    passage, methods = _checked(key, words, account), _with_copies(key, held=True)
    found = list(_holding(methods, passage))
    latest = [one.row for one in found if isinstance(one.row, MethodText) and _is_latest(one.row)]
    links = [one.row for one in found if isinstance(one.row, MethodReference) and not one.row.is_removed]
    drafts = {_method_of(row) for row in (*latest, *links)}
    for one in found:
        _take_out(one)
    for text in latest:
        _go_on_from(text)
    forget_editions()
    touched = StoredMethod.objects.filter(pk__in={_method_of(one.row) for one in found})
    for stored in touched.order_by("pk"):
        if stored.pk in drafts:
            _say_so(stored)
        show(stored)
        note(account, "method text removed", named(stored))
    return _told(key, found)


@transaction.atomic
def remove_reference(key: str, number: int, account: Account) -> None:
    """Take a file away for good, or a link wherever its address stands in the method and its copies: editions, too.

    Doing it twice is harmless. Raises Refused for who does not manage the unit.
    """
    _managed(key, account)
    methods = _with_copies(key, held=True)
    found = MethodReference.objects.filter(method=key, pk=number).defer("content").first()
    if found is None:
        return
    same = Q(pk=number) | Q(method__in=methods, address=found.address) if found.address else Q(pk=number)
    gone = dict(MethodReference.objects.filter(same).values_list("pk", "method"))
    drafts = set(MethodReference.objects.filter(same, is_removed=False).values_list("method", flat=True))
    addresses = {found.address} - {""}
    touched = set(gone.values())
    for edition in MethodEdition.objects.filter(method__in=methods):
        method = method_from_json(edition.document)
        left = tuple(one for one in method.references if one.number not in gone and one.address not in addresses)
        if left != method.references:
            edition.document = method_as_json(replace(method, references=left))
            edition.save(update_fields=["document"])
            touched.add(edition.method_id)
    MethodReference.objects.filter(pk__in=gone).delete()
    forget_editions()
    for stored in StoredMethod.objects.filter(pk__in=touched).order_by("pk"):
        if stored.pk in drafts:
            _say_so(stored)
        note(account, "method reference removed", named(stored))


def _managed(key: str, account: Account) -> StoredMethod:
    stored = StoredMethod.objects.get(key=key)
    if not read_scope(account).may_manage(stored.unit):
        raise refuse(
            "",
            sv="Det här gör den som är chef för enheten. Säg till din chef.",
            en="this is done by who manages the unit; tell your manager",
        )
    return stored


def _checked(key: str, words: str, account: Account) -> Passage:
    _managed(key, account)
    kept = " ".join(cleaned(words).split())
    if not LEAST <= len(kept) <= LONGEST:
        raise refuse(
            "passage",
            sv=f"Skriv orden som de står, minst {LEAST} tecken och högst {LONGEST}.",
            en=f"write the words as they stand, at least {LEAST} signs and at most {LONGEST}",
        )
    return Passage(kept)


def _with_copies(key: str, *, held: bool = False) -> set[str]:
    """The method, and every method that was begun from it or from one of those.

    `held` until the transaction ends: each after what it was copied from, so that no two wait for each other, and no
    new copy is made meanwhile.
    """
    found: set[str] = set()
    new = {key}
    while new:
        for method in sorted(new) if held else ():
            alone("method", method)
        found |= new
        new = copies_of(found) - found
    return found


# --- everything that holds words ------------------------------------------------------------------------------------


def _holding(methods: set[str], passage: Passage) -> Iterator[Holding]:
    for text in MethodText.objects.filter(method__in=methods):
        if text.key == ABOUT:
            yield from _of("about", text, {"words": _about_without(text, passage)})
        else:
            left = passage.out_of(text.words)
            is_gone = bool(text.words) and not left
            yield from _of("text", text, {"words": left}, is_gone=is_gone)
    for remark in MethodRemark.objects.filter(method__in=methods):
        yield from _of("remark", remark, {"words": passage.out_of(remark.words) or MARK})
    for turn in MethodTurn.objects.filter(method__in=methods).exclude(words=""):
        yield from _of("turn", turn, {"words": passage.out_of(turn.words) or MARK})
    for reference in MethodReference.objects.filter(method__in=methods).defer("content"):
        yield from _of("reference", reference, _reference_without(reference, passage))
    for edition in MethodEdition.objects.filter(method__in=methods):
        method = method_from_json(edition.document)
        kept = method_without(method, passage)
        yield from _of("edition", edition, {"document": method_as_json(kept)} if kept != method else {})
    for stored in StoredMethod.objects.filter(pk__in=methods).exclude(origin=""):
        origin = json.loads(stored.origin)
        told = origin | {"name": passage.out_of(origin["name"]) or NAMELESS}
        yield from _of("origin", stored, {"origin": json.dumps(told, ensure_ascii=False)} if told != origin else {})


def _of(kind: Kind, row: models.Model, columns: Mapping[str, Any], *, is_gone: bool = False) -> Iterator[Holding]:
    other = {name: value for name, value in columns.items() if getattr(row, name) != value}
    if other:
        yield Holding(kind, row, other, is_gone)


def _about_without(text: MethodText, passage: Passage) -> str:
    about = about_of(text)
    kept = about_without(about, passage)
    return about_as_json(kept) if kept != about else text.words


def about_without(about: About, passage: Passage) -> About:
    """What a method is called and in short, without the words."""
    name = passage.out_of(about.name) or (NAMELESS if about.name else "")
    return replace(about, name=name, summary=passage.out_of(about.summary))


def method_without(method: Method, passage: Passage) -> Method:
    """A method without the words. An answer of which nothing is left is not answered."""
    answers = {key: Answer(one.judgement, passage.out_of(one.words)) for key, one in method.answers.items()}
    kept = {key: one for key, one in answers.items() if one.words or not method.answers[key].words}
    references = tuple(
        replace(one, title=passage.out_of(one.title) or MARK)
        for one in method.references
        if not passage.is_in_address(one.address)
    )
    origin = method.origin and replace(method.origin, name=passage.out_of(method.origin.name) or NAMELESS)
    return replace(
        method, about=about_without(method.about, passage), answers=kept, references=references, origin=origin
    )


def _reference_without(reference: MethodReference, passage: Passage) -> Mapping[str, Any]:
    if passage.is_in_address(reference.address):
        return {"title": MARK, "address": "", "is_removed": True}
    ending = f".{reference.kind}" if reference.kind else ""
    return {"title": (passage.out_of(reference.title.removesuffix(ending)) or MARK) + ending}


def _pattern(words: str) -> re.Pattern[str]:
    inside = r"\s+".join(map(re.escape, words.split()))
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"s?(?!\w)" if words[-1:].isalnum() else ""
    return re.compile(before + inside + after, re.IGNORECASE)


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+?(?=[.,;:!?)]*(?:\s|$))", re.IGNORECASE)
_LETTERS_OF_A_HOST = re.compile(r"xn--([a-z0-9-]+)", re.IGNORECASE)
"""How a host's name has letters beyond a to z: xn--sa-lindstrm-18a2s for åsa-lindström."""


def _read_out(address: str) -> str:
    """What an address says to who reads it: its words, with their letters as a to z, and a space between them."""
    said = _LETTERS_OF_A_HOST.sub(lambda one: _host(one[1]) or one[0], address)
    while (unquoted := unquote(said)) != said:  # an address inside another's is quoted once more
        said = unquoted
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", said) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", letters))


def _host(letters: str) -> str:
    try:
        return letters.encode("ascii").decode("punycode")
    except UnicodeError:
        return ""


# --- taking out -----------------------------------------------------------------------------------------------------


def _take_out(one: Holding) -> None:
    values = dict(one.without) | ({"judgement": "", "is_removed": True} if one.is_gone else {})
    for name, value in values.items():
        setattr(one.row, name, value)
    one.row.save(update_fields=values)


def _is_latest(text: MethodText) -> bool:
    latest = latest_of(text.method, text.key)
    return latest is not None and latest.pk == text.pk


def _go_on_from(text: MethodText) -> None:
    """A version after the one that was changed: whoever writes from the old one is told when they save."""
    now = MethodText.objects.get(pk=text.pk)
    save_text(text.method, text.key, answer_of(now), now.version, None)


def _say_so(stored: StoredMethod) -> None:
    """Tell those who write and review that the draft is another. What was reviewed waits to be reviewed again."""
    MethodTurn.objects.create(method=stored, kind=MethodTurn.Kind.REMOVED, at=clock.now(), by=None)
    if stored.state == StoredMethod.State.REVIEWED:
        stored.state = StoredMethod.State.ASKED
        stored.save()


def _method_of(row: models.Model) -> str:
    return row.key if isinstance(row, StoredMethod) else row.method_id  # type: ignore[attr-defined]


def _told(key: str, found: Sequence[Holding]) -> Stands:
    copies = {_method_of(one.row) for one in found} - {key}
    return Stands(Counter(one.kind for one in found), len(copies))
