"""The only writer of wordings: drafts of one's own, approvals, and taking an approval back."""

import secrets
from collections.abc import Mapping

from django.db import transaction

from folja.vocabulary.clock import today
from folja.vocabulary.languages import BY_CODE
from folja.vocabulary.problem import Problem, Refused, problem, refuse
from folja.vocabulary.text import REQUIRED, Language
from folja.web.organisation.actions import note
from folja.web.organisation.models import Account
from folja.web.wordings.holes import holes
from folja.web.wordings.models import FIRST, Edition, StoredWording
from folja.web.wordings.sources import all_sources
from folja.web.wordings.written import cleaned

LONGEST = 1000


@transaction.atomic
def approve(language: Language, swedish: str, words: str, account: Account | None, *, by: str = "") -> None:
    """Let families read these words. `by` names who approves where that is no account. Raises Refused."""
    _write(language, {swedish: words}, StoredWording.Status.APPROVED, account, by)
    note(account, "wording approved", language)


@transaction.atomic
def approve_all(language: Language, wordings: Mapping[str, str], account: Account | None, *, by: str = "") -> None:
    """Approve many at once. Raises Refused for the first that can't be; then none is."""
    _write(language, wordings, StoredWording.Status.APPROVED, account, by)
    note(account, "wordings approved", f"{language} {len(wordings)}")


@transaction.atomic
def keep_drafts(language: Language, wordings: Mapping[str, str], account: Account | None) -> None:
    """Keep translations that somebody is still to read. What was approved for those words no longer is."""
    _write(language, wordings, StoredWording.Status.DRAFT, account, "")
    note(account, "wordings drafted", f"{language} {len(wordings)}")


@transaction.atomic
def take_back(language: Language, swedish: str, account: Account | None) -> None:
    """Families no longer read these words. They stay as a draft."""
    changed = StoredWording.objects.filter(language=language, swedish=swedish, status=StoredWording.Status.APPROVED)
    changed.update(status=StoredWording.Status.DRAFT, by=_name(account), on=today())
    _new_edition()
    note(account, "wording taken back", language)


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
        wanted = ", ".join(f"{{{hole}}}" for hole in sorted(holes(swedish))) or "–"
        return problem(
            "words",
            sv=f"Det som står inom klamrar fylls i av Följa och ska stå oförändrat: {wanted}.",
            en=f"what stands in braces is filled in by Följa and must stay as it is: {wanted}",
        )
    return None


def _write(
    language: Language, wordings: Mapping[str, str], status: StoredWording.Status, account: Account | None, by: str
) -> None:
    known = {text.sv for text in all_sources()}
    if language not in BY_CODE or language in REQUIRED:
        raise refuse("language", sv="Det språket översätts inte här.", en="that language is not translated here")
    for swedish, words in wordings.items():
        words = cleaned(words)
        if swedish not in known:
            raise refuse(
                "swedish",
                sv="Den svenska texten har ändrats sedan sidan öppnades. Ladda om sidan.",
                en="the Swedish words have changed since the page was opened; load it again",
            )
        if wrong := unfit(swedish, words):
            raise Refused([wrong])
        decided = {"words": words, "status": status, "by": by or _name(account), "on": today()}
        StoredWording.objects.update_or_create(language=language, swedish=swedish, defaults=decided)
    _new_edition()


def _new_edition() -> None:
    # A name and no number: a database that was restored must not meet its own numbers again.
    Edition.objects.update_or_create(pk=FIRST, defaults={"name": secrets.token_hex(16)})


def _name(account: Account | None) -> str:
    return f"{account.first_name} ({account.email})" if account else ""
