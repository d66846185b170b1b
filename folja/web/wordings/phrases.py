"""The sentences that stand around families' questions, read from content: Swedish and English are their source."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from folja.instruments.content import SHIPPED, collected, files, read
from folja.vocabulary.problem import Problem, Refused
from folja.vocabulary.text import Text


@cache
def shipped() -> Mapping[str, Text]:
    """The phrases that come with Följa, by `topic.code`; the topic is the name of the file."""
    return load(SHIPPED)


def load(root: Path) -> Mapping[str, Text]:
    """The phrases under a content folder. Raises Refused with all errors found."""
    problems: list[Problem] = []
    phrases: dict[str, Text] = {}
    for path in files(root, "families"):
        try:
            file = read(path, root)
            file.only("phrases")
            node = file.node("phrases")
            phrases |= {f"{path.stem}.{code}": node.text(code) for code in node.values}
        except Refused as refused:
            problems.extend(refused.problems)
    collected(problems)
    return phrases
