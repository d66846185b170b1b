"""A method's description is read in an order for readers, its figures are those of now, and its files are whole."""

from dataclasses import replace
from datetime import date

import pytest

from folja.disclosure import policy
from folja.figures.indicator import shipped as indicators
from folja.figures.library import Library
from folja.instruments.loading import shipped as instruments
from folja.methods.evidence import mark
from folja.methods.method import Answer, Method, Origin, Reference
from folja.reports.document import Document, Heading, Paragraph, Written
from folja.reports.html import fragment
from folja.reports.method_description import described
from folja.reports.rendering import render
from folja.reports.words import quoted
from tests.city import TREE
from tests.unit.methods.described import TYPOLOGY, judged, method
from tests.whole_files import assert_whole_pdf, assert_whole_word

BOOKS = Library(TREE, instruments(), indicators(), policy.shipped(), {})


def document(one: Method, books: Library = BOOKS, edition: int = 0) -> Document:
    published = date(2022, 6, 1) if edition else None
    return described(
        books, TYPOLOGY, one, today=date(2022, 6, 16), invented=True, edition=edition, published_on=published
    )


def said(one: Document) -> list[str]:
    """Every heading, passage and paragraph in words."""
    found: list[str] = []
    for block in one.blocks:
        match block:
            case Heading():
                found.append(block.words)
            case Written():
                found += [block.label, *block.paragraphs]
            case Paragraph():
                found.append("".join(quoted(piece) for piece in block.pieces))
    return [words for words in found if words]


def test_it_begins_with_whom_it_is_for_and_not_with_the_first_question() -> None:
    answers = {"named_theory": Answer("yes", "Risk och skydd."), "target_group": Answer("yes", "Alla i området.")}
    words = said(document(method(answers)))
    assert words.index("Alla i området.") < words.index("Risk och skydd.")
    assert "Mål" not in words, "a part that nothing is said of has no heading"


def test_what_nobody_has_described_is_told() -> None:
    words = said(document(method({"target_group": Answer("yes", "Alla.")})))
    assert any("Kostnader" in one for one in words[words.index("Det här är inte beskrivet än") :])


def test_a_draft_says_so_and_an_edition_its_number_and_day() -> None:
    assert document(method()).dated == "Utkast, inte publicerat: så såg det ut 16\N{NO-BREAK SPACE}juni 2022."
    assert document(method(), edition=2).dated == "Utgåva 2, publicerad 1\N{NO-BREAK SPACE}juni 2022."


def test_a_figure_stands_between_the_words_and_one_that_is_gone_breaks_nothing() -> None:
    words = f"Först så.\n\n{mark('talks')}\n\nSedan så. {mark('no_such_indicator')}"
    told = said(document(method({"helps": Answer("yes", words)})))
    start = told.index("Först så.")
    assert told[start + 1].startswith("Inget tertial är stängt än")
    assert told[start + 2] == "Sedan så."
    assert "no_such_indicator" in told[start + 3]
    assert "inte finns i Följa längre" in told[start + 3]


def test_without_figures_there_is_no_heading_for_their_definitions() -> None:
    assert "Definitioner" not in fragment(document(method({"helps": Answer("yes", "Ja.")})))
    assert "Definitioner" in fragment(document(method({"helps": Answer("yes", f"Ja. {mark('talks')}")})))


def test_where_it_was_copied_from_is_told() -> None:
    one = replace(method(), origin=Origin("another", "Öppet hus", "Föräldrastöd Vällingby", 3))
    assert "Öppet hus från Föräldrastöd Vällingby, utgåva 3" in str(document(one).blocks)


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_its_files_are_whole_and_can_be_read_by_everybody(suffix: str) -> None:
    answers = judged("goals", "yes", "partly", "no") | {"helps": Answer("yes", f"Ja. {mark('talks')}")}
    references = (Reference("helps", "Rapporten", "https://example.org/rapport"),)
    content = render(document(replace(method(answers), references=references), edition=1), suffix)
    check = assert_whole_pdf if suffix == ".pdf" else assert_whole_word
    check(content, "Öppna dörren")
