"""The words that the parts are shown with, in every language they are shown in."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from folja.instruments.content import read
from folja.vocabulary.text import Text

HERE = Path(__file__).parent

LANGUAGES = {"sv": "Svenska", "en": "English", "ar": "العربية"}


@cache
def shipped() -> Mapping[str, Text]:
    """The words by name. Raises Refused with file and line."""
    node = read(HERE / "words.yaml", HERE)
    return {name: node.text(name) for name in node.values}
