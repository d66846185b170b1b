"""The only writer of wordings: drafts of one's own, approvals, and taking an approval back."""

import secrets
from collections.abc import Mapping

from django.db import transaction

from folja.screening.cleaning import in_one_line
from folja.vocabulary.clock import today
from folja.vocabulary.languages import BY_CODE
from folja.vocabulary.problem import Problem, Refused, problem, refuse
from folja.vocabulary.text import REQUIRED, Language
from folja.web.locks import alone
from folja.web.organisation.actions import note
from folja.web.organisation.models import Account
from folja.web.wordings.holes import holes
from folja.web.wordings.models import FIRST, Edition, StoredWording
from folja.web.wordings.sources import all_sources

LONGEST = 1000
APPROVED, DRAFT = StoredWording.Status.APPROVED, StoredWording.Status.DRAFT


@transaction.atomic
def approve(language: Language, wordings: Mapping[str, str], account: Account | None, *, by: str = "") -> None:
    """Let families read these words, by the Swedish ones they stand for. `by` names who approves without an account.

    Raises Refused for the first that can't stand for the Swedish; then none is approved.
    """
    alone("wordings", language)
    fit = _fit(language, wordings)
    _put(language, fit, APPROVED, by or _name(account))
    StoredWording.objects.filter(language=language, swedish__in=fit, status=DRAFT).delete()
    _changed(account, "wordings approved", f"{language} {len(fit)}")


@transaction.atomic
def keep_drafts(language: Language, wordings: Mapping[str, str], account: Account | None) -> None:
    """Keep words that somebody is still to read. What families read meanwhile is what was approved before.

    Raises Refused for the first that can't stand for the Swedish; then none is kept.
    """
    alone("wordings", language)
    fit = _fit(language, wordings)
    _put(language, fit, DRAFT, _name(account))
    _changed(account, "wordings drafted", f"{language} {len(fit)}")


@transaction.atomic
def take_back(language: Language, swedish: str, account: Account | None) -> None:
    """Families no longer read what was approved. It becomes a draft, unless another waits already."""
    alone("wordings", language)
    standing = StoredWording.objects.filter(language=language, swedish=swedish)
    if standing.filter(status=DRAFT).exists():
        standing.filter(status=APPROVED).delete()
    else:
        standing.filter(status=APPROVED).update(status=DRAFT, by=_name(account), on=today())
    _changed(account, "wording taken back", language)


def unfit(swedish: str, words: str) -> Problem | None:
    """Why these words can't stand for the Swedish ones, if they can't: the same rule at every door."""
    if not words:
        return problem("words", sv="Skriv översättningen.", en="write the translation")
    if len(words) > LONGEST:
        return problem(
            "words",
            sv=f"Översättningen är {len(words)} tecken. Korta den till {LONGEST}.",
            en=f"the translation has {len(words)} characters; shorten it to {LONGEST}",
        )
    if holes(words) != holes(swedish):
        wanted = " ".join(f"{{{hole}}}" for hole in sorted(holes(swedish)))
        return problem(
            "words",
            sv=f"Det som står inom klamrar fylls i av Följa. Skriv just: {wanted}"
            if wanted
            else "Ta bort det som står inom klamrar. Den svenska texten har inget sådant.",
            en=f"what stands in braces is filled in by Följa; write exactly: {wanted or 'none'}",
        )
    return None


def _fit(language: Language, wordings: Mapping[str, str]) -> dict[str, str]:
    if language not in BY_CODE or language in REQUIRED:
        raise refuse("language", sv="Det språket översätts inte här.", en="that language is not translated here")
    known = {text.sv for text in all_sources()}
    fit = {swedish: in_one_line(words) for swedish, words in wordings.items()}
    for swedish, words in fit.items():
        if swedish not in known:
            raise refuse(
                "swedish",
                sv="Den svenska texten har ändrats sedan sidan öppnades. Ladda om sidan.",
                en="the Swedish words have changed since the page was opened; load it again",
            )
        if wrong := unfit(swedish, words):
            raise Refused([wrong])
    return fit


def _put(language: Language, wordings: Mapping[str, str], status: str, by: str) -> None:
    decided = {"language": language, "status": status, "by": by, "on": today()}
    StoredWording.objects.bulk_create(
        (StoredWording(swedish=swedish, words=words, **decided) for swedish, words in wordings.items()),
        update_conflicts=True,
        unique_fields=["language", "swedish", "status"],
        update_fields=["words", "by", "on"],
    )


def _changed(account: Account | None, action: str, about: str) -> None:
    # A name and no number: a database that was restored must not meet its own numbers again.
    Edition.objects.update_or_create(pk=FIRST, defaults={"name": secrets.token_hex(16)})
    note(account, action, about)


def _name(account: Account | None) -> str:
    return f"{account.first_name} ({account.email})" if account else ""
