"""Goals in a report: the aim, whether it is reached, the years, what people wrote; and what stays inside the unit."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from folja.disclosure import policy
from folja.figures import indicator
from folja.figures.library import Library
from folja.goals import measure
from folja.goals.followed import Outside
from folja.goals.outside import OutsideFigure
from folja.goals.target import Target
from folja.goals.year_plan import ExpectedResult, UnitGoal, YearPlan
from folja.instruments import loading
from folja.reports import words
from folja.reports.document import Block, Document, Heading, Paragraph, Table, Verdict, Written, Years
from folja.reports.manuscript import Manuscript
from folja.reports.rendering import FORMATS, render
from folja.reports.template import shipped
from folja.reports.tertial import compose
from folja.vocabulary.period import Period
from folja.web.organisation.unit_file import read_units
from tests.command.own_city import UNITS
from tests.published import publications

YEAR = Period.parse("2021")
LIBRARY = Library(
    read_units(UNITS.encode()),
    loading.shipped(),
    indicator.shipped(),
    policy.shipped(),
    {publication.period: publication for publication in publications()},
)
GRADE8 = ExpectedResult(
    "grade8", "Eleverna känner oss", "measure", "grade8_know_field_workers", Target("at_least", Decimal(50))
)
TOGETHER = ExpectedResult(
    "together", "Barnen är med och planerar", "measure", "child_took_part", Target("at_least", Decimal(80))
)
MEN = ExpectedResult("men", "Pappor är med", "indicator", "men_share_talks", Target("at_least", Decimal(90)))
PLAN = YearPlan(
    "farsta_stod", 2021, (UnitGoal("one", "Stöd tidigt", (MEN, GRADE8, TOGETHER), "Bra start", "Tidigt stöd"),)
)


def entered(code: str, value: str, period: Period = YEAR, **genders: str) -> OutsideFigure:
    split = {gender: Decimal(number) for gender, number in genders.items()}
    day = date(2022, 1, 20)
    return OutsideFigure(
        measure.shipped()[code], "farsta_stod", period, Decimal(value), "Elevenkäten", day, "Bo", split
    )


OUTSIDE = Outside.of(
    (
        entered("grade8_know_field_workers", "39.7"),
        entered("grade8_know_field_workers", "53", YEAR.year_before),
        entered("child_took_part", "82"),
        entered("youth_clinic_visitors", "348", woman="263", man="75", other="10"),
        entered("prevention_index", "93"),
    )
)
MANUSCRIPT = Manuscript(PLAN, OUTSIDE, {"grade8": "Vi hann 2 av 9 skolor.\n\nI höst går vi till alla."})


def annual(manuscript: Manuscript = MANUSCRIPT) -> Document:
    period = Period.parse("2021T3")
    return compose(
        LIBRARY,
        shipped()["annual"],
        "farsta_stod",
        period,
        today=date(2022, 2, 1),
        invented=True,
        manuscript=manuscript,
    )


def below(document: Document, heading: str) -> list[Block]:
    """The blocks after a heading, until the next."""
    places = [place for place, block in enumerate(document.blocks) if isinstance(block, Heading)]
    start = next(p for p in places if document.blocks[p].words == heading)  # type: ignore[union-attr]
    return list(document.blocks[start + 1 : next((p for p in places if p > start), None)])


def said(block: Block) -> str:
    pieces = block.reason.pieces if isinstance(block, Verdict) else getattr(block, "pieces", ())
    return "".join(words.quoted(piece) for piece in pieces)


def test_a_result_followed_from_outside_is_exact_and_says_its_source() -> None:
    blocks = below(annual(), "Eleverna känner oss")
    verdict = next(block for block in blocks if isinstance(block, Verdict))
    assert (verdict.status, said(verdict)) == ("not_met", "Målet är minst 50\u00a0%. Utfallet ligger under det.")
    drafted = next(block for block in blocks if isinstance(block, Paragraph) and block.style == "drafted")
    assert "är 39,7\u00a0%. Det är 13,3\u00a0procentenheter lägre än året före (53\u00a0%)." in said(drafted)
    assert any("Källa: Elevenkäten" in said(block) for block in blocks)
    assert Written("Vår analys", ("Vi hann 2 av 9 skolor.", "I höst går vi till alla.")) in blocks


def test_a_result_followed_by_an_indicator_has_its_years_with_their_uncertainty() -> None:
    blocks = below(annual(), "Pappor är med")
    drawn = next(block for block in blocks if isinstance(block, Years))
    table = drawn.table
    assert [column.header for column in table.columns] == ["Period", "Utfall", "Antal", "Osäkerhet"]
    assert table.rows[-1][0] == YEAR
    last = drawn.points[-1]
    assert last.low is not None
    assert last.value is not None
    assert last.low < last.value


def everything(document: Document) -> str:
    """All that a report says, with every number as it is written."""
    cells = (
        words.quoted(cell)
        for block in document.blocks
        if isinstance(block, Table | Years)
        for row in (block if isinstance(block, Table) else block.table).rows
        for cell in row
    )
    return " | ".join(
        (*map(said, document.blocks), *cells, *(b.words for b in document.blocks if isinstance(b, Heading)))
    )


def test_a_report_for_everybody_has_nothing_out_of_case_systems() -> None:
    whole, opened = everything(annual()), everything(annual(MANUSCRIPT.open_to_all))
    for internal in ("Barnen är med och planerar", "Unika besökare", "348", "263"):
        assert internal in whole
        assert internal not in opened
    assert "Preventionsindex" in opened
    assert "Eleverna känner oss" in opened


def test_it_has_no_goal_of_case_systems_either_while_no_figure_is_entered() -> None:
    empty = replace(MANUSCRIPT, outside=Outside({}))
    opened = everything(annual(empty.open_to_all))
    assert TOGETHER.words in everything(annual(empty))
    assert TOGETHER.words not in opened
    assert MEN.words in opened
    alone = replace(empty, plan=replace(PLAN, goals=(replace(PLAN.goals[0], results=(TOGETHER,)),)))
    assert PLAN.goals[0].title not in everything(annual(alone.open_to_all))


def test_what_the_source_splits_by_gender_stands_in_the_report() -> None:
    split = [block for block in below(annual(), "Siffror från andra källor") if isinstance(block, Table)][1]
    assert [column.header for column in split.columns[1:]] == ["Kvinnor", "Män", "Andra"]
    assert [words.quoted(cell) for cell in split.rows[0][1:]] == ["263", "75", "10"]


def test_every_format_has_the_goals() -> None:
    for suffix in FORMATS:
        assert render(annual(), suffix)


def test_an_annual_report_is_made_of_the_last_tertial_only() -> None:
    assert annual().title == "Verksamhetsberättelse 2021"
    assert annual().period == YEAR


def test_other_places_stand_beside_the_figure_with_their_source_and_change_no_judgement() -> None:
    elsewhere = [
        replace(entered("grade8_know_field_workers", value, woman=woman), unit=f"place:{code}", source="Kolada")
        for code, value, woman in (("malmo", "30", "31"), ("nation", "71", "73"))
    ]
    beside_outside = replace(entered("prevention_index", "80"), unit="place:nation", source="Kolada")
    manuscript = replace(MANUSCRIPT, outside=Outside.of((*OUTSIDE.figures.values(), *elsewhere, beside_outside)))
    told, alone = (below(annual(one), "Eleverna känner oss") for one in (manuscript, MANUSCRIPT))
    assert [block for block in told if isinstance(block, Verdict)] == [b for b in alone if isinstance(b, Verdict)]
    assert any("Till jämförelse: riket 71\u00a0%, Malmö 30\u00a0%." in said(block) for block in told)
    [table] = [one for one in told if isinstance(one, Table) and one.caption.startswith("Till jämförelse")]
    assert [[words.quoted(cell).replace("\u00a0", " ") for cell in row] for row in table.rows] == [
        ["Föräldrastöd Farsta", "39,7 %", "ingen uppgift", "Elevenkäten, 20 januari 2022"],
        ["Riket", "71 %", "73 %", "Kolada, 20 januari 2022"],
        ["Malmö", "30 %", "31 %", "Kolada, 20 januari 2022"],
    ]
    others = below(annual(manuscript), "Siffror från andra källor")
    beside = "Preventionsindex, helåret 2021, till jämförelse: riket 80 (Kolada, 20\u00a0januari 2022)."
    assert beside in map(said, others)
    assert "80" not in [words.quoted(row[1]) for one in others if isinstance(one, Table) for row in one.rows]
