"""Reads a page as its reader does: words, headings, and what stands together."""

import re
from html import unescape
from typing import Any

SPACE = re.compile(r"\s+")
TAG = re.compile(r"<[^>]+>")
TEMPLATE = re.compile(r"<template.*?</template>", re.DOTALL)  # what only scripts show
UNSEEN = re.compile("[\u2060\u00ad]")  # what keeps 30–51 % on one line, and where a long word may be broken


def words(answer: Any) -> str:
    """All words of the page, with single ordinary spaces."""
    return _plain(without_scripts(answer).partition("<main")[2].partition(">")[2])


def without_scripts(answer: Any) -> str:
    """The page as it is where no scripts run."""
    return TEMPLATE.sub("", answer.content.decode())


def card(answer: Any, title: str) -> str:
    """The words of the card with this title."""
    cards = re.findall(r"<article.*?</article>", answer.content.decode(), re.DOTALL)
    found = [words for words in map(_plain, cards) if words.startswith(title)]
    assert found, f"no card is called {title}"
    return found[0]


def row(answer: Any, header: str) -> list[str]:
    """The cells of the first table row with this header, the header first."""
    return next(cells for cells in rows(answer) if cells and cells[0] == header)


def rows(answer: Any) -> list[list[str]]:
    """The cells of every table row of the page, in order."""
    found = re.findall(r"<tr[ >].*?</tr>", answer.content.decode(), re.DOTALL)
    return [[_plain(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in found]


def _plain(html: str) -> str:
    text = UNSEEN.sub("", unescape(TAG.sub(" ", html)))
    return SPACE.sub(" ", text).strip()
