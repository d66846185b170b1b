"""What is found is told as it was written, once, and no thing is two."""

from pathlib import Path

import pytest

from folja.instruments.content import SHIPPED
from folja.screening.lists import load
from folja.screening.numbers import email_addresses
from folja.screening.screening import Found, holds_personal_number, screen
from folja.vocabulary.problem import Refused


def test_what_is_found_is_shown_as_it_was_written() -> None:
    found = screen("Ring ٠٧٠-١٧٤ ٠٦ ٠٥ eller mejla a@example.org.")
    assert set(found.blocking) == {Found("phone", "٠٧٠-١٧٤ ٠٦ ٠٥"), Found("email", "a@example.org")}


def test_a_name_of_several_words_is_one_and_is_told_once() -> None:
    assert screen("Tack Anna Svensson! Hej Anna Svensson!").hinted == (Found("name", "Anna Svensson"),)


def test_what_is_told_of_a_name_has_no_stop_behind_it_in_any_script() -> None:
    assert screen("اسمي وليد، شكرا").hinted == (Found("name", "وليد"),)
    assert screen("আমার নাম সালমা।").hinted == (Found("name", "সালমা"),)


def test_an_address_holds_no_name_and_a_number_no_second_one() -> None:
    found = screen("Vi bor på Annagatan 3, 811218-9876.")
    assert found.blocking == (Found("personal_number", "811218-9876"),)
    assert found.hinted == (Found("address", "Annagatan 3"),)


@pytest.mark.parametrize("run", ["Å" * 100_000, "a@" * 50_000, "anna[at]" * 12_000, "1" * 100_000])
def test_a_run_of_signs_without_an_end_is_looked_through_like_any_other_text(run: str) -> None:
    assert not list(email_addresses(run))
    assert list(email_addresses(f"{run} anna@example.org"))


def test_places_that_are_known_are_no_people() -> None:
    assert screen("Vi bor i Hökarängen.").hinted
    assert not screen("Vi bor i Hökarängen.", {"hökarängen"}).hinted


def test_a_text_for_everybody_is_asked_for_personal_numbers_only() -> None:
    assert holds_personal_number("Ansvarig: 19811218-9876")
    assert not holds_personal_number("Ring 08-465 004 12, den 2022-06-14")


def test_a_misspelt_list_is_refused_with_its_line(tmp_path: Path) -> None:
    words = (SHIPPED / "screening.yaml").read_text(encoding="utf-8")
    (tmp_path / "screening.yaml").write_text(f"{words}\nnames: [x]\n", encoding="utf-8")
    with pytest.raises(Refused, match="names"):
        load(tmp_path)
