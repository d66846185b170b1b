"""The city's tertial report as a page and as files: the first time in a process, and after.

The yardstick is the typesetter itself, on as many pages of plain words.
"""

import re
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

from folja.bench.alone import alone
from folja.bench.ratio import Ratio, in_turns, seconds
from folja.reports.fonts import LATIN_AND_CYRILLIC

PAGE_OF_A_PDF = re.compile(rb"/Type\s*/Page\b")
WORDS_OF_A_PAGE = 400
MOST_PAGES = 20


@dataclass(frozen=True)
class Rendering(Ratio):
    """`measured` is the report as a PDF of so many `pages`. The others are in seconds: the first time, and after."""

    pages: int
    twenty_pages: float
    pdf_first: float
    page_first: float
    page: float
    word_first: float
    word: float
    excel_first: float
    excel: float


def against_plain_words(number: int, turns: int = 5) -> Rendering:
    """The report of a city with so many registrations in each tertial."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        return alone(_measure, Path(folder), number, turns)


def _measure(folder: Path, number: int, turns: int) -> Rendering:
    from folja.bench.report_page import built

    report = built(number, folder)
    page = _first_and_after(report, turns)
    word = _first_and_after(lambda: report.file("docx"), turns)
    excel = _first_and_after(lambda: report.file("xlsx"), turns)
    pdf_first = seconds(lambda: report.file("pdf"))
    pages = len(PAGE_OF_A_PDF.findall(report.file("pdf")))
    _plain(pages)
    found = in_turns(lambda: seconds(lambda: report.file("pdf")), lambda: seconds(lambda: _plain(pages)), turns)
    return Rendering(
        **asdict(found),
        pages=pages,
        twenty_pages=found.measured * MOST_PAGES / pages,
        pdf_first=pdf_first,
        page_first=page[0],
        page=page[1],
        word_first=word[0],
        word=word[1],
        excel_first=excel[0],
        excel=excel[1],
    )


def _first_and_after(work: Callable[[], object], turns: int) -> tuple[float, float]:
    return seconds(work), statistics.median(seconds(work) for _ in range(turns))


def _plain(pages: int) -> bytes:
    """Nothing but words on so many pages, in the same typeface and tagged as strictly."""
    body = f"#for _ in range({pages}) [#lorem({WORDS_OF_A_PAGE}) #pagebreak(weak: true)]"
    words = f'#set document(title: "Words")\n#set text(lang: "en")\n{body}'
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(LATIN_AND_CYRILLIC)])
    made = typst.Compiler(words.encode(), font_paths=fonts).compile(format="pdf", pdf_standards="ua-1")
    assert isinstance(made, bytes)
    return made
