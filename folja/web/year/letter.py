"""A reminder as it is written: what somebody is to do and where, unit by unit. No figures, nothing of families."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from folja.reports.labels import day

SUBJECT = "Det här är på gång i Följa"
LANGUAGE = "sv"


@dataclass(frozen=True)
class Item:
    """One thing to do, where, and by when where a day is set."""

    words: str
    link: str
    due_on: date | None = None


@dataclass(frozen=True)
class Place:
    """A unit with what is to be done there."""

    name: str
    items: tuple[Item, ...]


def text_of(first_name: str, places: Sequence[Place], switch_off: str, today: date) -> str:
    """The letter, in plain words. A name and words are as people have written them, each on one line."""
    return "\n".join(_lines(first_name, places, switch_off, today))


def _lines(first_name: str, places: Sequence[Place], switch_off: str, today: date) -> Iterator[str]:
    yield f"Hej {_one_line(first_name)}!" if first_name.strip() else "Hej!"
    yield ""
    yield "Det här är på gång för dig:"
    for place in places:
        yield ""
        yield _one_line(place.name)
        for item in sorted(place.items, key=lambda item: (item.due_on or date.max, item.words)):
            yield f"- {_said(item, today)}"
            yield f"  {item.link}"
    yield ""
    yield "Är det redan gjort, kryssa i det i årshjulet, så får du inget mer brev om det."
    yield ""
    yield "Du får högst ett sådant här brev i veckan. Vill du inte ha några, stäng av dem här:"
    yield switch_off
    yield ""
    yield "Hälsningar från Följa"
    yield ""


def _said(item: Item, today: date) -> str:
    words = _one_line(item.words).rstrip(".")
    if item.due_on is None:
        return f"{words}."
    when = day(item.due_on, LANGUAGE).replace("\u00a0", " ")
    return f"{words}. Skulle ha varit klart {when}." if item.due_on < today else f"{words}, senast {when}."


def _one_line(words: str) -> str:
    return " ".join(words.split())
