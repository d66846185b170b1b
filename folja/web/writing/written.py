"""A text of a report as somebody typed it: made clean, looked through, and set beside what another has saved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from folja.instruments.content import collected
from folja.reports.expected import paragraphs
from folja.screening.cleaning import cleaned
from folja.screening.screening import Found, holds_personal_number, known_words, screen
from folja.vocabulary.problem import Problem, problem, refuse
from folja.vocabulary.text import REQUIRED, Text, listed
from folja.vocabulary.unit import UnitTree

LONGEST = 6000  # characters: two pages for one section
MOST_TYPED = 2 * LONGEST  # before what is not seen is taken away

_LEADS_STRAIGHT = {
    "personal_number": Text.of(sv="ett personnummer", en="a personal number"),
    "phone": Text.of(sv="ett telefonnummer", en="a telephone number"),
    "email": Text.of(sv="en e-postadress", en="an e-mail address"),
}


@dataclass(frozen=True)
class Typed:
    """What stands in a form, and whether the writer says that it names nobody."""

    words: str
    names_nobody: bool = False


def checked(typed: Typed, tree: UnitTree) -> str:
    """The words that may be kept. Raises Refused with all that is wrong, each named by its field.

    What leads to a person is refused. What may be a name is the writer's to judge: refused until the writer says that
    it is nobody's.
    """
    # So long a text is refused before anything reads it through: that takes time.
    collected([*_about_length(typed.words, MOST_TYPED)])
    words = cleaned(typed.words)
    collected([*_about_length(words)])
    found = screen(words, known_words(tree))
    hinted = () if typed.names_nobody else found.hinted
    collected([*_about_numbers(found.blocking), *about_names(hinted)])
    return words


def refuse_empty(typed: Typed, *, is_result: bool, is_meant: bool) -> None:
    """A section is not done without words, unless it is no result and somebody says that it is left so."""
    if typed.words.strip() or (is_meant and not is_result):
        return
    if is_result:
        raise refuse(
            "words",
            sv="Här står ingen text än. Skriv några ord om resultatet, eller spara och fortsätt senare.",
            en="there is no text yet; write some words about the result, or save and go on later",
        )
    raise refuse(
        "left_empty",
        sv="Här står ingen text. Skriv något, eller kryssa i att delen lämnas tom.",
        en="there is no text; write something, or say that the section is left empty",
    )


def checked_diary_number(written: str) -> str:
    """A number in the municipality's diary, as people write it: SDN 2022/118-1.5. Nothing where there is none.

    Raises Refused for anything else, and for what could be a personal number.
    """
    number = " ".join(written.split())
    if not number:
        return ""
    is_one = re.fullmatch(r"[\w /:.\-]{1,60}", number) and any(character.isdigit() for character in number)
    if not is_one or holds_personal_number(number):
        raise refuse(
            "diary_number",
            sv="Skriv diarienumret som det står i diariet, till exempel SDN 2022/118-1.5. Det får bara ha bokstäver, "
            "siffror, mellanslag och / : . -",
            en="write the number as it stands in the diary, such as SDN 2022/118-1.5; it may have letters, digits, "
            "spaces and / : . - only",
        )
    return number


def together(theirs: str, yours: str) -> str:
    """A text to go on from when two have written: theirs, then each paragraph of yours that is not in it."""
    known = paragraphs(theirs)
    return "\n\n".join((*known, *(one for one in paragraphs(yours) if one not in known)))


def _about_length(words: str, most: int = LONGEST) -> Iterator[Problem]:
    if len(words) > most:
        yield problem(
            "words",
            sv=f"Texten är {len(words)} tecken. Korta den till {LONGEST}.",
            en=f"the text has {len(words)} characters; shorten it to {LONGEST}",
        )


def _about_numbers(found: tuple[Found, ...]) -> Iterator[Problem]:
    if found:
        kinds = [_LEADS_STRAIGHT[kind] for kind in dict.fromkeys(one.kind for one in found)]
        swedish, english = (listed([kind.in_language(one) for kind in kinds], one) for one in REQUIRED)
        yield problem(
            "words",
            sv=f"Här står {swedish}. Ta bort det: texten läses av många.",
            en=f"this holds {english}; remove it, for many read the text",
        )


def about_names(hinted: tuple[Found, ...]) -> Iterator[Problem]:
    """What may be a name or an address, for the writer to judge."""
    if hinted:
        words = ", ".join(dict.fromkeys(one.words for one in hinted))
        yield problem(
            "names_nobody",
            sv=f"Kan det här vara ett namn eller en adress? {words}. Ta bort det, eller kryssa i att det inte gäller "
            "någon förälder, något barn eller någon medarbetare.",
            en=f"can this be a name or an address? {words}; remove it, or say that it is no parent, child or colleague",
        )
