"""How much of what stands in parents' sentences is found, and how often something is found where nothing stands."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from folja.screening.cleaning import cleaned
from folja.screening.screening import Screened, screen

SENTENCES: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"))
KNOWN = frozenset({"farsta"})
BLOCKING = ("personal_number", "phone", "email")
HINTED = ("name", "address", "account", "almost_personal_number")


def screened(sentence: str) -> Screened:
    return screen(cleaned(sentence), KNOWN)


def missed(kinds: tuple[str, ...]) -> Iterator[str]:
    for kind in kinds:
        for sentence in SENTENCES[kind]:
            found = screened(sentence)
            if kind not in {one.kind for one in (*found.blocking, *found.hinted)}:
                yield sentence


def blocked_for_nothing() -> list[str]:
    return [one for kind in (*HINTED, "nothing") for one in SENTENCES[kind] if screened(one).blocking]


def hinted_for_nothing() -> list[str]:
    return [one for one in SENTENCES["nothing"] if screened(one).hinted]


# What is measured here stands in docs/privacy.md. A change that finds more may lower these; none may raise them.


def test_every_number_and_address_that_leads_straight_to_a_person_blocks() -> None:
    assert sum(len(SENTENCES[kind]) for kind in BLOCKING) >= 38
    assert list(missed(BLOCKING)) == []


def test_nothing_else_blocks_but_what_could_be_a_telephone_number() -> None:
    assert blocked_for_nothing() == ["Kurskod 08-2022-123 hittades inte."]


def test_of_names_and_addresses_few_are_missed() -> None:
    assert sum(len(SENTENCES[kind]) for kind in HINTED) >= 55
    assert list(missed(HINTED)) == ["vi gillade ali på öppna förskolan", "Elvira är toppen"]


def test_of_sentences_where_nothing_stands_few_are_asked_about() -> None:
    assert len(SENTENCES["nothing"]) >= 75
    assert len(hinted_for_nothing()) <= 4
