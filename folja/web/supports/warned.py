"""The warnings of a place, for the register's pages and the start page."""

from dataclasses import dataclass
from datetime import date

from folja.figures.library import Library
from folja.reports import decisions
from folja.supports import usual
from folja.supports.in_use import in_use
from folja.supports.support import Register, offered_at
from folja.supports.warning import SupportWarning, needed_since, warnings_of
from folja.vocabulary.period import Month

MONTHS = 12
"""How far back registrations are looked at: what was wrong before that can't be put right any more."""


@dataclass(frozen=True)
class Shown:
    """A warning in words: what it is about, what is wrong, and what to do. `key` is that of a support, `usual` the code
    of what is registered without one.
    """

    where: str
    what: str
    to_do: str
    is_pressing: bool
    key: str
    usual: str


def warned(library: Library, register: Register, unit: str, today: date) -> tuple[SupportWarning, ...]:
    """The warnings of a unit and all below it, of the last twelve months."""
    known, now = usual.shipped(), Month.of(today)
    months = tuple(now.plus(-back) for back in reversed(range(MONTHS)))
    here = offered_at(register, library.tree, unit)
    return warnings_of(
        here, in_use(library, known, unit, months), needed_since(register, known.needed_from, today), today
    )


def in_words(warning: SupportWarning, language: str) -> Shown:
    """The warning as it is read."""
    return Shown(
        where=decisions.where(warning, language),
        what=decisions.what(warning, language),
        to_do=decisions.to_do(warning, language),
        is_pressing=warning.is_pressing,
        key=warning.support.key if warning.support else "",
        usual=warning.usual.code if warning.usual and not warning.support else "",
    )
