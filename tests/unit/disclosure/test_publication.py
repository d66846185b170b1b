"""What is frozen reads back as it was, is the same text every time, and a change in it is noticed."""

import copy
import json
import logging
import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from folja.counting.exact_counts import ExactCounts
from folja.disclosure.publication import Publication
from folja.vocabulary.period import Month
from folja.vocabulary.problem import Refused
from folja.vocabulary.unit import Unit, UnitTree
from tests.city import PERIOD, TREE, counts, publish, repeated
from tests.instruments import tiny

TALKS = repeated((14, {"language": "sv"}), (9, {"language": "ar"}), (6, {"language": "so"}), (3, {}))
ANSWERS = repeated((16, {"helped": 5, "parent_gender": "woman"}), (9, {"helped": 4, "parent_gender": "man"}))


@pytest.fixture(scope="module")
def publication() -> Publication:
    return publish(
        {
            tiny("groups"): {"farsta_1": TALKS, "farsta_2": TALKS[:9], "vallingby_1": TALKS[3:16]},
            tiny("cross"): {"farsta_1": ANSWERS, "farsta_2": ANSWERS},
        }
    )


def test_it_reads_back_as_it_was(publication: Publication) -> None:
    again = Publication.from_json(publication.to_json(), expected_hash=publication.hash)
    assert again == publication
    assert again.to_json() == publication.to_json()
    assert again.provenance.frozen_on == date(2021, 5, 20)
    assert again.volumes["groups"]["farsta_2"] == {Month(2021, 1): {"acts": 9}}


def test_the_units_read_back_as_they_were() -> None:
    changing = Unit("farsta_3", "Årsta", "unit", "farsta", 2, Month(2020, 1), Month(2021, 3), successors=("farsta_1",))
    given = publish({tiny("groups"): {"farsta_1": TALKS}}, tree=UnitTree((*TREE.units, changing)))
    again = Publication.from_json(given.to_json())
    assert again.units == given.units
    assert again.units.hidden == {"farsta_1", "farsta_3"}


def test_numbers_of_another_version_are_not_guessed_at(publication: Publication) -> None:
    read = json.loads(publication.to_json()) | {"format": 1}
    with pytest.raises(Refused, match="frozen by another version"):
        Publication.from_json(json.dumps(read))


def test_the_same_publication_is_the_same_text_in_whatever_order_it_was_made(publication: Publication) -> None:
    backwards = json.loads(publication.to_json(), object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    assert Publication.from_json(json.dumps(backwards)).hash == publication.hash


def test_a_hidden_units_volume_cannot_be_tried_until_the_printed_hash_fits(publication: Publication) -> None:
    def fits(printed: str) -> list[int]:
        """Which number of talks in the small unit, set into all that is shown, gives the hash that reports print."""
        shown = replace(publication, provenance=replace(publication.provenance, salt=""))
        volumes = shown.volumes["groups"]
        found = []
        for acts in range(30):
            tried = {**shown.volumes, "groups": {**volumes, "farsta_2": {Month(2021, 1): {"acts": acts}}}}
            if replace(shown, volumes=tried).hash == printed:
                found.append(acts)
        return found

    salted = replace(publication, provenance=replace(publication.provenance, salt="drawn by the operating system"))
    assert fits(publication.hash) == [9], "without a salt it can be told"
    assert fits(salted.hash) == []
    assert Publication.from_json(salted.to_json(), expected_hash=salted.hash) == salted


Change = Callable[[dict[str, Any]], None]


def a_cell(read: dict[str, Any]) -> None:
    values = read["cubes"][0]["values"]
    leaf = next(iter(values))
    values[leaf]["answered"] += 5


def a_volume(read: dict[str, Any]) -> None:
    read["volumes"]["groups"]["farsta_1"]["2021-01"]["acts"] += 1


def the_protocol(read: dict[str, Any]) -> None:
    read["rungs"].append(["groups", "farsta_2", "withheld"])


def a_units_staff(read: dict[str, Any]) -> None:
    read["units"][-1]["staff"] = 2


def who_is_hidden(read: dict[str, Any]) -> None:
    read["hidden"].append("farsta_2")


def the_day(read: dict[str, Any]) -> None:
    read["provenance"]["frozen_on"] = "2021-05-21"


def a_leaf(read: dict[str, Any]) -> None:
    read["cubes"][0]["leaves"].pop()


@pytest.mark.parametrize("change", [a_cell, a_volume, the_protocol, a_units_staff, who_is_hidden, the_day, a_leaf])
def test_any_change_is_noticed(publication: Publication, change: Change) -> None:
    read = json.loads(publication.to_json())
    change(read)
    changed = json.dumps(read, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert changed != publication.to_json()
    with pytest.raises(Refused, match="changed since they were frozen; restore a backup"):
        Publication.from_json(changed, expected_hash=publication.hash)


def test_the_order_of_cubes_and_cells_says_nothing_about_their_size(publication: Publication) -> None:
    assert list(publication.by_code) == [
        *("groups.language", "cross.helped", "cross.parent_gender", "cross.helped_by_parent_gender"),
    ]


# --- exact counts never leave -------------------------------------------------------------------------------

SECRET = 41
EXACT = counts({tiny("one"): {"farsta_1": [{"way": "phone"}] * SECRET}})


@pytest.mark.parametrize("shown", [repr, str, "{}".format, "{!r}".format, lambda value: f"{value}", ascii])
def test_exact_counts_show_their_shape_and_never_a_number(shown: Callable[[Any], str]) -> None:
    assert shown(EXACT) == f"<ExactCounts of 1 instruments, {PERIOD}>"
    assert shown(EXACT.instruments["one"]) == "<InstrumentCounts of 1 units>"
    assert str(SECRET) not in shown([EXACT, EXACT.instruments["one"]])


def test_exact_counts_in_a_log_line_show_no_number(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("folja").error("counted %s and %r", EXACT, EXACT.instruments["one"])
    assert "ExactCounts" in caplog.text
    assert str(SECRET) not in caplog.messages[0]


@pytest.mark.parametrize("value", [EXACT, EXACT.instruments["one"]], ids=["all", "one instrument"])
@pytest.mark.parametrize("kept", [pickle.dumps, copy.copy, copy.deepcopy])
def test_exact_counts_are_not_stored_sent_or_copied(value: Any, kept: Callable[[Any], object]) -> None:
    with pytest.raises(TypeError, match="not stored, sent or logged"):
        kept(value)


@pytest.mark.parametrize("value", [EXACT, EXACT.instruments["one"]], ids=["all", "one instrument"])
def test_exact_counts_are_no_json(value: Any) -> None:
    with pytest.raises(TypeError, match="not JSON serializable"):
        json.dumps(value)


def test_exact_counts_can_not_be_changed() -> None:
    with pytest.raises(AttributeError):
        EXACT.period = PERIOD.next_tertial  # type: ignore[misc]
    assert isinstance(EXACT, ExactCounts)
