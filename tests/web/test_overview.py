"""The overview: what a unit, a district and the city read of their own figures, and what is never there."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import Unit
from folja.web.publication.calendar import next_to_close
from folja.web.publication.shelf import library
from tests.published import TALKS, hold
from tests.web.pages import card, row, rows, words

FARSTA_STOD = "/siffror/farsta_stod/2022T1/"


def test_bo_is_led_to_his_units_latest_closed_tertial(closed: None, as_bo: Client) -> None:
    assert as_bo.get("/siffror/").headers["Location"] == FARSTA_STOD


def test_a_volume_is_exact_and_compared_with_the_year_before(closed: None, as_bo: Client) -> None:
    said = card(as_bo.get(FARSTA_STOD), "Råd- och stödsamtal")
    assert said.startswith("Råd- och stödsamtal Så räknas det: Råd- och stödsamtal Alla sparade samtal, exakt antal.")
    assert said.endswith(f"{TALKS['farsta_stod']} Exakt antal Lika många som året före")


def test_a_share_has_its_base_its_uncertainty_what_is_missing_and_its_definition(closed: None, as_bo: Client) -> None:
    said = card(as_bo.get(FARSTA_STOD), "Samtal där en man deltog")
    assert "Samtal där minst en vuxen var man" in said
    assert re.search(r"\d\d % \d+ av 1[12]\d, osäkerhet \d\d–\d\d % Vet ej: (färre än 5|\d+)", said)
    assert "Samma som året före:" in said


def test_every_number_of_people_on_the_page_is_a_multiple_of_five(closed: None, as_carin: Client) -> None:
    page = as_carin.get("/siffror/stad/2022T1/").content.decode().replace("\xa0", "")
    pairs = re.findall(r">\s*(\d+) av (\d+)", page)
    assert len(pairs) > 10
    assert [number for pair in pairs for number in pair if int(number) % 5] == []


def test_what_may_not_be_shown_has_its_reason_and_the_nearest_figure(closed: None, as_carin: Client) -> None:
    answer = as_carin.get("/siffror/farsta_liten/2022T1/")
    held = sum(number for unit, number in TALKS.items() if unit.startswith("farsta"))
    volume = card(answer, "Råd- och stödsamtal")
    why = "Visas bara tillsammans med andra enheter, så att ingen enskild medarbetares arbete syns"
    assert volume.endswith(f"{held} i Farsta Exakt antal {why}")
    assert "i Farsta" in card(answer, "Samtal där en man deltog")
    assert card(answer, "Samtal där en man deltog").endswith("Visas inte: för få registreringar eller medarbetare")
    assert "figure-card dashed" in answer.content.decode()


def test_a_lock_stands_where_somebody_is_protected_and_only_there(closed: None, as_carin: Client) -> None:
    page = as_carin.get("/siffror/farsta/2022T1/").content.decode()
    parts = re.findall(r'<(?:article|td class="number).*?</(?:article|td)>', page, re.DOTALL)
    protected = [part for part in parts if "för få" in part or "färre än 40 svar" in part]
    assert len(protected) > 5
    assert all('#lock"' in part for part in protected)
    assert not any('#lock"' in part for part in parts if part not in protected)


def test_the_fewest_beside_too_few_hide_their_volume_too(closed: None, as_carin: Client) -> None:
    answer = as_carin.get("/siffror/farsta/2022T1/")
    assert row(answer, "Öppna insatser Farsta")[1] == row(answer, "Familjecentralen Lyktan")[1] == "för få"


def test_units_stand_in_the_trees_order_and_are_never_ranked(closed: None, as_carin: Client) -> None:
    def order(unit: str) -> list[str]:
        page = as_carin.get(f"/siffror/{unit}/2022T1/").content.decode().replace("\u00ad", "")
        return re.findall(r'<th scope="row">(?:<a [^>]*>)?([^<]+)', page.partition('class="table abreast"')[2])[
            : most[unit]
        ]

    most = {unit: 1 + len(library().tree.children(unit)) for unit in ("stad", "farsta")}

    # The larger comes last in the city and first in Farsta, so no order by size gives both.
    assert order("stad") == ["Staden", "Farsta", "Hässelby-Vällingby"]
    assert order("farsta") == ["Farsta", "Föräldrastöd Farsta", "Familjecentralen Lyktan", "Öppna insatser Farsta"]


def test_a_phone_has_every_indicator_with_all_units_in_the_same_order(closed: None, as_carin: Client) -> None:
    page = as_carin.get("/siffror/stad/2022T1/").content.decode().replace("\u00ad", "")
    listed = page.partition('class="abreast-list"')[2].partition("</section>")[0]
    parts = re.findall(r"<summary.*?<span>(.*?)</span></summary>(.*?)</details>", listed, re.DOTALL)
    assert [title for title, _ in parts] == rows(as_carin.get("/siffror/stad/2022T1/"))[_table_of_units(page)][1:]
    for _, units in parts:
        assert re.findall(r"<span>([^<]+)</span>", units)[:3] == ["Staden", "Farsta", "Hässelby-Vällingby"]


def _table_of_units(page: str) -> int:
    """How many table rows stand before those of the units."""
    return len(re.findall(r"<tr[ >]", page.partition('class="table abreast"')[0]))


def test_a_phone_has_each_months_name_at_its_number(closed: None, as_bo: Client) -> None:
    page = as_bo.get(FARSTA_STOD).content.decode().partition('class="table by-month"')[2]
    labelled = re.findall(r'data-label="(\w+)" class="number[^"]*">(\d+)', page)
    assert [label for label, _ in labelled] == ["jan", "feb", "mar", "apr", "Tillsammans"]
    assert sum(int(number) for _, number in labelled[:-1]) == int(labelled[-1][1]) == TALKS["farsta_stod"]


@pytest.mark.parametrize(
    ("number", "told"), [(6, "saknas helt eller delvis"), (7, "7 enheter saknas helt eller delvis")]
)
def test_many_units_that_figures_are_without_are_told_by_number(number: int, told: str) -> None:
    units = [Unit(f"u{place}", f"Enhet {place}", "unit", None) for place in range(number)]
    page = render_to_string("publication/without.html", {"without": units})
    assert told in page
    assert ("<details" in page) == (number > 6)
    assert all(unit.name in page for unit in units)


def test_a_districts_volume_is_that_of_all_its_units(closed: None, as_carin: Client) -> None:
    answer = as_carin.get("/siffror/stad/2022T1/")
    assert row(answer, "Farsta")[1] == str(TALKS["farsta_stod"] + TALKS["farsta_lykta"] + TALKS["farsta_liten"])
    assert row(answer, "Hässelby-Vällingby")[1] == str(TALKS["hasselby_stod"] + TALKS["hasselby_liten"])


def test_a_district_says_which_units_its_people_are_without(closed: None, as_carin: Client) -> None:
    page = words(as_carin.get("/siffror/hasselby/2022T1/"))
    assert "har för få registreringar eller medarbetare: Familjecentralen Hasseln." in page


def test_units_that_are_counted_together_in_the_district_are_not_without(closed: None, as_carin: Client) -> None:
    page = words(as_carin.get("/siffror/farsta/2022T1/"))
    assert "har för få registreringar eller medarbetare" not in page


def test_women_and_men_stand_beside_each_other_men_striped(closed: None, as_bo: Client) -> None:
    answer = as_bo.get(FARSTA_STOD)
    said = r"skiljer sig med säkerhet. Samtal där en kvinna deltog: \d\d % \. Samtal där en man deltog: \d\d % \."
    assert re.search(said, words(answer))
    assert "Annan könstillhörighet: färre än 5 i råd- och stödsamtal." in words(answer)
    assert "-stripes" in answer.content.decode()


def test_women_and_men_are_the_cards_own_numbers(closed: None, as_bo: Client) -> None:
    answer = as_bo.get(FARSTA_STOD)
    _, women, men, _ = row(answer, "Råd- och stödsamtal")
    for title, cell in (("Samtal där en kvinna deltog", women), ("Samtal där en man deltog", men)):
        share, base = re.fullmatch(r"(\d+ %) (\d+ av \d+)", cell).groups()  # type: ignore[union-attr]
        assert f" {share} {base}" in card(answer, title)


def test_how_parents_answered_is_drawn_question_by_question(closed: None, as_carin: Client) -> None:
    answer = as_carin.get("/siffror/farsta/2022T1/")
    assert "De flesta svarar ”Ja” eller ”Ja, verkligen” på" in words(answer)
    assert "-grid" in answer.content.decode() or "-dots" in answer.content.decode()
    assert re.search(r"\d+ svar. Hoppade över: ", words(answer))


def test_helped_is_split_by_gender_where_that_is_counted(closed: None, as_carin: Client) -> None:
    page = words(as_carin.get("/siffror/stad/2022T1/"))
    assert "Visa efter kön Efter kön Nyckeltal Kvinnor Män Annan könstillhörighet" in page


def test_every_month_is_there_and_the_whole(closed: None, as_bo: Client) -> None:
    months = [33, 33, 32, 32]
    assert rows(as_bo.get(FARSTA_STOD))[-1] == [
        "Råd- och stödsamtal", *(str(number) for number in months), str(sum(months)),
    ]  # fmt: skip


def test_parts_where_nothing_is_reported_are_named_once(closed: None, as_bo: Client) -> None:
    assert "Inget rapporterat Hembesök, Barnens egen syn, Tematräffar, Föräldraskapsprogram" in words(
        as_bo.get(FARSTA_STOD)
    )


def test_periods_to_choose_are_the_closed_ones_what_they_add_up_to_and_the_open_one(
    closed: None, as_bo: Client
) -> None:
    page = words(as_bo.get(FARSTA_STOD))
    assert "2022 Tertial 1 Tertial 2, inte stängt 2021 Tertial 1 Tertial 2 Tertial 1–2 Tertial 3 Helåret 2020" in page
    assert f"{TALKS['farsta_stod'] * 3} Exakt antal" in card(
        as_bo.get("/siffror/farsta_stod/2021/"), "Råd- och stödsamtal"
    )


@pytest.mark.parametrize("period", ["2018T1", "2022T3", "2022", "2022T1-T2", "2021-03", "nyss"])
def test_a_period_without_figures_has_no_page(closed: None, as_bo: Client, period: str) -> None:
    assert as_bo.get(f"/siffror/farsta_stod/{period}/").status_code == 404


# --- who may read what -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["hasselby_stod", "hasselby", "farsta_lykta", "finns_inte"])
def test_bo_finds_no_page_for_units_that_are_not_his(closed: None, as_bo: Client, unit: str) -> None:
    assert as_bo.get(f"/siffror/{unit}/2022T1/").status_code == 404


def test_dan_reads_the_city_but_not_farsta(closed: None, as_dan: Client) -> None:
    assert as_dan.get("/siffror/stad/2022T1/").status_code == 200
    assert as_dan.get("/siffror/farsta/2022T1/").status_code == 404


def test_nobody_reads_without_signing_in(closed: None, client: Client) -> None:
    assert client.get(FARSTA_STOD).headers["Location"].startswith("/logga-in/")


def test_bo_sees_no_other_units_beside_his_own(closed: None, as_bo: Client) -> None:
    page = words(as_bo.get("/siffror/farsta/2022T1/"))
    assert "Sida vid sida" not in page
    assert "Familjecentralen Lyktan" not in page


def test_amina_reads_the_figures(closed: None, as_amina: Client) -> None:
    page = words(as_amina.get(FARSTA_STOD))
    assert "Samtal där en man deltog" in page


# --- the open tertial, and the first days ----------------------------------------------------------------------


def test_an_open_tertial_shows_volumes_and_nothing_about_people(closed: None, as_bo: Client) -> None:
    hold(36, Month(2022, 5))
    hold(13, Month(2022, 6))
    answer = as_bo.get("/siffror/farsta_stod/2022T2/")
    assert card(answer, "Råd- och stödsamtal").endswith("49 Exakt antal")
    assert row(answer, "Råd- och stödsamtal")[1:] == ["36", "13", "49"]
    assert "Siffror om människor kommer när tertialet är stängt" in words(answer)
    assert "Samtal där en man deltog" not in words(answer)


def test_an_open_tertial_is_not_set_against_a_whole_one(closed: None, as_bo: Client) -> None:
    hold(36, Month(2022, 5))
    assert "året före" not in words(as_bo.get("/siffror/farsta_stod/2022T2/"))


def test_before_the_first_closing_the_open_tertial_says_what_will_come(as_bo: Client) -> None:
    address = as_bo.get("/siffror/").headers["Location"]
    assert address == "/siffror/farsta_stod/2022T2/"
    page = words(as_bo.get(address))
    assert "Inget rapporterat än" in page
    assert "Tertial 2 2022 kan stängas från och med 16 september 2022" in page


def test_the_first_tertial_to_close_is_the_first_that_anything_was_registered_in(city: None) -> None:
    hold(1, Month(2021, 6))
    assert next_to_close(library(), date(2022, 6, 14)).period == Period.parse("2021T2")


def test_a_unit_that_has_done_nothing_is_not_given_others_figures(closed: None, as_carin: Client) -> None:
    from folja.web.organisation.actions import load_units
    from tests.command.own_city import UNITS

    load_units(f"{UNITS}farsta_ny;Nya enheten;unit;farsta;5\n".encode())
    page = words(as_carin.get("/siffror/farsta_ny/2022T1/"))
    assert "Inget rapporterat än" in page
    assert "%" not in page


# --- how it is made --------------------------------------------------------------------------------------------


def test_the_page_speaks_english(closed: None, as_bo: Client) -> None:
    as_bo.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = words(as_bo.get(FARSTA_STOD))
    assert "Talks where a man took part" in page
    assert "osäkerhet" not in page


def test_the_page_holds_no_style_and_no_script_of_its_own(closed: None, as_carin: Client) -> None:
    page = as_carin.get("/siffror/stad/2022T1/").content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert all(' src="' in tag for tag in re.findall(r"<script[^>]*>", page))


def test_the_page_asks_the_database_the_same_few_questions_however_much_there_is(
    closed: None, as_carin: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    as_carin.get("/siffror/stad/2022T1/")
    with django_assert_max_num_queries(10):
        as_carin.get("/siffror/stad/2022T1/")


def test_a_figure_of_the_city_is_said_to_be_of_the_whole_city(closed: None, as_carin: Client) -> None:
    page = words(as_carin.get("/siffror/hasselby_liten/2022T1/"))
    assert "i hela staden" in page
    assert "i Staden" not in page


def test_people_are_never_said_to_be_rounded_to_the_nearest_five(closed: None, as_carin: Client) -> None:
    page = words(as_carin.get("/siffror/farsta/2022T1/"))
    assert "Avrundat till femtal" in page
    assert "jämna" not in page


def test_of_an_open_tertial_nothing_is_said_of_what_only_families_report(closed: None, as_bo: Client) -> None:
    """Answers that nobody may see yet are not "nothing reported": somebody would be blamed for it."""
    hold(3, Month(2022, 5))
    page = words(as_bo.get("/siffror/farsta_stod/2022T2/"))
    assert "Hembesök" in page
    assert "egen syn" not in page
