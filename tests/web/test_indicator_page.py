"""An indicator's page: what it means, how it has developed, by gender, unit by unit, and what was asked."""

import re

import pytest
from django.test import Client

from folja.vocabulary.period import Month
from tests.published import TALKS, hold
from tests.web.pages import row, rows, words


def test_it_says_what_is_counted_and_what_was_asked(closed: None, as_bo: Client) -> None:
    page = words(as_bo.get("/siffror/farsta_stod/2022T1/men_share_talks/"))
    assert page.startswith("Alla siffror för Föräldrastöd Farsta Samtal där en man deltog")
    assert "Så räknas det Samtal där minst en vuxen var man" in page
    assert "Det här frågade vi Vilka vuxna deltog? Räkna alla som var med" in page
    assert "Kvinnor · Män · Annan könstillhörighet" in page


def test_it_shows_all_closed_tertials_with_a_table(closed: None, as_bo: Client) -> None:
    answer = as_bo.get("/siffror/farsta_stod/2022T1/men_share_talks/")
    for tertial in ("Tertial 3 2020", "Tertial 2 2021", "Tertial 1 2022"):
        assert re.fullmatch(r"\d\d %", row(answer, tertial)[1])


def test_an_earlier_tertials_page_knows_nothing_of_later_ones(closed: None, as_bo: Client) -> None:
    page = words(as_bo.get("/siffror/farsta_stod/2021T2/men_share_talks/"))
    assert "(tertial 2 2021)" in page
    assert not re.search(r"Tertial 1 2022 \d\d %", page)


def test_a_new_question_is_a_break_with_its_reason_and_no_comparison(closed: None, as_carin: Client) -> None:
    answer = as_carin.get("/siffror/stad/2021T3/talks_other_language_share/")
    assert "Januari 2021: Till och med 2020 frågade vi om en tolk var med." in words(answer)
    assert "-hatch" in answer.content.decode()
    assert "året före" not in words(answer)


def test_an_answer_of_parents_is_split_by_gender_where_that_is_counted(closed: None, as_carin: Client) -> None:
    answer = as_carin.get("/siffror/farsta/2021/helped_top_two/")
    said = r"Andelen föräldrar som tycker att samtalet hjälpte dem: kvinnor (nära )?\d+ % , män (nära )?\d+ %"
    assert re.search(said, words(answer))
    assert "Hoppade över:" in words(answer)


def test_units_stand_beside_each_other_for_who_may_read_them(closed: None, as_carin: Client, as_bo: Client) -> None:
    for_carin = words(as_carin.get("/siffror/farsta/2022T1/talks/"))
    assert "Råd- och stödsamtal: enhet för enhet" in for_carin
    assert "Familjecentralen Lyktan" in for_carin
    assert "enhet för enhet" not in words(as_bo.get("/siffror/farsta/2022T1/talks/"))


def test_units_below_have_a_small_trend_each_with_the_whole_behind(
    closed: None, as_carin: Client, as_bo: Client
) -> None:
    answer = as_carin.get("/siffror/stad/2022T1/men_share_talks/")
    assert "Ingen skiljer sig med säkerhet från hela staden" in words(answer)
    assert "Samma skala för alla." in words(answer)
    small = [cells for cells in rows(answer) if len(cells) == 6]
    assert [cells[0] for cells in small] == ["Stadsdel", "Farsta", "Hässelby-Vällingby"]
    assert all(re.match(r"\d+ % \d+ av \d+", cell) for cells in small[1:] for cell in cells[1:])
    assert "Samma skala för alla." not in words(as_bo.get("/siffror/stad/2022T1/men_share_talks/"))


def test_few_units_are_no_funnel_and_are_bars_instead(closed: None, as_carin: Client) -> None:
    page = words(as_carin.get("/siffror/farsta/2022T1/men_share_talks/"))
    assert "enhet för enhet" in page
    assert "Utanför de yttre linjerna" not in page


def test_months_that_are_all_alike_are_no_change(closed: None, as_bo: Client) -> None:
    page = words(as_bo.get("/siffror/farsta_stod/2022T1/talks/"))
    assert "Månaderna är än så länge för få för att skilja en förändring från årstiderna." in page
    assert "samma månad året före, så att sommaren jämförs med sommaren" in page


def test_how_parents_answered_stands_beside_the_share_that_said_yes(closed: None, as_carin: Client) -> None:
    answer = as_carin.get("/siffror/farsta/2022T1/helped_top_two/")
    assert re.search(r"”Ja” eller ”Ja, verkligen”: (nära )?\d+ % \. ”Nej” eller ”Nej, inte alls”: ", words(answer))
    assert re.fullmatch(r"\d+", row(answer, "Hjälpte samtalet dig som förälder?")[7])


def test_a_volume_is_shown_by_tertial_and_by_month(closed: None, as_bo: Client) -> None:
    answer = as_bo.get("/siffror/farsta_stod/2021/talks/")
    assert row(answer, "Tertial 3 2021")[1] == str(TALKS["farsta_stod"])
    assert row(answer, "December")[-1] == "32"
    assert "Det här frågade vi Råd- och stödsamtal Ett samtal där du ger råd" in words(answer)


def test_a_distribution_is_drawn_option_by_option(closed: None, as_carin: Client) -> None:
    answer = as_carin.get("/siffror/stad/2021/talks_by_source/")
    assert re.fullmatch(r"\d\d %", row(answer, "BVC")[1])
    assert row(answer, "Skolan")[1] == "nära 0"  # added from several units, of which each may have some


def test_a_distribution_that_can_not_be_shown_says_why(closed: None, as_carin: Client) -> None:
    page = words(as_carin.get("/siffror/farsta_lykta/2022T1/talks_by_source/"))
    assert "Visas inte: för få registreringar eller medarbetare" in page
    assert "%" not in page


def test_an_open_tertial_shows_the_months_that_have_begun(closed: None, as_bo: Client) -> None:
    hold(20, Month(2022, 5))
    hold(9, Month(2022, 6))
    answer = as_bo.get("/siffror/farsta_stod/2022T2/talks/")
    assert row(answer, "Maj 2022")[1] == "20"
    assert row(answer, "Juni 2022")[1] == "9"
    assert "hittills" in words(answer)
    assert "Juli 2022" not in words(answer)


def test_a_number_about_people_waits_for_the_closing(closed: None, as_bo: Client) -> None:
    page = words(as_bo.get("/siffror/farsta_stod/2022T2/men_share_talks/"))
    assert "Tertialet är inte stängt än" in page
    assert not re.search(r"\d %", page)


@pytest.mark.parametrize(
    "address",
    [
        "/siffror/farsta_stod/2022T1/finns_inte/",
        "/siffror/hasselby_stod/2022T1/men_share_talks/",
        "/siffror/farsta_stod/2018T1/men_share_talks/",
    ],
)
def test_what_does_not_exist_or_is_not_ones_own_has_no_page(closed: None, as_bo: Client, address: str) -> None:
    assert as_bo.get(address).status_code == 404


def test_a_response_rate_says_how_many_answers_for_how_many_acts(closed: None, as_carin: Client) -> None:
    answer = as_carin.get("/siffror/farsta/2022T1/response_rate_talks/")
    assert re.search(r"(105|110) svar på 214 samtal, osäkerhet \d\d.*–.*\d\d", words(answer))
    assert "Svar per hundra, varje tertial för sig." in words(answer)
    assert re.search(r"\b\d\d\b", row(answer, "Tertial 1 2022")[1])


def test_a_unit_whose_volumes_are_hidden_is_offered_the_districts_response_rate(closed: None, as_carin: Client) -> None:
    page = words(as_carin.get("/siffror/farsta_lykta/2022T1/response_rate_talks/"))
    assert "Visas bara tillsammans med andra enheter" in page
    assert "svar på 214 samtal" in page
