"""The translations that come with Följa. They are drafts: nobody has approved them, and no family is shown them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from folja.instruments.content import SHIPPED, collected, files, read
from folja.vocabulary.languages import BY_CODE
from folja.vocabulary.problem import Problem, Refused
from folja.vocabulary.text import Language

Drafts = Mapping[Language, Mapping[str, str]]
"""Language -> Swedish words -> the words in that language."""


@cache
def shipped() -> Drafts:
    """The drafts that come with Följa."""
    return load(SHIPPED)


def load(root: Path) -> Drafts:
    """The drafts under a content folder, one file a language. Raises Refused with all errors found."""
    problems: list[Problem] = []
    drafts: dict[Language, Mapping[str, str]] = {}
    for path in files(root, "wordings"):
        try:
            file = read(path, root)
            file.only("drafts")
            if path.stem not in BY_CODE:
                raise file.refused(
                    None,
                    sv=f"Språket {path.stem} finns inte. Finns: {', '.join(BY_CODE)}.",
                    en=f"there is no language {path.stem}; there is {', '.join(BY_CODE)}",
                )
            node = file.node("drafts")
            drafts[path.stem] = {swedish: node.word(swedish) for swedish in node.values}
        except Refused as refused:
            problems.extend(refused.problems)
    collected(problems)
    return drafts
