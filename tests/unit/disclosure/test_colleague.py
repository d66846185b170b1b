"""A colleague takes what she has registered herself away from what is published, and attacks the others."""

from dataclasses import replace

import pytest

from folja.counting.plan import plan_for
from folja.disclosure.attacker import Finding, attack
from folja.disclosure.cells import all_cells
from folja.disclosure.colleague import own_counts
from folja.disclosure.publication import Publication
from folja.instruments.registration import Registration
from tests.city import PERIOD, Sheet, exact, knowledge, publish, repeated
from tests.instruments import tiny

TALK = tiny("one")
SHEETS = repeated((17, {"way": "phone"}), (11, {"way": "on_site"}), (4, {"way": "video"}), (3, {}))


@pytest.fixture(scope="module")
def publication() -> Publication:
    return publish({TALK: {"farsta_1": SHEETS, "farsta_2": SHEETS}}, seed=1)


def registered(sheets: list[Sheet]) -> list[Registration]:
    return [Registration("one", TALK.version, "farsta_1", PERIOD.first, sheet) for sheet in sheets]


def proved_by(publication: Publication, own: list[Sheet]) -> list[Finding]:
    hers = own_counts(registered(own), {PERIOD: publication}, lambda *_: plan_for(TALK))
    return attack(all_cells([publication]), replace(knowledge([TALK], [publication]), own=hers))


def test_who_knows_one_talk_proves_nothing(publication: Publication) -> None:
    assert proved_by(publication, SHEETS[:1]) == []


def test_who_knows_all_but_three_proves_what_is_true_of_those_and_of_no_other_unit() -> None:
    others = SHEETS[-3:]
    drawn = [publish({TALK: {"farsta_1": SHEETS, "farsta_2": SHEETS}}, seed=seed) for seed in range(10)]
    found = [finding for publication in drawn for finding in proved_by(publication, SHEETS[:-3])]
    assert {finding.leaf for finding in found} == {"farsta_1"}
    truth = exact(plan_for(TALK).cells, others)
    assert truth["way.not_known"] == 3
    for finding in found:
        said = finding.what.partition(" farsta_1 ")[0].removeprefix("one.")
        low, _, high = finding.what.rpartition(" must be ")[2].partition(" to ")
        whole, _, part = said.partition(" less ")
        assert int(low) <= truth[whole] - (truth[part] if part else 0) <= int(high or low)


def test_what_she_registered_counts_in_every_leaf_that_counts_it_and_only_there(publication: Publication) -> None:
    hers = own_counts(registered(SHEETS[:2]), {PERIOD: publication}, lambda *_: plan_for(TALK))
    counted = hers(("one", PERIOD, "farsta_1"))
    assert (counted["acts"], counted["way.phone"], counted["way.video"]) == (2, 2, 0)
    assert hers(("one", PERIOD, "farsta_2")) == {}
    assert hers(("one", PERIOD.next_tertial, "farsta_1")) == {}
