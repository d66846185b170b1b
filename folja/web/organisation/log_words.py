"""What stands in the log for each code of something done, read from content."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from folja.instruments.content import SHIPPED, read
from folja.vocabulary.text import Text


@cache
def shipped() -> Mapping[str, Text]:
    """The words that come with Följa, by code."""
    return load(SHIPPED)


def load(root: Path) -> Mapping[str, Text]:
    """The words in a content folder. Raises Refused with file and line."""
    node = read(root / "log.yaml", root)
    node.only("actions")
    actions = node.node("actions")
    return {code: actions.text(code) for code in actions.values}
