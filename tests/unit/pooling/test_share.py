"""A file is taken only whole, from whom it says, and when its numbers mean what ours do; else it is told why not."""

import json
from dataclasses import replace

import pytest

from folja.pooling import share
from folja.pooling.definitions import differences, from_plain
from folja.pooling.key import PublicKey, read_key
from folja.vocabulary.problem import Refused
from tests.pooled import definitions, file_of, key, published
from tests.pooled import share as shared

TRUSTED = [key("0180").public, key("0319").public]


def refused(content: bytes, trusted: list[PublicKey] = TRUSTED) -> str:
    with pytest.raises(Refused) as told:
        share.read(content, trusted)
    return "\n".join(problem.in_language("sv") for problem in told.value.problems)


def test_a_file_says_all_that_it_was_made_of() -> None:
    assert share.read(file_of("0319"), TRUSTED) == shared("0319")
    assert from_plain(json.loads(json.dumps(definitions().as_plain()))) == definitions()


def test_the_same_numbers_make_the_same_file() -> None:
    assert file_of("0319") == file_of("0319")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('\\"least_staff\\":3', '\\"least_staff\\":2'),
        ('\\"period\\":\\"2021T1\\"', '\\"period\\":\\"2021T2\\"'),
        ("Lillk", "Storek"),
    ],
)
def test_a_changed_byte_is_noticed(before: str, after: str) -> None:
    content = file_of("0319").decode()
    assert before in content
    assert "har ändrats efter att kommunen skrev under" in refused(content.replace(before, after, 1).encode())


def test_who_is_not_trusted_is_refused_with_the_way_to_trust() -> None:
    said = refused(file_of("0319"), TRUSTED[:1])
    assert str(key("0319").public) in said
    assert "pool trust" in said


def test_nobody_signs_for_somebody_else() -> None:
    """A trusted municipality that says it is another."""
    content = share.written(shared("0180"), key("0319")).encode()
    assert "ingen här har sagt att vi litar på" in refused(content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "ingen fil med fastställda siffror"),
        (b"\xff\xfe", "ingen fil"),
        (b"[1]", "ingen fil"),
        (b"[" * 100_000, "ingen fil"),
        (b'{"format": "folja pool 9"}', "ett annat slag"),
        (b'{"format": "folja pool 1", "key": 1, "signature": "", "signed": ""}', "ingen fil"),
    ],
)
def test_what_is_no_such_file_is_told_so(content: bytes, expected: str) -> None:
    assert expected in refused(content)


def test_numbers_that_no_closing_would_have_made_are_refused_with_their_cube() -> None:
    frozen = published("0319")
    cube = frozen.by_code["talk.adults"]
    raw = replace(cube, values={leaf: dict.fromkeys(found, 3) for leaf, found in cube.values.items()})
    spoilt = replace(frozen, cubes=tuple(raw if one is cube else one for one in frozen.cubes))
    assert "talk.adults: Siffrorna är inte avrundade." in refused(file_of("0319", spoilt))
    elsewhere = replace(cube, leaves=tuple(replace(leaf, units=("x",)) for leaf in cube.leaves))
    spoilt = replace(frozen, cubes=tuple(elsewhere if one is cube else one for one in frozen.cubes))
    assert "hör inte till enheterna" in refused(file_of("0319", spoilt))


def test_a_key_is_read_as_it_was_printed() -> None:
    public = key("0319").public
    assert read_key(f" {public}\n") == public
    assert len(public.fingerprint.split()) == 8
    assert PublicKey("0320", public.raw).fingerprint != public.fingerprint
    with pytest.raises(Refused, match="that is no key"):
        read_key("folja-0319-kort")


def explained(**changed: object) -> str:
    theirs = replace(definitions(), **changed)  # type: ignore[arg-type]
    return "\n".join(one.in_language("sv") for one in differences(theirs, definitions()))


def test_definitions_that_differ_are_told_by_name() -> None:
    ours = definitions()
    talk = ours.instruments["talk"]

    def with_talk(**changed: object) -> str:
        return explained(instruments={**ours.instruments, "talk": replace(talk, **changed)})  # type: ignore[arg-type]

    assert explained() == ""
    assert "rounding_base: Kommunen har 3, här gäller 5" in explained(
        thresholds={**ours.thresholds, "rounding_base": 3}
    )
    assert "Råd- och stödsamtal: Kommunen räknade version 9 av formuläret" in with_talk(version=9)
    assert "Bara hos kommunen: talk_language.tlh." in with_talk(cells=(*talk.cells, "talk_language.tlh"))
    assert f"Bara här: {talk.cells[0]}." in with_talk(cells=talk.cells[1:])
    assert "räknas inte på samma sätt" in with_talk(hash="another")
    assert "finns inte hos kommunen" in explained(
        instruments={k: v for k, v in ours.instruments.items() if k != "talk"}
    )
    assert "räknas inte på samma sätt" in explained(plan="another")
