"""A document as the bytes of a file, in the format that the file's ending names."""

from collections.abc import Callable, Mapping

from folja.reports import html
from folja.reports.document import Document
from folja.reports.excel import excel
from folja.reports.pdf import pdf
from folja.reports.word import word
from folja.vocabulary.problem import refuse

FORMATS: Mapping[str, Callable[[Document], bytes]] = {
    ".pdf": pdf,
    ".docx": word,
    ".xlsx": excel,
    ".html": lambda document: html.page(document).encode(),
}
"""File ending -> renderer, in the order they are offered."""


def render(document: Document, suffix: str) -> bytes:
    """The document as a file's bytes. `suffix` is the file's ending, as Path.suffix gives it.

    Raises Refused for an ending that names no format.
    """
    renderer = FORMATS.get(suffix.lower())
    if renderer is None:
        known = ", ".join(FORMATS)
        raise refuse(
            suffix,
            sv=f"En rapport kan inte sparas i det formatet. Låt filnamnet sluta på något av {known}.",
            en=f"a report can't be saved in that format; let the file name end with one of {known}",
        )
    return renderer(document)
