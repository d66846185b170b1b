"""A text is kept as it was written, without what is not seen."""

import unicodedata

import pytest

from folja.screening.cleaning import cleaned, in_one_line, plain


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Tack!  \r\n\r\n\r\n\r\nVi  kommer\tigen \u2028 snart ", "Tack!\n\nVi kommer igen\nsnart"),
        ("a\x00b\x07c\x1b[31md", "abc[31md"),
        ("bra \u202egnälD\u202c \u2066x\u2069\u200e\u061c", "bra gnälD x"),
        ("te\u00adxt\ufeff\u200b", "text"),
        ("o\u0308ppet", "öppet"),
        ("\ud800 halv", "halv"),
        ("\U000e0041gömt", "gömt"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👧", "👩\u200d👧"),
        (" \n\u200b\u202e ", ""),
        ("\u200c\u200d", ""),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_what_is_kept(written: str, kept: str) -> None:
    assert cleaned(written) == kept
    assert cleaned(kept) == kept


def test_a_letter_carries_few_marks() -> None:
    towering = cleaned("Z" + "\u0335\u0322" * 40 + "algo")
    assert sum(unicodedata.combining(character) > 0 for character in towering) == 4
    assert towering.endswith("algo")


def test_digits_of_every_script_are_digits_and_the_text_keeps_its_length() -> None:
    written = "٠٧٠–۱۲\u00a0০৫ １２"
    assert plain(written) == "070-12 05 12"
    assert len(plain(written)) == len(written)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Vi hjälper\r\n\ter  ", "Vi hjälper er"),
        ("Ça va\u202f?", "Ça va\u202f?"),
        ("5\u00a0kap.\u2028Lagen", "5\u00a0kap. Lagen"),
        ("a\u0308nda \u202eegne", "ända egne"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        (" \u00a0\n", ""),
    ],
)
def test_in_one_line_the_spaces_that_hold_a_sign_stay(written: str, kept: str) -> None:
    assert in_one_line(written) == kept
