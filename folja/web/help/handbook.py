"""The handbook as pages: Markdown files of docs/handbok, which is also where they are read outside the product."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER: Path = settings.PROJECT.parent / "docs" / "handbok"
PICTURES: Path = settings.PROJECT.parent / "docs" / "pictures"
FIRST = "README"


@dataclass(frozen=True)
class HelpSection:
    """A heading and the words under it, as they are read. The first section of a page has the page's title."""

    heading: str
    words: str


@dataclass(frozen=True)
class HelpPage:
    """One page; the first has an empty `code`."""

    code: str
    title: str
    html: str
    sections: tuple[HelpSection, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings below the title."""
        return tuple(section.heading for section in self.sections[1:])


@cache
def handbook() -> dict[str, HelpPage]:
    """Every page by its code, the first one first, the others in the order that it leads to them."""
    first = (FOLDER / f"{FIRST}.md").read_text(encoding="utf-8")
    order = dict.fromkeys(re.findall(r"\((\w[\w-]*)\.md\)", first))
    return {"": _page("", first)} | {
        code: _page(code, (FOLDER / f"{code}.md").read_text(encoding="utf-8")) for code in order
    }


def anchor(heading: str) -> str:
    """Where a heading is found on its page, named as the places that show Markdown name it: Utan nät -> utan-nät."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _page(code: str, text: str) -> HelpPage:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    sections = tuple(_sections(tokens))
    for outer, inner in pairwise(tokens):
        if outer.type == "heading_open":
            outer.attrSet("id", anchor(inner.content))
    for token in tokens:
        for inner in token.children or ():
            _lead_to_pages(inner)
    html = markdown.renderer.render(tokens[3:], markdown.options, {})  # the title stands in the page's own head
    return HelpPage(code, sections[0].heading, html, sections)


def _sections(tokens: Sequence[Token]) -> Iterator[HelpSection]:
    """The page, cut before each heading."""
    starts = [place for place, token in enumerate(tokens) if token.type == "heading_open"]
    for start, end in pairwise((*starts, len(tokens))):
        heading, *lines = [_read(token) for token in tokens[start:end] if token.type == "inline"]
        yield HelpSection(heading, " ".join(line if line[-1] in ".:?!" else f"{line}." for line in lines if line))


def _read(inline: Token) -> str:
    """The words of a paragraph, a line of a list or a cell, without marks and pictures."""
    said = (token for token in inline.children or () if token.type in ("text", "code_inline", "softbreak"))
    return "".join(" " if token.type == "softbreak" else token.content for token in said)


def _lead_to_pages(token: Token) -> None:
    """Links between files become links between pages, and pictures are fetched from where the product serves them."""
    if token.type == "link_open" and (found := re.fullmatch(r"([\w-]+)\.md(#.+)?", str(token.attrs["href"]))):
        page = f"/hjalp/{found[1]}/" if found[1] != FIRST else "/hjalp/"
        token.attrs["href"] = page + (found[2] or "")
    if token.type == "image" and (found := re.fullmatch(r"\.\./pictures/([\w-]+\.png)", str(token.attrs["src"]))):
        token.attrs["src"] = f"/hjalp/bild/{found[1]}"
