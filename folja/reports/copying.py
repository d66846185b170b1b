"""A report goal by goal, as it is copied into another system: text, value and status of each expected result."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from folja.reports import labels, words
from folja.reports.document import Block, Document, Heading, Paragraph, Piece, Table, Verdict, Written, Years


@dataclass(frozen=True)
class Copied:
    """One expected result, or a part that people have written. What there is none of is empty.

    `text` is what the figures say and then what people have written, a line between them.
    """

    goal: str
    title: str
    text: str
    value: str
    status: str


def copied(document: Document) -> tuple[Copied, ...]:
    """Everything of a report that people judge or write, in its order."""
    return tuple(_copied(document))


def _copied(document: Document) -> Iterator[Copied]:
    above = ""
    for heading, blocks in _under_headings(document.blocks):
        if heading.level == 2:
            above = heading.words
        if any(isinstance(block, Verdict | Written) for block in blocks):
            yield _one(above if heading.level == 3 else "", heading.words, blocks, document.language)


def _under_headings(blocks: Sequence[Block]) -> Iterator[tuple[Heading, list[Block]]]:
    heading, found = None, list[Block]()
    for block in blocks:
        if isinstance(block, Heading):
            if heading:
                yield heading, found
            heading, found = block, []
        else:
            found.append(block)
    if heading:
        yield heading, found


def _one(goal: str, title: str, blocks: Sequence[Block], language: str) -> Copied:
    verdict = next((block for block in blocks if isinstance(block, Verdict)), None)
    drafted = [_said(block.pieces, language) for block in blocks if _is_drafted(block) and isinstance(block, Paragraph)]
    written = [words_ for block in blocks if isinstance(block, Written) for words_ in block.paragraphs]
    return Copied(
        goal,
        title,
        text="\n\n".join((*drafted, *written)),
        value=_value(blocks, language),
        status=labels.STATUSES[verdict.status].in_language(language) if verdict else "",
    )


def _is_drafted(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style == "drafted"


def _value(blocks: Sequence[Block], language: str) -> str:
    """The latest of the years' values, which is the report's own: it stands last in the first table."""
    found = (block if isinstance(block, Table) else block.table for block in blocks if isinstance(block, Table | Years))
    table = next(found, None)
    return words.quoted(table.rows[-1][1], language) if table else ""


def _said(pieces: Sequence[Piece], language: str) -> str:
    return "".join(words.quoted(piece, language) for piece in pieces).strip()
