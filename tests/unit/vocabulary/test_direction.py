"""In which direction languages are written."""

import unicodedata

import pytest

from folja.vocabulary.direction import direction

OWN_NAMES = {
    "am": "አማርኛ", "ar": "العربية", "bn": "বাংলা", "bs": "bosanski", "ckb": "کوردی", "en": "English", "es": "español",
    "fa": "فارسی", "fi": "suomi", "fr": "français", "kmr": "kurmancî", "pl": "polski", "prs": "دری", "rom": "romani",
    "ru": "русский", "so": "soomaali", "sq": "shqip", "sv": "svenska", "ti": "ትግርኛ", "tr": "Türkçe", "uk": "українська",
}  # fmt: skip


@pytest.mark.parametrize(("language", "name"), OWN_NAMES.items())
def test_a_language_is_written_in_the_direction_of_its_own_letters(language: str, name: str) -> None:
    from_the_right = unicodedata.bidirectional(name[0]) in ("R", "AL")
    assert direction(language) == ("rtl" if from_the_right else "ltr")
