"""Methods read back from where they are kept."""

import json
from collections.abc import Collection, Mapping
from functools import lru_cache

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from folja.methods.method import About, Answer, Method, Origin, Reference, method_from_json
from folja.web.methods.models import (
    MethodClaim,
    MethodEdition,
    MethodReference,
    MethodRemark,
    MethodText,
    MethodTurn,
    StoredMethod,
)
from folja.web.organisation.models import Account
from folja.web.organisation.scope import Scope, read_scope

ABOUT = "about"
"""The text that holds what a method is called, in short, and what it is found by."""


def stored_method(key: str) -> StoredMethod | None:
    """The method of a key."""
    return StoredMethod.objects.filter(key=key).first()


def latest_texts(stored: StoredMethod) -> Mapping[str, MethodText]:
    """Each answer's latest version, by question; those before it are not read."""
    versions = MethodText.objects.filter(method=OuterRef("method"), key=OuterRef("key")).order_by("-version")
    newest = Subquery(versions.values("version")[:1])
    found = MethodText.objects.filter(method=stored, version=newest).select_related("saved_by")
    return {text.key: text for text in found}


def latest_version(stored: StoredMethod, key: str) -> int:
    """The number of an answer's latest version; 0 where nobody has answered."""
    versions = MethodText.objects.filter(method=stored, key=key).order_by("-version").values_list("version", flat=True)
    return versions.first() or 0


def draft(stored: StoredMethod, texts: Mapping[str, MethodText] | None = None) -> Method:
    """The method as it now is."""
    texts = latest_texts(stored) if texts is None else texts
    answers = {key: answer_of(text) for key, text in texts.items() if key != ABOUT}
    return Method(
        key=stored.key,
        unit=stored.unit,
        about=about_of(texts.get(ABOUT)),
        answers={key: answer for key, answer in answers.items() if not answer.is_empty},
        references=tuple(Reference(one.key, one.title, one.address, one.pk) for one in references_of(stored)),
        origin=Origin(**json.loads(stored.origin)) if stored.origin else None,
    )


def answer_of(text: MethodText | None) -> Answer:
    """What a version answers."""
    return Answer(text.judgement, text.words) if text else Answer()  # type: ignore[arg-type]


def about_of(text: MethodText | None) -> About:
    """What a version says that the method is called, and the rest of it."""
    if text is None or not text.words:
        return About("")
    values = json.loads(text.words)
    return About(values["name"], values["summary"], {key: tuple(one) for key, one in values["facets"].items()})


def about_as_json(about: About) -> str:
    """The same text for the same thing."""
    facets = {key: list(codes) for key, codes in about.facets.items()}
    values = {"name": about.name, "summary": about.summary, "facets": facets}
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def edition_of(stored: StoredMethod, number: int = 0) -> MethodEdition | None:
    """An edition by its number; the latest for 0."""
    return MethodEdition.objects.filter(method=stored, number=number or stored.edition).first()


def editions_of(stored: StoredMethod) -> list[MethodEdition]:
    """All of them, the latest first."""
    return list(MethodEdition.objects.filter(method=stored).order_by("-number").defer("document"))


def published(edition: MethodEdition) -> Method:
    """What was published."""
    return _read(edition.document)


def forget_editions() -> None:
    """Let none that has been read stay in memory."""
    _read.cache_clear()


@lru_cache(maxsize=64)
def _read(document: str) -> Method:
    return method_from_json(document)


def versions_of(stored: StoredMethod, key: str) -> list[MethodText]:
    """The versions of an answer or of what the method is called, the latest first."""
    return list(MethodText.objects.filter(method=stored, key=key).select_related("saved_by").order_by("-version"))


def claims_of(stored: StoredMethod) -> Mapping[str, list[Account]]:
    """Who writes just now, by question."""
    found: dict[str, list[Account]] = {}
    for claim in MethodClaim.objects.filter(method=stored, until__gt=timezone.now()).select_related("account"):
        found.setdefault(claim.key, []).append(claim.account)
    return found


def remarks_of(stored: StoredMethod) -> list[MethodRemark]:
    """All remarks and suggestions, the oldest first."""
    return list(MethodRemark.objects.filter(method=stored).select_related("said_by"))


def references_of(stored: StoredMethod) -> list[MethodReference]:
    """The draft's links and files, without what is in the files."""
    return list(MethodReference.objects.filter(method=stored, is_removed=False).defer("content"))


def references_in(stored: StoredMethod, method: Method) -> list[MethodReference]:
    """The links and files that the draft or an edition refers to: those of an edition stay as they were."""
    numbers = [one.number for one in method.references]
    return list(MethodReference.objects.filter(method=stored, pk__in=numbers).defer("content"))


def latest_turn(stored: StoredMethod, *kinds: MethodTurn.Kind) -> MethodTurn | None:
    """The latest turn of some kinds, else of those by which a method goes on; None while there is none."""
    of = kinds or set(MethodTurn.Kind) - {MethodTurn.Kind.REMOVED}
    return MethodTurn.objects.filter(method=stored, kind__in=of).select_related("by").order_by("-pk").first()


def writers(stored: StoredMethod) -> list[Account]:
    """Who has written since the last edition, or since the method was begun."""
    published_ = MethodTurn.objects.filter(method=stored, kind=MethodTurn.Kind.PUBLISHED).order_by("-pk").first()
    texts = MethodText.objects.filter(method=stored)
    since = texts.filter(saved_at__gt=published_.at) if published_ else texts
    return list(Account.objects.filter(pk__in=since.values("saved_by")).order_by("first_name", "email"))


def to_review(account: Account) -> list[StoredMethod]:
    """The methods that wait for a review by the account: it writes there, and has neither asked nor written."""
    waiting = StoredMethod.objects.filter(state=StoredMethod.State.ASKED, unit__in=_described_by(account))
    return [one for one in waiting.order_by("name", "key") if not _has_part(account, one)]


def sent_back_to(account: Account) -> list[StoredMethod]:
    """The methods that a reviewer has sent back and that the account has written in."""
    turns = MethodTurn.objects.filter(method=OuterRef("pk")).exclude(kind=MethodTurn.Kind.REMOVED).order_by("-pk")
    drafts = StoredMethod.objects.filter(state=StoredMethod.State.DRAFT, unit__in=_described_by(account))
    sent_back = drafts.annotate(latest=Subquery(turns.values("kind")[:1])).filter(latest=MethodTurn.Kind.SENT_BACK)
    return [one for one in sent_back.order_by("name", "key") if account in writers(one)]


def _described_by(account: Account) -> list[str]:
    scope = read_scope(account)
    return [unit.code for unit in scope.reads_rooms if scope.may_describe(unit.code)]


def _has_part(account: Account, stored: StoredMethod) -> bool:
    asking = latest_turn(stored, MethodTurn.Kind.ASKED)
    return (asking is not None and asking.by == account) or account in writers(stored)


def copies_of(keys: Collection[str]) -> set[str]:
    """The methods that were begun as copies of some."""
    copied = StoredMethod.objects.exclude(origin="").values_list("key", "origin")
    return {copy for copy, origin in copied if json.loads(origin)["key"] in keys}


def readable(scope: Scope) -> Q:
    """The methods that are found: all that are published, and those of the units whose rooms one reads."""
    return Q(edition__gt=0) | Q(unit__in=[unit.code for unit in scope.reads_rooms])
