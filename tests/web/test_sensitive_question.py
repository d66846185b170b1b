"""Where a sensitive question was taken away for a unit, page, file, other systems and protocol say so."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from folja.disclosure.publication import Rung
from folja.vocabulary.period import Period
from folja.web.publication.models import ClosedTertial
from folja.web.publication.shelf import library
from tests.tokens import system, token_of
from tests.web.pages import card

T1 = Period.parse("2022T1")
WHY = "Visas inte: frågan är känslig, och något svar kan ligga under 10 eller över 90 procent"


@pytest.fixture
def taken_away(closed: None) -> None:
    """Who took part in the talks is lacking for Farsta's largest unit in the latest closed tertial."""
    frozen = library().publications[T1]
    cubes = tuple(
        replace(
            cube,
            leaves=tuple(leaf for leaf in cube.leaves if leaf.code != "farsta_stod"),
            values={leaf: values for leaf, values in cube.values.items() if leaf != "farsta_stod"},
        )
        if cube.code == "talk.adults"
        else cube
        for cube in frozen.cubes
    )
    less = replace(frozen, cubes=cubes, rungs=(*frozen.rungs, Rung("talk.adults", "farsta_stod", "sensitive")))
    ClosedTertial.objects.filter(period=str(T1)).update(document=less.to_json(), hash=less.hash)


def test_the_units_page_says_why_and_what_is_shown_instead(taken_away: None, as_bo: Client) -> None:
    said = card(as_bo.get("/siffror/farsta_stod/2022T1/"), "Samtal där en man deltog")
    assert WHY in said
    assert "för få" not in said
    assert " % " in said, "the district's is offered"


def test_so_does_the_workbook_of_the_report(taken_away: None, as_bo: Client) -> None:
    file = as_bo.get("/rapport/tertial/farsta_stod/2022T1.xlsx").getvalue()
    cells = [str(cell) for sheet in load_workbook(BytesIO(file)) for row in sheet.values for cell in row if cell]
    assert any(WHY in cell for cell in cells)


def test_another_system_gets_the_reason_and_no_number(taken_away: None) -> None:
    farsta = system(token_of("farsta"))
    [row] = farsta.get("/api/v1/figures/men_share_talks", {"unit": "farsta_stod", "period": "2022T1"}).json()
    assert (row["reason"], row["value"], row["base"]) == ("sensitive", None, None)
    cells = farsta.get("/api/v1/cubes/talk.adults", {"period": "2022T1"}).json()
    assert "farsta_stod" not in {cell["leaf"] for cell in cells}
    assert cells


def test_the_protocol_names_the_question_and_the_unit(taken_away: None, as_carin: Client) -> None:
    page = as_carin.get("/stangning/2022T1/").content.decode()
    assert "Frågan är känslig. Visas bara i grova drag eller inte alls" in page
