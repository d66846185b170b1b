"""The units below, composed: in the tree's order, never ranked, and pointed out only where the limits carry it."""

from folja.reports import words
from folja.reports.below import funnel_plot, small_trends
from folja.reports.charted import worth_drawing
from folja.reports.document import Paragraph
from folja.reports.layout import laid
from tests.unit.figures.shelf import published, shelf
from tests.unit.figures.test_funnel import ALIKE, NAMES, NORTH, T1, north, ways

DISTRICT = NORTH["north"]
BELOW = tuple(NORTH[name] for name in NAMES)


def said(paragraph: Paragraph, language: str = "sv") -> str:
    return "".join(words.quoted(piece, language) for piece in paragraph.pieces).replace(words.NO_BREAK, " ")


def test_no_unit_is_pointed_out_where_chance_explains_them_all() -> None:
    plot = funnel_plot(north(*ALIKE), "phone_share", DISTRICT, BELOW, T1)
    assert plot is not None
    assert said(plot.sentence) == "Ingen skiljer sig med säkerhet från hela Norra (40 %, tertial 1 2021)."


def test_units_that_stand_out_are_named_in_the_trees_order_whichever_is_more() -> None:
    plot = funnel_plot(north((100, 80), *ALIKE[1:], (100, 5)), "phone_share", DISTRICT, BELOW, T1)
    assert plot is not None
    assert said(plot.sentence) == (
        "Två av sex skiljer sig med säkerhet från hela Norra (41 %, tertial 1 2021): North_1 och North_6."
    )
    english = funnel_plot(north((100, 80), *ALIKE[1:], (100, 5)), "phone_share", DISTRICT, BELOW, T1, "en")
    assert english is not None
    assert said(english.sentence, "en").startswith("Two of six differ for certain from the whole of Norra (41%, ")


def test_where_all_vary_a_lot_that_is_said_though_none_stands_out() -> None:
    plot = funnel_plot(north((100, 20), (100, 60), (100, 25), (100, 65), (100, 40)), "phone_share", DISTRICT, BELOW, T1)
    assert plot is not None
    assert said(plot.sentence) == (
        "Andelen varierar mer än slumpen brukar ge, men ingen skiljer sig med säkerhet från hela Norra "
        "(42 %, tertial 1 2021)."
    )


def test_hidden_units_are_not_among_those_that_are_counted_but_in_the_table() -> None:
    plot = funnel_plot(north((100, 80), *ALIKE[1:], (20, 5)), "phone_share", DISTRICT, BELOW, T1)
    assert plot is not None
    assert said(plot.sentence).startswith("En av de fem som kan visas skiljer sig med säkerhet från hela Norra")
    assert said(plot.sentence).count("North") == 1
    rows = laid(plot, "sv").grid.rows  # type: ignore[union-attr]
    assert [row[0].words for row in rows] == [*(name.capitalize() for name in NAMES), "Norra"]
    assert rows[5][1].words == "Visas inte: färre än 40 svar"


def test_fewer_than_five_units_are_no_funnel() -> None:
    assert funnel_plot(north(*ALIKE[:4]), "phone_share", DISTRICT, BELOW, T1) is None


def test_a_small_trend_for_each_unit_in_the_trees_order_with_the_whole_behind() -> None:
    library = north(*ALIKE, (20, 5))
    chart = small_trends(library, "phone_share", DISTRICT, BELOW, T1)
    assert [one.name for one in chart.series] == [name.capitalize() for name in NAMES]
    assert chart.whole[0].base == sum(answered for answered, _ in ALIKE) + 20
    assert said(chart.sentence).startswith("Ingen skiljer sig med säkerhet från hela Norra (")
    assert "den tunna linjen hela Norra" in chart.subtitle
    (*_, last) = laid(chart, "sv").grid.rows  # type: ignore[union-attr]
    assert [cell.words for cell in last] == ["North_6", "för få"]


def test_what_a_funnel_says_beside_them_is_not_said_again() -> None:
    chart = small_trends(north(*ALIKE), "phone_share", DISTRICT, BELOW, T1, compared=False)
    assert said(chart.sentence).endswith("utvecklingen enhet för enhet.")


def test_one_small_trend_alone_is_not_worth_drawing() -> None:
    assert not worth_drawing(small_trends(north((100, 40)), "phone_share", DISTRICT, BELOW, T1))
    assert worth_drawing(small_trends(north((100, 40), (80, 30)), "phone_share", DISTRICT, BELOW, T1))


def test_volumes_have_no_whole_behind_and_nothing_is_said_to_differ() -> None:
    held = {"one": {name: {"2021-01": {"acts": 30 + place}} for place, name in enumerate(NAMES)}}
    library = shelf(published("2021T1", held, tree=NORTH, one={name: ways(30, 5) for name in NAMES}), tree=NORTH)
    chart = small_trends(library, "ones", DISTRICT, BELOW, T1)
    assert chart.whole == ()
    assert said(chart.sentence).endswith("utvecklingen enhet för enhet.")
    assert "osäkerheten" not in chart.subtitle
