"""What was frozen when the policy's name was made of all its keys is read, shared and added as what is frozen today."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from folja.disclosure.policy import Policy
from folja.disclosure.publication import Publication
from folja.pooling import share
from folja.vocabulary.problem import Refused
from folja.web.organisation.actions import load_units
from folja.web.pooling.actions import take, trust
from folja.web.pooling.sharing import municipality_key, signed_file
from folja.web.publication.models import ClosedTertial
from folja.web.publication.shelf import library
from tests.command.own_city import UNITS
from tests.pooled import NATION_FILE, T1, file_of, key, published

migration = import_module("folja.web.publication.migrations.0002_policy")

NAMED = {
    "first": "d9d11de572462172",
    "comments": "c0cde4991edeee14",
    "put aside": "6b98aaab6f824414",
    "past figures": "afcdb8493d7c9e06",
    "disposal after five years, logs for six": "705ad13c69232bc6",
}
"""What earlier versions called their policies, by what was new in them."""


def named(policy: str) -> Publication:
    """What 0180 published, as a version froze it that named its policy so."""
    frozen = published("0180")
    return replace(frozen, provenance=replace(frozen.provenance, policy=policy))


@pytest.fixture
def upgraded(db: None, today: str, settings: "pytest.FixtureRequest", tmp_path: Path) -> None:
    """0180 has a tertial that an earlier version froze."""
    settings.FOLJA_HOME = tmp_path  # type: ignore[attr-defined]
    load_units(UNITS.encode())
    municipality_key("0180")
    keep(named(NAMED["put aside"]))


def keep(publication: Publication) -> None:
    frozen_on = publication.provenance.frozen_on
    kept = {"state": "frozen", "document": publication.to_json(), "hash": publication.hash, "frozen_on": frozen_on}
    ClosedTertial.objects.update_or_create(period=str(T1), defaults={**kept, "policy": ""})
    migration.name_the_rules(apps, None)


@pytest.mark.parametrize("called", NAMED.values(), ids=NAMED.keys())
def test_the_rules_are_found_by_what_a_policy_was_called(called: str) -> None:
    assert migration.rules_of(called) == Policy().hash


def test_what_was_frozen_before_is_shared_as_it_was(upgraded: None) -> None:
    before = ClosedTertial.objects.get().hash
    shared = share.read(signed_file(T1).encode(), [municipality_key("0180").public])
    assert shared.publication.provenance.policy == NAMED["put aside"], "the document stays, and so does its hash"
    assert library().publications[T1].hash == before
    assert ClosedTertial.objects.get().policy == Policy().hash


def test_rules_that_protect_otherwise_are_not_taken_for_these(upgraded: None) -> None:
    keep(named("0" * 16))
    with pytest.raises(Refused, match="frozen with other instruments or rules"):
        signed_file(T1)


def test_it_is_added_to_what_others_froze_today(db: None, today: str) -> None:
    load_units(NATION_FILE.encode())
    for code in ("0180", "0319"):
        trust(key(code).public, code)
    take([("old.folja", file_of("0180", named(NAMED["first"]))), ("new.folja", file_of("0319"))])
    assert len(library().publications[T1].units.tree.children("riket")) == 2
    assert ClosedTertial.objects.get().policy == Policy().hash
