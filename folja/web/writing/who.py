"""Who writes what in a report, told by writer: those that have a section, then those that nobody has."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from folja.vocabulary.text import listed
from folja.web.frame.parts import Choice
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.models import Account
from folja.web.organisation.scope import read_scope
from folja.web.writing.desk import Desk
from folja.web.writing.parts import Part

GROUP = "group:"


@dataclass(frozen=True)
class Writer:
    """A line of the list. `mark` are the letters in the circle: two of a name, a question mark for nobody."""

    mark: str
    heading: str
    words: str
    is_nobody: bool = False


def who_writes(desk: Desk) -> tuple[Writer, ...]:
    """Everybody who writes, what nobody has taken on, and who can approve."""
    return tuple(_lines(desk))


def _lines(desk: Desk) -> Iterator[Writer]:
    to_write, writing = _by_writer(desk.parts), _writing(desk.parts)
    for name in dict.fromkeys((*writing, *to_write)):
        parts = to_write.get(name) or writing[name]
        heading = _("%s skriver nu") % name if name in writing else name
        yield Writer(name[:2], heading, _numbers(parts))
    free = [part for part in desk.parts if not part.writer and not part.is_done]
    if free:
        yield Writer("?", _("Ingen är vald"), _numbers(free), is_nobody=True)
    approvers = [_name(account) for account in _approvers(desk)]
    if approvers and not desk.is_approved:
        words = _("Någon annan än den som lämnar rapporten")
        yield Writer(approvers[0][:2], _("%s kan godkänna") % listed(approvers, language()), words)


def _by_writer(parts: tuple[Part, ...]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for part in parts:
        if part.writer:
            found.setdefault(part.writer, []).append(part)
    return found


def _writing(parts: tuple[Part, ...]) -> dict[str, list[Part]]:
    """Who writes just now, and where."""
    found: dict[str, list[Part]] = {}
    for part in parts:
        for account in part.others:
            found.setdefault(_name(account), []).append(part)
    return found


def _approvers(desk: Desk) -> list[Account]:
    """Those who manage the unit, but not the one who has handed it in, or would."""
    last = desk.turn.by if desk.waits and desk.turn else desk.account
    return [one for one in desk.writers if one != last and read_scope(one).may_manage(desk.unit.code)]


def _name(account: Account) -> str:
    return account.first_name or account.email


def _numbers(parts: list[Part]) -> str:
    """Del 1 och 3."""
    numbers = listed([str(part.number) for part in parts], language())
    return _("Del %s") % numbers


def choices_for(desk: Desk, part: Part) -> tuple[Choice, ...]:
    """Who a section can be given to: nobody, the plan's groups, and those with a role at the unit.

    Whoever has it already stands there too, also without a role there any more.
    """
    account = part.assigned.account if part.assigned else None
    given = str(account.pk) if account else f"{GROUP}{part.writer}" if part.writer else ""
    groups = _groups(desk)
    can = desk.writers if account is None or account in desk.writers else [*desk.writers, account]
    people = ((str(one.pk), _told_apart(one, can)) for one in can)
    offered = (("", _("Ingen")), *((f"{GROUP}{name}", name) for name in groups), *people)
    return tuple(Choice(value, said, value == given) for value, said in offered)


def _groups(desk: Desk) -> tuple[str, ...]:
    named = (part.followed.result.group for part in desk.parts if part.followed)
    kept = (part.assigned.group for part in desk.parts if part.assigned)
    return tuple(dict.fromkeys(name for name in (*named, *kept) if name))


def _told_apart(account: Account, among: list[Account]) -> str:
    """The name, with the address where another has the same."""
    same = [one for one in among if _name(one) == _name(account)]
    return _name(account) if len(same) == 1 else f"{_name(account)} ({account.email})"
