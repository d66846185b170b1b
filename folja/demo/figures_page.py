"""Sets the demo city's frozen figures beside the published ones: the page docs/demo-figures.md.

Made anew with `python -m folja.demo.figures_page HOME > docs/demo-figures.md` from a built demo city.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from folja.demo.comparison import Published, published_figures
from folja.figures.library import Library
from folja.figures.reading import read


@dataclass(frozen=True)
class Beside:
    """A published figure and the demo city's own, both as numbers or shares 0-1."""

    published: Published
    title: str
    share: bool
    own: float | None

    @property
    def agrees(self) -> bool:
        return self.own is not None and abs(self.own - self.published.value) <= self.published.tolerance


def beside(library: Library) -> Iterator[Beside]:
    """Every published figure beside the demo city's, from frozen cubes alone."""
    for published in published_figures(library.tree):
        figures = [read(library, published.indicator, unit, published.period)[0] for unit in published.units]
        title, share = figures[0].title.en, figures[0].kind == "share"
        shown = [figure for figure in figures if figure.value is not None]
        if share:
            numerator, base = (sum(getattr(figure, side) or 0 for figure in shown) for side in ("numerator", "base"))
            own = numerator / base if base else None
        else:
            own = sum(figure.value or 0 for figure in shown) if shown else None
        yield Beside(published, title, share, own)


def page(library: Library) -> str:
    """The page, in Markdown."""
    rows = [_row(pair, library) for pair in beside(library)]
    return "\n".join([*_HEAD, *rows, ""])


_HEAD = (
    "# The demo city beside the published figures",
    "",
    "The demo city is invented. Its distributions are chosen so that figures published for Stockholm come out;",
    "they stand in `folja/content/demo` with what each was taken to mean. The figures below were read from the",
    "frozen cubes of one build: numbers about people are rounded by chance, so another build differs a little.",
    "Figures for several districts are added; shares are added numerators over added bases.",
    "",
    "| what | where | when | published | demo city | may differ by | |",
    "|---|---|---|---:|---:|---:|---|",
)


def _row(pair: Beside, library: Library) -> str:
    published = pair.published
    names = [library.tree[unit].name for unit in published.units]
    where = names[0] if len(names) == 1 else f"{len(names)} districts"
    own = "not shown" if pair.own is None else _number(pair.own, share=pair.share)
    numbers = (_number(published.value, share=pair.share), own, _number(published.tolerance, share=pair.share))
    note = published.note.en if published.note else ""
    verdict = note if pair.agrees else f"**differs.** {note}"
    return f"| {pair.title} | {where} | {published.period} | {' | '.join(numbers)} | {verdict} |"


def _number(value: float, *, share: bool) -> str:
    return f"{value:.1%}" if share else f"{value:,.0f}".replace(",", " ")


if __name__ == "__main__":
    from folja.web.starting import start

    start(Path(sys.argv[1]).resolve())
    from folja.web.publication.shelf import library

    sys.stdout.write(page(library()))
