"""Which municipalities a nation's figures are from, so that nobody takes them for all there are."""

from collections.abc import Iterator

from folja.figures.library import Library
from folja.reports.document import Name, Paragraph
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text, listed

_ALL = Text.of(sv="Siffrorna är från ", en="The figures are from ")
_PART = Text.of(sv="Bara en del av perioden är med från ", en="Only a part of the period is included from ")


def municipalities(library: Library, period: Period, language: str) -> Iterator[Paragraph]:
    """Those that are in all closed tertials of a period, and those that are in some; nothing in a municipality."""
    if not library.tree.is_national:
        return
    trees = [library.tree_in(tertial) for tertial in library.tertials(period) if tertial in library.publications]
    names = {unit.code: unit.name for tree in trees for unit in tree.children(tree.city.code)}
    whole = [code for code in names if all(code in tree for tree in trees)]
    for said, codes in ((_ALL, whole), (_PART, [code for code in names if code not in whole])):
        if codes:
            yield Paragraph((said.in_language(language), Name(listed([names[code] for code in codes], language)), "."))
