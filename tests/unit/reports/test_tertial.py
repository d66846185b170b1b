"""The tertial report, composed: which numbers stand where, of which months, and how hidden ones are told together."""

from datetime import date

import pytest

from folja.disclosure.publication import Publication
from folja.reports import words
from folja.reports.document import Document, Heading, Name, NotShown, Paragraph, Table, Trend
from folja.reports.template import Section, Template
from folja.reports.tertial import compose
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text
from folja.vocabulary.unit import UnitTree
from tests.city import TREE, with_staff
from tests.unit.figures.shelf import published, shelf

TEMPLATE = Template(
    "tertial",
    Text.of(sv="Tertialrapport", en="Tertial report"),
    (
        Section(
            code="ones",
            title=Text.of(sv="Ettor", en="Ones"),
            intro=None,
            volumes=("ones",),
            figures=("phone_share", "phone_count", "distance_count"),
            trend="phone_share",
            bars=None,
        ),
    ),
)


ANSWERS = Section(
    "answers", Text.of(sv="Svar", en="Answers"), None, (), ("answers_per_one",), None, None, "answers_per_one"
)


def ways(answered: int, phone: int, video: int = 0) -> dict[str, int]:
    cells = {"answered": answered, "not_known": 0, "phone": phone, "video": video, "on_site": answered - phone - video}
    return {f"way.{category}": value for category, value in cells.items()}


ACTS = {"one": {unit: {"2021-01": {"acts": 30}, "2021-05": {"acts": 30}} for unit in ("farsta_1", "farsta_2")}}
FEW = with_staff(TREE, farsta_1=2)


def report(unit: str, *publications: Publication, tree: UnitTree = TREE, language: str = "sv") -> Document:
    last = Period.parse("2021T2") if len(publications) > 1 else Period.parse("2021T1")
    library = shelf(*publications, tree=tree)
    return compose(library, TEMPLATE, unit, last, today=date(2021, 10, 1), invented=True, language=language)


def said(document: Document) -> str:
    """All prose in it."""
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    paragraphs += [one for block in document.blocks if isinstance(block, NotShown) for one in block.paragraphs]
    return " ".join(_words(one, document.language) for one in paragraphs)


def _words(paragraph: Paragraph, language: str = "sv") -> str:
    return "".join(words.quoted(piece, language) for piece in paragraph.pieces).replace(words.NO_BREAK, " ").strip()


def hidden(document: Document) -> list[str]:
    return [_words(one) for block in document.blocks if isinstance(block, NotShown) for one in block.paragraphs]


BOTH = {"farsta_1": ways(60, 25, 10), "farsta_2": ways(80, 40, 10)}
T1 = published("2021T1", {"one": {unit: {"2021-01": {"acts": 30}} for unit in BOTH}}, one=BOTH)
T2 = published("2021T2", {"one": {unit: {"2021-05": {"acts": 30}} for unit in BOTH}}, one=BOTH)


def trend_of(document: Document) -> Trend:
    (found,) = [block for block in document.blocks if isinstance(block, Trend)]
    return found


def test_it_says_that_its_numbers_are_of_the_year_so_far_and_its_trends_of_each_tertial() -> None:
    document = report("farsta_1", T1, T2)
    assert "Allt gäller januari–augusti 2021, utom diagrammen över tid, som visar varje tertial för sig." in said(
        document
    )
    assert trend_of(document).subtitle.startswith("Andel, varje tertial för sig.")
    assert trend_of(document).subtitle.endswith("Siffrorna i tabellerna gäller januari–augusti 2021.")


def test_the_first_tertial_is_all_of_the_year_so_far_and_needs_no_such_words() -> None:
    before = published("2020T3", one=BOTH)
    library = shelf(before, T1)
    document = compose(library, TEMPLATE, "farsta_1", T1.period, today=date(2021, 6, 1), invented=True)
    assert "Allt gäller" not in said(document)
    assert "ovan" not in trend_of(document).subtitle


def test_what_has_the_same_reason_and_the_same_place_is_told_together() -> None:
    document = report("farsta_1", published("2021T1", ACTS, one={"farsta_2": ways(80, 40, 10)}))
    assert hidden(document) == [
        (
            "Visas inte: för få registreringar eller medarbetare. I stället i Farsta: "
            "nyckeltal phone share 50 % (40 av 80); nyckeltal phone count 40; nyckeltal distance count 50."
        )
    ]


def test_another_reason_is_told_by_itself() -> None:
    document = report("farsta_1", published("2021T1", ACTS, one={"farsta_1": ways(35, 15), "farsta_2": ways(80, 40)}))
    assert hidden(document) == [
        "Visas inte: färre än 40 svar. I stället i Farsta: nyckeltal phone share 48 % (55 av 115)."
    ]


def test_a_figure_of_the_city_is_said_to_be_of_the_whole_city() -> None:
    cubes = published("2021T1", ACTS, one={"farsta_1": ways(35, 15), "vallingby_1": ways(80, 40)})
    assert "I stället i hela staden: nyckeltal phone share 48 %" in said(report("farsta_1", cubes))
    assert "Instead in the whole city: indicator phone share 48%" in said(report("farsta_1", cubes, language="en"))


def test_a_sheet_still_has_a_row_for_each_hidden_figure() -> None:
    document = report("farsta_1", published("2021T1", ACTS, one={"farsta_2": ways(80, 40, 10)}))
    (block,) = [block for block in document.blocks if isinstance(block, NotShown)]
    assert len(block.table.rows) == 3
    assert block.locked


def test_a_unit_with_too_few_staff_is_not_said_to_have_reported_nothing() -> None:
    document = report("farsta_1", published("2021T1", ACTS, tree=FEW), tree=FEW)
    assert "Inget är rapporterat" not in said(document)
    assert "för att den har för få registreringar eller medarbetare" in said(document)


def test_a_part_where_nothing_can_be_shown_is_told_in_one_place_without_empty_headings() -> None:
    document = report("farsta_1", published("2021T1", ACTS, tree=FEW), tree=FEW)
    assert not [block for block in document.blocks if isinstance(block, Table)]
    assert [block.words for block in document.blocks if isinstance(block, Heading)] == ["Det viktigaste", "Ettor"]
    assert hidden(document)[0] == (
        "Visas bara tillsammans med andra enheter, så att ingen enskild medarbetares arbete syns. "
        "I stället i Farsta: nyckeltal ones 60."
    )


def test_without_anything_offered_it_is_said_what_the_reason_is_about() -> None:
    document = report("farsta_1", published("2021T1", ACTS))
    assert hidden(document) == [
        (
            "Visas inte: för få registreringar eller medarbetare. Det gäller nyckeltal phone share; "
            "nyckeltal phone count; nyckeltal distance count."
        )
    ]


def test_where_nothing_at_all_is_reported_it_says_so() -> None:
    nothing = published("2021T1", {"one": {"farsta_2": {"2021-01": {"acts": 30}}}})
    assert said(report("farsta_1", nothing)).startswith("Inget är rapporterat.")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_people_are_never_said_to_be_rounded_to_the_nearest_five(language: str) -> None:
    method = report("farsta_1", T1, language=language).method
    assert ("femtal" if language == "sv" else "multiples of 5") in method
    assert not [word for word in ("närmaste", "jämna", "nearest") if word in method]


def test_a_part_may_open_with_a_sentence_on_how_many_answered() -> None:
    acts = {"one": {"farsta_1": {"2021-01": {"acts": 50}}}}
    publication = published("2021T1", acts, cross={"farsta_1": {"helped.answered": 25, "helped.not_known": 0}})
    template = Template("tertial", TEMPLATE.title, (ANSWERS,))
    made = compose(
        shelf(publication), template, "farsta_1", Period.parse("2021T1"), today=date(2021, 6, 1), invented=True
    )
    assert "Answers per one är 50." in said(made)
    assert "25 på 50" in str(
        [words.quoted(cell) for block in made.blocks if isinstance(block, Table) for cell in block.rows[0]]
    )


def certain(period: str, answered: int, phone: int, acts: int) -> Publication:
    month = f"{period[:4]}-01"
    return published(period, {"one": {"farsta_1": {month: {"acts": acts}}}}, one={"farsta_1": ways(answered, phone)})


def test_what_has_changed_beyond_chance_stands_first_and_what_is_counted_says_so() -> None:
    library = shelf(certain("2020T1", 200, 40, 200), certain("2021T1", 200, 160, 211))
    document = compose(library, TEMPLATE, "farsta_1", T1.period, today=date(2021, 6, 1), invented=True)
    lead = next(_words(block) for block in document.blocks if isinstance(block, Paragraph) and block.style == "lead")
    assert lead == (
        "Phone share är 80 %. Det är 60 procentenheter högre än året före (20 %). "
        "Ones är 211, exakt räknat. Det är 11 fler än året före (200)."
    )


def test_what_chance_may_explain_does_not_come_before_what_was_done() -> None:
    library = shelf(certain("2020T1", 200, 100, 200), certain("2021T1", 200, 105, 211))
    document = compose(library, TEMPLATE, "farsta_1", T1.period, today=date(2021, 6, 1), invented=True)
    assert said(document).startswith("Ones är 211, exakt räknat.")


def test_every_figure_in_it_is_defined_and_so_are_the_words_that_stand_with_many() -> None:
    document = report("farsta_1", T1)
    titles = {definition.title for definition in document.definitions}
    told = {one.title.sv for block in document.blocks if isinstance(block, Trend) for one in block.figures}
    tables = [block for block in document.blocks if isinstance(block, Table)]
    named = {row[0].words for table in tables for row in table.rows if isinstance(row[0], Name)}
    assert len(named) > 2
    assert told | named <= titles
    assert {"Osäkerhet", "Ingen säker skillnad", "Exakt räknat", "Färre än 5"} <= titles
    assert len({definition.title for definition in report("farsta_1", T1, language="en").definitions}) == len(titles)


def test_where_nothing_is_reported_no_words_are_defined() -> None:
    nothing = published("2021T1", {"one": {"farsta_2": {"2021-01": {"acts": 30}}}})
    assert report("farsta_1", nothing).definitions == ()
