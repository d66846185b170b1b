"""A problem says where, what is wrong and what to do; a refusal carries one or more of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from folja.vocabulary.text import Text


@dataclass(frozen=True)
class Problem:
    """One thing that must be mended.

    `where` names the place as the reader knows it ("rad 12, kolumn Kvinnor", "instruments/talk/2.yaml:14").
    `text` says what is wrong and what to do. Neither may hold personal data: what a person wrote in a
    free text is never repeated, a code or a number is.
    """

    where: str
    text: Text

    def in_language(self, language: str) -> str:
        """Place and text on one line."""
        words = self.text.in_language(language)
        return f"{self.where}: {words}" if self.where else words


def problem(where: str, *, sv: str, en: str) -> Problem:
    """A problem with its Swedish and English wording."""
    return Problem(where, Text.of(sv=sv, en=en))


class Refused(Exception):
    """What was asked can't be done; the problems say why and what to do. Nothing has been changed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(p.in_language("en") for p in self.problems))


def refuse(where: str, *, sv: str, en: str) -> Refused:
    """A refusal with a single problem, to be raised."""
    return Refused([problem(where, sv=sv, en=en)])
