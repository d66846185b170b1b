"""How much of what stands in written sentences is found, and how often something is found where nothing stands.

Two sets: one that the rules were made with, and one held back from them. docs/screening.md has the table of both.
"""

from functools import cache
from pathlib import Path

import yaml

from folja.screening.cleaning import cleaned
from folja.screening.screening import screen

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[2] / "docs" / "screening.md"
KNOWN = frozenset({"farsta"})
BLOCKING = {"personal_number": "personal and coordination numbers", "phone": "telephone", "email": "e-mail"}
HINTED = {
    "name": "names",
    "address": "addresses",
    "account": "accounts, web addresses",
    "bank": "bank accounts, cards",
    "vehicle": "cars' registration numbers",
    "almost_personal_number": "almost personal numbers, foreign ones",
}
NOT_LOOKED_FOR = {"school_class": "schools and classes", "health": "health, violence"}
MEASURED = "found | recall | for nothing | precision"
SAID_AS = {"bank": "account"}
"""What the writer is told of it, where that is another kind."""

Sentences = dict[str, list[str]]


@cache
def read(name: str) -> Sentences:
    found: Sentences = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def tuned() -> Sentences:
    return read("sentences")


def held_back() -> Sentences:
    return read("held_back")


@cache
def kinds(sentence: str) -> frozenset[str]:
    """What is said to stand in a sentence."""
    found = screen(cleaned(sentence), KNOWN)
    return frozenset(one.kind for one in (*found.blocking, *found.hinted))


def said(kind: str, sentences: list[str]) -> list[str]:
    """Those that are said to hold a kind; of what is only asked about, another question will do."""
    if kind in BLOCKING:
        return [one for one in sentences if kind in kinds(one)]
    return [one for one in sentences if kinds(one)]


def missed(kind: str, sentences: Sentences) -> list[str]:
    found = said(kind, sentences[kind])
    return [one for one in sentences[kind] if one not in found]


def for_nothing(kind: str, sentences: Sentences) -> list[str]:
    return [one for one in sentences["nothing"] if SAID_AS.get(kind, kind) in kinds(one)]


def blocked(sentences: Sentences, *of: str) -> list[str]:
    return [one for kind in of for one in sentences[kind] if kinds(one) & {*BLOCKING}]


def row(kind: str, called: str) -> str:
    cells = [called, "blocks" if kind in BLOCKING else "asks"]
    for sentences in (tuned(), held_back()):
        found, wrong = len(said(kind, sentences[kind])), len(for_nothing(kind, sentences))
        there = len(sentences[kind])
        precision = f"{100 * found / (found + wrong):.0f} %" if found else "–"
        cells += [f"{found} of {there}", f"{100 * found / there:.0f} %", str(wrong), precision]
    return f"| {' | '.join(cells)} |"


def table() -> str:
    """As it stands in the document."""
    return "\n".join(
        (
            f"| | | made with: {MEASURED} | held back: {MEASURED} |",
            "|---|---|---|---|---|---|---|---|---|---|",
            *(row(*kind) for kind in (BLOCKING | HINTED).items()),
        )
    )


def test_the_document_says_what_is_measured_now() -> None:
    assert table() in DOCUMENT.read_text(encoding="utf-8"), f"docs/screening.md is to say\n{table()}"


def test_there_are_enough_sentences_and_none_is_in_both_sets() -> None:
    made_with, kept = ({one for some in found.values() for one in some} for found in (tuned(), held_back()))
    assert len(made_with) >= 300
    assert len(kept) >= 300
    assert not made_with & kept
    assert {*BLOCKING, *HINTED, *NOT_LOOKED_FOR, "nothing"} == {*tuned()} == {*held_back()}


def test_every_number_and_address_that_leads_straight_to_a_person_blocks() -> None:
    assert [one for kind in BLOCKING for one in missed(kind, tuned())] == []


def test_nobody_is_stopped_for_a_sound_sentence() -> None:
    for sentences in (tuned(), held_back()):
        assert blocked(sentences, "nothing", "name", "address", "bank", "vehicle", *NOT_LOOKED_FOR) == []


def test_of_names_and_the_like_few_are_missed() -> None:
    assert [one for kind in HINTED for one in missed(kind, tuned())] == [
        "vi gillade ali på öppna förskolan",
        "min dotter alva är sju",
    ]


def test_of_sentences_where_nothing_stands_few_are_asked_about() -> None:
    assert len([one for one in tuned()["nothing"] if kinds(one)]) <= 4
