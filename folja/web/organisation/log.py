"""The log of who did what, as those who are answerable for it read it: by the day, in words, and no sign-ins."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from folja.vocabulary.period import Month, Period
from folja.web.organisation.accounts import role_names
from folja.web.organisation.log_words import shipped
from folja.web.organisation.models import Account, AuditEntry, Role
from folja.web.organisation.scope import Scope

HIDDEN = ("signed in",)


@dataclass(frozen=True)
class Line:
    """That somebody did something on a day. Nobody where Följa did it by itself or by a command."""

    day: date
    who: Account | None
    action: str
    about: str


def lines(scope: Scope, month: Month, language: str) -> tuple[Line, ...]:
    """The lines of a month about whoever works at the units that are managed or administered, the latest first.

    Who answers for the whole city reads what Följa did by itself too. Within a day they stand by name, not by time.
    """
    first, last = month.first_day, month.last_day
    entries = AuditEntry.objects.filter(at__date__gte=first, at__date__lte=last).exclude(action__in=HIDDEN)
    if not _answers_for_all(scope):
        units = [unit.code for unit in (*scope.manages, *scope.administers)]
        entries = entries.filter(account__in=Role.objects.filter(unit__in=units).values("account"))
    words = _Words(scope, language)
    found = [words.line(entry) for entry in entries.select_related("account")]
    return tuple(sorted(found, key=lambda line: (-line.day.toordinal(), _name(line.who), line.action, line.about)))


def _answers_for_all(scope: Scope) -> bool:
    return scope.may_manage(scope.tree.city.code) or scope.may_administer(scope.tree.city.code)


def _name(account: Account | None) -> str:
    return account.first_name or account.email if account else ""


@dataclass
class _Words:
    """Says entries in a language, with units, periods, roles and accounts by their names."""

    scope: Scope
    language: str

    def __post_init__(self) -> None:
        self.units: Mapping[str, str] = {unit.code: unit.name for unit in self.scope.tree.units}
        self.people = {str(account.pk): _name(account) for account in Account.objects.all()}
        self.roles = role_names()

    def line(self, entry: AuditEntry) -> Line:
        said = shipped().get(entry.action)
        action = said.in_language(self.language) if said else entry.action
        day = timezone.localtime(entry.at).date()
        return Line(day, entry.account, action, ", ".join(self._parts(entry.about.split(" "))))

    def _parts(self, written: Iterable[str]) -> Iterator[str]:
        """`about` is codes with spaces between; and free words, such as a support's name, which stay together."""
        free: list[str] = []
        after_account = False
        for word in written:
            known = self.people.get(word) if after_account else self._known(word)
            after_account = word == "account"
            if after_account or known:
                yield from _joined(free)
            if known:
                yield known
            elif not after_account:
                free.append(word)
        yield from _joined(free)

    def _known(self, word: str) -> str | None:
        if word in self.units:
            return self.units[word]
        if word in self.roles:
            return self.roles[word]
        try:
            return Period.parse(word).name(self.language)
        except ValueError:
            return None


def _joined(words: list[str]) -> Iterator[str]:
    if words and any(words):
        yield " ".join(words)
    words.clear()
