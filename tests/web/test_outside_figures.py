"""Figures from outside: entered with their source by whoever is signed in, corrected, removed, and read from files."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from folja.vocabulary.period import Period
from folja.web.goals.actions import enter, save_plan
from folja.web.goals.models import StoredOutside
from folja.web.goals.stored import outside_of
from folja.web.organisation.models import AuditEntry
from tests.planned import UNIT, outside, plan
from tests.web.pages import row, words

PAGE = "/mal/farsta_stod/2021/siffror/"
ENTRY = {"period": "2021", "value": "6,1", "source": "Personalsystemet", "dated": "2022-01-14"}


def kept(code: str, period: str = "2021") -> Any:
    return outside_of(UNIT).figures.get((code, UNIT, Period.parse(period)))


def test_a_figure_is_entered_as_swedes_write_it_by_whoever_is_signed_in(city: None, as_bo: Client) -> None:
    page = words(as_bo.post(f"{PAGE}sick_leave/", ENTRY | {"woman": "7,2", "man": "3,1"}, follow=True))
    assert "Helåret 2021 6,1 % Kvinnor 7,2 %, Män 3,1 %" in page
    assert "Personalsystemet, 14 januari 2022. Inskriven av Bo." in page
    assert row(as_bo.get(PAGE), "Sjukfrånvaro")[-1] == "6,1 %"
    assert AuditEntry.objects.filter(action="outside figure entered", account__first_name="Bo").exists()


def test_why_there_is_none_can_stand_instead(city: None, as_bo: Client) -> None:
    as_bo.post(f"{PAGE}staff_index/", ENTRY | {"value": "", "note": "Enkäten gjordes inte."})
    assert kept("staff_index").value is None
    assert "Enkäten gjordes inte." in words(as_bo.get(f"{PAGE}staff_index/"))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"value": ""}, "Skriv en siffra, eller nedanför varför den saknas."),
        ({"value": "lite"}, "Skriv ett tal, till exempel 45 eller 6,1."),
        ({"value": "6,123"}, "Skriv talet med högst två decimaler."),
        ({"man": "104"}, "Skriv ett tal från 0 till 100."),
        ({"source": ""}, "Skriv varifrån siffran kommer."),
        ({"dated": "i går"}, "Skriv dagen då källan är daterad"),
        ({"dated": "2022-12-24"}, "Dagen har inte varit än."),
        ({"period": "2023"}, "Perioden har inte börjat än."),
        ({"note": "Fråga namn@kommunen.example"}, "Ta bort det."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(city: None, as_bo: Client, form: dict[str, str], said: str) -> None:
    page = as_bo.post(f"{PAGE}sick_leave/", ENTRY | form)
    assert page.status_code == 422
    assert said in words(page)
    assert kept("sick_leave") is None


def test_a_figure_is_corrected_and_removed_and_comes_back(city: None, as_bo: Client) -> None:
    enter([outside("sick_leave", "7.1")], None)
    assert 'value="7,1"' in as_bo.get(f"{PAGE}sick_leave/?period=2021").content.decode()
    as_bo.post(f"{PAGE}sick_leave/", ENTRY | {"seen-2021": "1"})
    assert str(kept("sick_leave").value) == "6.1"
    page = as_bo.post(f"{PAGE}sick_leave/", {"remove": "2021"})
    assert "Siffran för helåret 2021 är borttagen." in words(page)
    assert kept("sick_leave") is None
    as_bo.post(f"{PAGE}sick_leave/", ENTRY)
    assert str(kept("sick_leave").value) == "6.1"


def test_what_is_replaced_is_said_first_and_can_be_read_after(city: None, as_bo: Client) -> None:
    enter([outside("sick_leave", "7.1")], None)
    asked = as_bo.post(f"{PAGE}sick_leave/", ENTRY)
    assert (asked.status_code, str(kept("sick_leave").value)) == (409, "7.1")
    assert "Det finns redan en siffra för helåret 2021. Den här byts ut: 7,1 %, " in words(asked)
    assert 'name="seen-2021" value="1"' in asked.content.decode()
    page = words(as_bo.post(f"{PAGE}sick_leave/", ENTRY | {"seen-2021": "1"}, follow=True))
    assert "Det här stod förut" in page
    assert "7,1 %, " in page
    assert "gällde till 14 juni 2022." in page
    as_bo.post(f"{PAGE}sick_leave/", ENTRY)  # what stands there already is no change
    assert page.count("gällde till") == words(as_bo.get(f"{PAGE}sick_leave/")).count("gällde till") == 1
    report = words(look_through(as_bo, HEADINGS + "Sjukfrånvaro;farsta_stod;2021;5;Kolada;2022-02-01\n"))
    assert "Byter ut: 6,1 %, Personalsystemet 14 januari 2022. Inskriven av Bo." in report


def test_the_latest_tertial_that_is_over_is_chosen_and_none_that_has_not_begun_is_there(
    city: None, as_bo: Client
) -> None:
    form = as_bo.get("/mal/farsta_stod/2022/siffror/sick_leave/").context["form"]
    assert [one.value for one in form.periods] == ["2022", "2022T1", "2022T1-T2", "2022T2"]
    assert [one.value for one in form.periods if one.chosen] == ["2022T1"]
    assert [one.value for one in as_bo.get(f"{PAGE}sick_leave/").context["form"].periods if one.chosen] == ["2021"]


def test_staff_read_and_do_not_write(city: None, as_amina: Client) -> None:
    enter([outside("child_took_part", "82")], None)
    assert "bara för enheten" in words(as_amina.get(PAGE))
    assert as_amina.post(f"{PAGE}sick_leave/", ENTRY).status_code == 403


HEADINGS = "Mått;Enhet;Period;Värde;Källa;Daterad\n"
GOOD = HEADINGS + (
    "Sjukfrånvaro;Föräldrastöd Farsta;2021;6,1 %;Kolada;2022-02-01\n;;;;;\n"
    "prevention_index;farsta_stod;T1 2022;93;Kolada;2022-05-01\n"
)


def look_through(client: Client, content: str) -> Any:
    return client.post(f"{PAGE}las-in/", {"file": SimpleUploadedFile("jämförelser.csv", content.encode())})


def test_a_file_is_looked_through_row_by_row_and_then_taken_in(city: None, as_bo: Client) -> None:
    page = look_through(as_bo, GOOD)
    assert "2 siffror går att spara. En tom rad hoppas över." in words(page)
    assert kept("sick_leave") is None
    as_bo.post(f"{PAGE}las-in/", {"take": page.context["name"]})
    assert (str(kept("sick_leave").value), kept("sick_leave").entered_by) == ("6.1", "Bo")
    assert str(kept("prevention_index", "2022T1").value) == "93"


def test_one_wrong_row_refuses_the_whole_file_and_says_which(city: None, as_bo: Client) -> None:
    wrong = "Trivsel;Farsta stöd;snart;sex;;2023-01-01\nSjukfrånvaro;farsta_stod;2021;5;Kolada;2022-02-01\n"
    page = words(look_through(as_bo, GOOD + wrong))
    assert "Rad 5, kolumn Mått: Måttet finns inte." in page
    assert "Rad 5, kolumn Värde: Skriv ett tal" in page
    assert "Rad 6: Samma mått, enhet och period står redan på rad 2." in page
    assert "Spara 2 siffror" not in page


def test_no_text_in_a_file_leads_to_somebody(city: None, as_bo: Client) -> None:
    headings = HEADINGS.replace("\n", ";Anmärkning\n")
    first = "Sjukfrånvaro;farsta_stod;2021;6,1;namn@kommunen.example;2022-02-01;Ring 070-174 06 05\n"
    second = f"Sjukfrånvaro;farsta_stod;2020;6,1;Kolada;2022-02-01;{'a' * 301}\n"
    page = words(look_through(as_bo, headings + first + second))
    assert "Rad 2, kolumn Källa: Här står ett personnummer, ett telefonnummer eller en e-postadress." in page
    assert "Rad 2, kolumn Anmärkning: Här står ett personnummer" in page
    assert "Rad 3, kolumn Anmärkning: Texten är 301 tecken. Korta den till 300." in page


def test_others_units_are_not_taken_in(city: None, as_bo: Client) -> None:
    page = look_through(as_bo, HEADINGS + "Sjukfrånvaro;hasselby_stod;2021;6,1;Kolada;2022-02-01\n")
    assert "Du kan bara läsa in för enheter som du är chef för." in words(page)


def test_a_file_without_its_columns_says_which(city: None, as_bo: Client) -> None:
    page = words(look_through(as_bo, "Mått;Enhet;Period;Värde\nSjukfrånvaro;farsta_stod;2021;6\n"))
    assert "Kolumnen Källa saknas." in page
    assert "Kolumnen Daterad saknas." in page


def test_the_empty_spreadsheet_can_be_read_as_it_is_filled_in(city: None, as_bo: Client) -> None:
    empty = as_bo.get("/mal/tomt-kalkylblad/").content.decode("utf-8-sig")
    filled = empty + "Sjukfrånvaro;farsta_stod;2021;6,1;Kolada;2022-02-01;7;3;;\n"
    assert "En siffra går att spara." in words(look_through(as_bo, filled))


def test_the_longest_period_there_is_can_be_kept() -> None:
    longest = max(len(str(Period.parse(f"2021T{number}").to_date)) for number in (1, 2, 3))
    assert (StoredOutside._meta.get_field("period").max_length or 0) >= longest == len("2021T1-T2")


RIKET = "place:nation"
NATION = HEADINGS.replace("\n", ";Kvinnor;Män\n") + "Medarbetarindex;Riket;2021T1;80;Kolada;2022-02-01;81;78\n"


def beside(code: str = "staff_index", whose: str = RIKET) -> Any:
    return outside_of(UNIT).figures.get((code, whose, Period.parse("2021T1")))


def take_in(client: Client, content: str) -> None:
    client.post(f"{PAGE}las-in/", {"take": look_through(client, content).context["name"]})


def test_the_nations_figure_comes_out_of_a_file_and_stands_beside_the_units_own(
    city: None, as_carin: Client, as_bo: Client
) -> None:
    save_plan(plan(), 0, None)
    enter([outside("staff_index", "71", "2021T1")], None)
    assert "Medarbetarindex Kolada, 1 februari 2022 Riket tertial 1 2021 80" in words(look_through(as_carin, NATION))
    take_in(as_carin, NATION)
    assert (str(beside().value), beside().entered_by) == ("80", "Carin")
    page = words(as_bo.get(f"{PAGE}staff_index/"))
    assert "Riket, tertial 1 2021 80 Kvinnor 81, Män 78" in page
    assert "Kolada, 1 februari 2022. Inskriven av Carin." in page
    assert "Till jämförelse: riket 80." in words(as_bo.get(f"/mal/{UNIT}/2021/"))
    assert row(as_bo.get(PAGE), "Medarbetarindex")[-1] == "T1 71"


def test_only_who_leads_the_city_takes_in_corrects_and_removes_what_stands_beside_all(
    city: None, as_carin: Client, as_bo: Client
) -> None:
    assert "Riket: Andra platsers siffror visas för alla." in words(look_through(as_bo, NATION))
    take_in(as_carin, NATION)
    entry = ENTRY | {"whose": RIKET, "value": "79", "period": "2021T1"}
    assert as_bo.post(f"{PAGE}staff_index/", entry).status_code == 403
    assert as_bo.post(f"{PAGE}staff_index/", {"whose": RIKET, "remove": "2021T1"}).status_code == 403
    assert 'value="80"' in as_carin.get(f"{PAGE}staff_index/?whose={RIKET}&period=2021T1").content.decode()
    assert as_carin.post(f"{PAGE}staff_index/", entry).status_code == 409
    as_carin.post(f"{PAGE}staff_index/", entry | {"seen-2021T1": "1"})
    assert str(beside().value) == "79"
    assert "Det här stod förut , tertial 1 2021 80" in words(as_bo.get(f"{PAGE}staff_index/"))
    page = as_carin.post(f"{PAGE}staff_index/", {"whose": RIKET, "remove": "2021T1"})
    assert beside() is None
    as_carin.post(f"{PAGE}staff_index/", dict(page.context["gone"]) | {"whose": RIKET})
    assert str(beside().value) == "79"
    assert kept("staff_index") is None


def test_a_wrong_row_of_another_place_says_where_what_and_what_to_do(city: None, as_carin: Client) -> None:
    rows = "Medarbetarindex;Riker;2021;80;Kolada;2022-02-01\nyouth_clinic_visits;Riket;2021;9;Kolada;2022-02-01\n"
    page = words(look_through(as_carin, HEADINGS + rows + "Medarbetarindex;Riket;2021;180;Kolada;2022-02-01\n"))
    assert "Rad 2, kolumn Enhet: Enheten finns inte. Skriv dess namn eller kod, eller en plats som Riket." in page
    assert "Rad 3: Antal går inte att ställa bredvid en annan plats." in page
    assert "Rad 4: Skriv ett tal från 0 till 100." in page
