"""The accessibility statement: what everybody can read, and how the one who leads the city fills it in."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from folja.demo.statement import statement as invented
from folja.vocabulary.problem import Refused
from folja.web.organisation.models import AuditEntry
from folja.web.statement.actions import publish
from folja.web.statement.statement import Conformance, Flaw, Reason, Statement
from folja.web.statement.stored import published
from folja.web.statement.written import LONGEST, Written, WrittenFlaw, checked, written_as
from tests.web.pages import words

PAGE = "/tillganglighet/"
FORM = "/tillganglighet/andra/"
TODAY = date(2022, 6, 14)

FILM = Flaw("Filmen saknar textning.", Reason.REQUIREMENT, "", "Läs handboken.")
MAP = Flaw("Kartan kräver mus.", Reason.OUTSIDE)
WHOLE = Statement(
    body="Exempelkommun",
    service="Följa",
    conformance=Conformance.PARTIAL,
    flaws=(FILM,),
    assessed_on=date(2022, 3, 8),
    assessed_by="",
    report_page="https://kommunen.example/sag-till",
    email="tillganglighet@kommunen.example",
    phone="08-123 45 00",
    answer_days=5,
)


def filled_in(written: Written | None = None, **changed: str) -> dict[str, str]:
    """What the browser sends of a form."""
    written = replace(written or written_as(WHOLE), **changed)  # type: ignore[arg-type]
    flaws = {
        f"flaw-{place}-{name}": value for place, flaw in enumerate(written.flaws) for name, value in vars(flaw).items()
    }
    return {name: value for name, value in vars(written).items() if name != "flaws"} | flaws


def told(written: Written, of_product: tuple[Flaw, ...] = ()) -> dict[str, str]:
    """What is wrong with it, by field."""
    with pytest.raises(Refused) as refused:
        checked(written, of_product, TODAY)
    return {problem.where: problem.text.sv for problem in refused.value.problems}


# --- reading --------------------------------------------------------------------------------------------------


def test_before_it_is_filled_in_anybody_reads_what_is_missing_whom_to_ask_and_what_is_known(
    city: None, client: Client
) -> None:
    page = words(client.get(PAGE))
    assert "Kommunens del är inte ifylld än" in page
    assert "hur väl den uppfyller lagens krav" in page
    assert "Den som leder staden i Följa fyller i det. Till dess kan du fråga i kommunens växel." in page
    assert "Inloggningen tar slut tolv timmar efter att du loggade in" in page
    assert "granskningsprogrammet axe" in page
    assert "Myndigheten för digital förvaltning (Digg) ser till att lagen följs." in page


def test_it_is_read_before_any_unit_is_there(db: None, client: Client) -> None:
    assert client.get(PAGE).status_code == 200


def test_when_it_is_filled_in_all_that_the_law_asks_for_is_there(city: None, client: Client) -> None:
    publish(WHOLE, None)
    page = words(client.get(PAGE))
    for part in (
        "Exempelkommun ansvarar för Följa .",
        "Tjänsten är delvis förenlig med lagen (2018:1937) om tillgänglighet till digital offentlig service.",
        "Filmen saknar textning. I stället: Läs handboken.",
        "Du får svar inom 5 arbetsdagar.",
        "Kommunen prövade tjänsten själv den 8 mars 2022.",
        "Redogörelsen publicerades den 14 juni 2022 och uppdaterades senast den 14 juni 2022.",
    ):
        assert part in page
    source = client.get(PAGE).content.decode()
    for address in (
        "https://kommunen.example/sag-till",
        "mailto:tillganglighet@kommunen.example",
        "tel:08-1234500",
        "https://www.digg.se/tdosanmalan",
    ):
        assert f'href="{address}"' in source


@pytest.mark.parametrize(
    ("reason", "heading"),
    [
        (Reason.REQUIREMENT, "Uppfyller inte kraven"),
        (Reason.BURDEN, "Oskäligt betungande anpassning"),
        (Reason.OUTSIDE, "Omfattas inte av lagen"),
    ],
)
def test_a_flaw_stands_under_its_reason(city: None, client: Client, reason: Reason, heading: str) -> None:
    publish(replace(WHOLE, flaws=(Flaw("Kartan kräver mus.", reason, "Därför."),)), None)
    page = words(client.get(PAGE))
    assert heading in page.partition("Kartan kräver mus.")[0].partition("Det här är inte tillgängligt")[2]


def test_who_tested_is_named_when_it_was_somebody_else(city: None, client: Client) -> None:
    publish(replace(WHOLE, assessed_by="Granskarna AB"), None)
    assert "Granskarna AB prövade tjänsten åt kommunen den 8 mars 2022." in words(client.get(PAGE))


def test_in_english_the_municipalitys_own_words_are_marked_as_swedish(city: None, client: Client) -> None:
    publish(WHOLE, None)
    client.post("/sprak/", {"language": "en", "next": PAGE})
    answer = client.get(PAGE)
    assert "partially compliant" in words(answer)
    assert "Signing in ends twelve hours after you signed in" in words(answer)
    assert '<p lang="sv"><strong>Filmen saknar textning.' in answer.content.decode()


def test_in_a_demo_it_says_that_it_is_made_up(city: None, client: Client, settings: Any) -> None:
    settings.FOLJA_INVENTED = True
    assert "Staden är påhittad." in words(client.get(PAGE))


def test_it_is_found_from_the_door_and_from_more(as_amina: Client, client: Client) -> None:
    assert f'href="{PAGE}"' in client.get("/logga-in/").content.decode()
    assert f'href="{PAGE}"' in as_amina.get("/mer/").content.decode()


# --- filling in -----------------------------------------------------------------------------------------------


def test_only_the_one_who_leads_the_city_finds_the_form(as_amina: Client, as_bo: Client, client: Client) -> None:
    for browser in (as_amina, as_bo):
        assert browser.get(FORM).status_code == 404
        assert browser.post(FORM, filled_in()).status_code == 404
        assert FORM not in browser.get(PAGE).content.decode()
    assert client.get(FORM).status_code == 302
    assert published() is None


def test_carin_fills_it_in_and_everybody_reads_it(as_carin: Client, client: Client) -> None:
    assert FORM in as_carin.get(PAGE).content.decode()
    assert "Redogörelsen är sparad" in words(as_carin.post(FORM, filled_in()))
    assert "Exempelkommun ansvarar för" in words(client.get(PAGE))
    assert AuditEntry.objects.filter(action="statement changed", account__first_name="Carin").count() == 1


def test_what_is_saved_is_what_was_written_and_stands_in_the_form(as_carin: Client) -> None:
    as_carin.post(FORM, filled_in())
    kept = published()
    assert kept
    assert kept.statement == WHOLE
    assert 'value="Exempelkommun"' in as_carin.get(FORM).content.decode()


def test_the_day_it_was_first_published_stays(as_carin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    as_carin.post(FORM, filled_in())
    monkeypatch.setenv("FOLJA_TODAY", "2022-09-01")
    as_carin.post(FORM, filled_in(phone=""))
    kept = published()
    assert kept
    assert (kept.published_on, kept.updated_on) == (TODAY, date(2022, 9, 1))


def test_what_is_wrong_is_told_first_and_every_answer_is_kept(as_carin: Client) -> None:
    answer = as_carin.post(FORM, filled_in(body="", email="fel", phone="08-123 45 99"))
    source = answer.content.decode()
    assert answer.status_code == 422
    assert source.count("data-focus") == 1
    assert "Det här behöver rättas Vem ansvarar för tjänsten? E-post Allt du har skrivit finns kvar." in words(answer)
    assert 'href="#body"' in source
    assert 'id="email"' in source
    assert 'aria-describedby="email-help email-wrong" aria-invalid="true"' in source
    assert 'value="fel"' in source
    assert 'value="08-123 45 99"' in source
    assert "Filmen saknar textning." in source
    assert published() is None


def test_flaws_are_added_and_removed_without_script_and_nothing_else_is_lost(as_carin: Client) -> None:
    more = as_carin.post(FORM, filled_in(body="Min kommun") | {"add": ""}).content.decode()
    assert 'name="flaw-1-what"' in more
    assert 'value="Min kommun"' in more
    two = replace(written_as(WHOLE), flaws=(*written_as(WHOLE).flaws, WrittenFlaw("Kartan kräver mus.", "outside")))
    fewer = as_carin.post(FORM, filled_in(two) | {"remove": "0"}).content.decode()
    assert "Filmen saknar textning." not in fewer
    assert "Kartan kräver mus." in fewer
    assert 'name="flaw-1-what"' not in fewer
    assert published() is None


def test_pressing_enter_saves_and_removes_nothing(as_carin: Client) -> None:
    """Enter presses the form's first button."""
    source = as_carin.post(FORM, filled_in() | {"add": ""}).content.decode()
    first = source[source.index("<button", source.index("<form class=")) :].partition(">")[0]
    assert "name=" not in first


def test_a_flaw_that_says_nothing_is_left_out(as_carin: Client) -> None:
    two = replace(written_as(WHOLE), flaws=(WrittenFlaw(), *written_as(WHOLE).flaws))
    as_carin.post(FORM, filled_in(two))
    kept = published()
    assert kept
    assert kept.statement.flaws == (FILM,)


# --- what makes a statement whole -----------------------------------------------------------------------------


def test_the_statement_of_the_demo_city_is_whole() -> None:
    assert checked(written_as(invented()), (), TODAY) == invented()


def test_an_empty_form_says_all_that_is_missing_in_the_order_of_the_form() -> None:
    assert list(told(Written())) == ["body", "conformance", "assessed_on", "report_page", "answer_days"]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("service", "", "Skriv vad tjänsten heter hos er."),
        ("conformance", "nästan", "Välj helt, delvis eller inte."),
        ("method", "other", "Skriv vem som har prövat."),
        ("assessed_on", "8 mars", "Skriv en dag som 2022-06-14, eller välj i kalendern."),
        ("assessed_on", "2022-06-15", "2022-06-15 har inte varit än. Skriv den dag då ni prövade."),
        ("report_page", "javascript:alert(1)", "från https://"),
        ("report_page", "http://kommunen.example/sag-till", "från https://"),
        ("email", "carin", "Det där är ingen e-postadress."),
        ("answer_days", "snart", "Skriv ett tal från 1 till 60."),
        ("answer_days", "0", "Skriv ett tal från 1 till 60."),
        ("answer_days", "٣", "Skriv ett tal från 1 till 60."),
        ("report_page", "https://carin:ord@kommunen.example/sag-till", "från https://"),
        ("phone", "08-123;<b>", "Det där är inget telefonnummer."),
        ("body", "Fråga Tolvan, 19121212-1212", "Här står ett personnummer."),
        ("phone", "0" * (LONGEST + 1), "Korta den till högst 1000."),
    ],
)
def test_each_field_says_what_to_write(field: str, value: str, says: str) -> None:
    wrong = told(replace(written_as(WHOLE), **{field: value}))  # type: ignore[arg-type]
    where = "assessed_by" if field == "method" else field
    assert list(wrong) == [where]
    assert says in wrong[where]


@pytest.mark.parametrize(
    ("flaw", "where", "says"),
    [
        (WrittenFlaw(reason="outside"), "flaw-1-what", "Skriv vad som inte är tillgängligt."),
        (WrittenFlaw("Kartan kräver mus."), "flaw-1-reason", "Välj ett skäl."),
        (WrittenFlaw("Kartan kräver mus.", "burden"), "flaw-1-why", "Lagen kräver en tydlig motivering."),
    ],
)
def test_a_flaw_says_what_and_why(flaw: WrittenFlaw, where: str, says: str) -> None:
    wrong = told(replace(written_as(WHOLE), flaws=(*written_as(WHOLE).flaws, flaw)))
    assert list(wrong) == [where]
    assert says in wrong[where]


@pytest.mark.parametrize("breach", [FILM, Flaw("Kartan kräver mus.", Reason.BURDEN, "Därför.")])
def test_with_a_known_breach_the_requirements_are_not_fully_met(breach: Flaw) -> None:
    full = replace(written_as(WHOLE), conformance="full", flaws=())
    assert "Välj delvis." in told(full, of_product=(breach,))["conformance"]


def test_what_the_law_leaves_out_keeps_nothing_from_being_fully_met() -> None:
    full = written_as(replace(WHOLE, conformance=Conformance.FULL, flaws=(MAP,)))
    assert checked(full, (), TODAY).conformance is Conformance.FULL


def test_who_says_that_requirements_are_not_met_says_which() -> None:
    without = replace(written_as(WHOLE), flaws=())
    assert "Skriv den brist" in told(without)["conformance"]
    assert checked(without, (FILM,), TODAY).flaws == ()
