"""The invented methods: one has every question answered and says what is weak, one is half finished."""

from datetime import date
from pathlib import Path

import pytest

from folja.demo.city import city
from folja.demo.methods import described_methods
from folja.disclosure import policy
from folja.figures.indicator import shipped as indicators
from folja.figures.library import Library
from folja.instruments.loading import shipped as instruments
from folja.methods import evidence
from folja.methods.method import Method, Origin, Reference, left
from folja.methods.typology import shipped
from folja.reports.document import Document
from folja.reports.method_description import described
from folja.reports.rendering import render
from folja.screening.screening import screen
from folja.web.methods.written import checked_about
from folja.web.organisation.unit_file import read_units
from tests.command.own_city import UNITS
from tests.office import opened_in_office
from tests.published import publications
from tests.whole_files import assert_no_heading_alone, assert_whole_pdf, assert_whole_word

LONG = f"https://example.org/{'en-lang-adress-' * 12}rapport.pdf"
ORIGIN = Origin("y", "Familjecaféet", "Föräldrastöd Vällingby", 2)
REFERENCES = (Reference("evaluated", "Utvärderingen", LONG, 1), Reference("described", "Metodboken.pdf", "", 2))


def test_the_drop_in_place_answers_all_and_says_that_it_does_not_measure_before() -> None:
    drop_in, visits, school = (Method("x", one.unit, one.about, one.answers) for one in described_methods())
    assert left(shipped(), drop_in) == ()
    assert drop_in.answer("over_time").judgement == "no"
    assert len(left(shipped(), visits)) < len(left(shipped(), school))
    assert [one.published is None for one in described_methods()] == [False, False, True]


@pytest.fixture(scope="module")
def documents() -> tuple[Document, ...]:
    """The descriptions as everybody reads them, with figures that Föräldrastöd Farsta has published."""
    tree = read_units(UNITS.encode())
    books = Library(tree, instruments(), indicators(), policy.shipped(), {one.period: one for one in publications()})
    return tuple(
        described(
            books,
            shipped(),
            Method(
                "x", "farsta_stod", one.about, one.answers, REFERENCES, Origin("y", "Familjecaféet", "Vällingby", 2)
            ),
            today=date(2022, 6, 14),
            invented=True,
            edition=1,
            published_on=one.published,
        )
        for one in described_methods()
    )


@pytest.mark.parametrize("which", [0, 1, 2])
def test_their_files_are_held_to_what_reports_are_held_to(documents: tuple[Document, ...], which: int) -> None:
    one = documents[which]
    assert_no_heading_alone(assert_whole_pdf(render(one, ".pdf"), one.title), one)
    assert_whole_word(render(one, ".docx"), one.title)


@pytest.mark.long
def test_an_office_program_opens_them(documents: tuple[Document, ...], tmp_path: Path) -> None:
    said = opened_in_office(render(documents[0], ".docx"), ".docx", tmp_path)
    assert documents[0].title in said
    assert "Barnets perspektiv" in said
    assert documents[0].method in said


def test_what_they_choose_and_insert_is_there_and_no_word_leads_to_anybody() -> None:
    known = {facet.code: {one.code for one in facet.choices} for facet in shipped().facets}
    for one in described_methods():
        assert one.unit in city()
        assert all(set(codes) <= known[facet] for facet, codes in one.about.facets.items())
        assert set(evidence.inserted(answer.words for answer in one.answers.values())) <= set(indicators())
        assert checked_about(one.about, city()) == one.about, "nothing in what it is called may be a name"
        assert not any(screen(answer.words).blocking for answer in one.answers.values())
