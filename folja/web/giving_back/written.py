"""What a manager has written of what the unit did, and whether it can stand where everybody reads it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from folja.instruments.content import collected
from folja.screening.cleaning import cleaned
from folja.screening.screening import Found, known_words, screen
from folja.vocabulary.languages import BY_CODE, Tongue
from folja.vocabulary.problem import Problem, problem
from folja.vocabulary.text import REQUIRED, Language, Text, listed
from folja.vocabulary.unit import UnitTree

LONGEST = 600  # characters in one language: what fits below the answers on a poster


@dataclass(frozen=True)
class Written:
    """What stands in the form by language, and what the writer says of it: that it names nobody, and that what stands
    as before in other languages is still what the Swedish says."""

    did: Mapping[Language, str]
    names_nobody: bool = False
    still_true: bool = False

    @property
    def languages(self) -> tuple[Language, ...]:
        """Those that something is written in."""
        return tuple(code for code, words in self.did.items() if words)


def sent(form: Mapping[str, str], tongues: Iterable[Tongue]) -> Written:
    """What a form that was sent holds, in the languages it could be written in."""
    did = {tongue.code: cleaned(form.get(field_of(tongue.code), "")) for tongue in tongues}
    return Written(did, "names_nobody" in form, "still_true" in form)


def field_of(language: Language) -> str:
    """The name of a language's field in the form."""
    return f"did-{language}"


def checked(written: Written, tree: UnitTree, before: Mapping[Language, str]) -> Mapping[Language, str]:
    """What may be published, in the place of what stands `before`. Raises Refused with all problems found, each named
    by its field.

    What leads to a person is refused. What may be a name or an address is the writer's to judge: it is refused until
    the writer has said that it is nobody's.
    """
    found = {code: screen(words, known_words(tree)) for code, words in written.did.items() if words}
    hinted = {code: one.hinted for code, one in found.items() if one.hinted}
    collected(
        [
            *_about_swedish(written),
            *_about_length(written),
            *(_leads_to_somebody(code, one.blocking) for code, one in found.items() if one.blocking),
            *_about_names(hinted if not written.names_nobody else {}),
            *(_about_what_stands_still(written, before) if not written.still_true else ()),
        ]
    )
    return {code: words for code, words in written.did.items() if words}


def _about_swedish(written: Written) -> Iterator[Problem]:
    if not written.did.get("sv"):
        yield problem(
            field_of("sv"),
            sv="Skriv på svenska vad ni gjorde. Några meningar räcker.",
            en="write in Swedish what you did; a few sentences are enough",
        )


def _about_length(written: Written) -> Iterator[Problem]:
    for code, words in written.did.items():
        if len(words) > LONGEST:
            yield problem(
                field_of(code),
                sv=f"Texten är {len(words)} tecken. Korta den till {LONGEST}, så får den plats på affischen.",
                en=f"the text has {len(words)} characters; shorten it to {LONGEST}, so that it fits the poster",
            )


_LEADS_STRAIGHT = {
    "personal_number": Text.of(sv="ett personnummer", en="a personal number"),
    "phone": Text.of(sv="ett telefonnummer", en="a telephone number"),
    "email": Text.of(sv="en e-postadress", en="an e-mail address"),
}


def _leads_to_somebody(code: Language, found: tuple[Found, ...]) -> Problem:
    kinds = [_LEADS_STRAIGHT[kind] for kind in dict.fromkeys(one.kind for one in found)]
    swedish, english = (listed([kind.in_language(one) for kind in kinds], one) for one in REQUIRED)
    return problem(
        field_of(code),
        sv=f"Här står {swedish}. Ta bort det: alla kan läsa bladet.",
        en=f"this holds {english}; remove it, for everybody can read the leaflet",
    )


def _about_what_stands_still(written: Written, before: Mapping[Language, str]) -> Iterator[Problem]:
    """Families must not read in one language what is no longer said in another."""
    if not before or written.did.get("sv") == before.get("sv"):
        return
    same = [BY_CODE[code].name for code in written.languages if code != "sv" and written.did[code] == before.get(code)]
    if same:
        yield problem(
            "still_true",
            sv=f"Du har ändrat svenskan, men inte {listed(same, 'sv')}. Ändra där också, eller töm rutan: då läser de "
            "svenskan. Säger texten fortfarande samma sak, kryssa i det.",
            en=f"you have changed the Swedish, but not {listed(same, 'en')}; change it there too, or empty the field; "
            "if it still says the same, say so",
        )


def _about_names(hinted: Mapping[Language, tuple[Found, ...]]) -> Iterator[Problem]:
    if hinted:
        words = ", ".join(dict.fromkeys(one.words for found in hinted.values() for one in found))
        places = ", ".join(BY_CODE[code].name for code in hinted)
        yield problem(
            "names_nobody",
            sv=f"Kan det här vara ett namn eller en adress? {words} ({places}). Ta bort det, eller kryssa i att det "
            "inte gäller någon förälder, något barn eller någon medarbetare.",
            en=f"can this be a name or an address? {words} ({places}); remove it, or say that it is no "
            "parent, child or colleague",
        )
