"""Where long words may be broken."""

import pytest

from folja.web.frame.hyphens import SOFT, hyphenated


@pytest.mark.parametrize(
    ("words", "language", "broken"),
    [
        ("Föräldraskapsprogram", "sv", "Föräld-ra-skaps-pro-gram"),
        ("Deltagare i föräldraskapsprogram", "sv", "Deltagare i föräld-ra-skaps-pro-gram"),
        ("Råd- och stödsamtal", "sv", "Råd- och stödsamtal"),
        ("Collaboration activities", "en", "Collaboration activities"),
        ("الوالدون", "ar", "الوالدون"),
    ],
)
def test_only_long_words_may_be_broken_and_never_near_their_ends(words: str, language: str, broken: str) -> None:
    assert hyphenated(words, language).replace(SOFT, "-") == broken
