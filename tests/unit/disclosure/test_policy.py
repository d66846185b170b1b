"""A publication names the rules its numbers are protected by, and no others: those are each municipality's own."""

from dataclasses import fields, replace

import pytest

from folja.disclosure.policy import OF_NUMBERS, OF_THE_HOUSE, Policy

KEYS = [field.name for field in fields(Policy)]


def test_every_key_is_said_to_be_of_one_kind_or_the_other() -> None:
    assert sorted((*OF_NUMBERS, *OF_THE_HOUSE)) == sorted(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_another_rule_has_another_name_and_what_protects_no_number_has_none(key: str) -> None:
    changed = replace(Policy(), **{key: getattr(Policy(), key) + 1})
    assert (changed.hash != Policy().hash) == (key in OF_NUMBERS)
