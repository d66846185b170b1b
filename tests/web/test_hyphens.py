"""Where long words may be broken."""

import pytest

from folja.web.frame.hyphens import SOFT, hyphenated


@pytest.mark.parametrize(
    ("words", "language", "broken"),
    [
        ("Föräldraskapsprogram", "sv", "Föräldraskaps-program"),
        ("Deltagare i föräldraskapsprogram", "sv", "Deltagare i föräldraskaps-program"),
        ("Samverkansaktiviteter", "sv", "Samverkans-aktiviteter"),
        ("Barnhälsovården", "sv", "Barn-häl-so-vården"),
        ("Råd- och stödsamtal", "sv", "Råd- och stödsamtal"),
        ("Collaboration activities", "en", "Collaboration activities"),
        ("الوالدون", "ar", "الوالدون"),
    ],
)
def test_long_words_are_broken_at_their_seams_or_else_never_near_their_ends(
    words: str, language: str, broken: str
) -> None:
    assert hyphenated(words, language).replace(SOFT, "-") == broken
