"""Ni sa – vi gjorde: drafted from frozen figures, written by the manager, and read by anybody without a trace."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from folja.instruments.loading import Instruments, shipped
from folja.vocabulary.languages import BY_CODE
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused
from folja.vocabulary.text import Text
from folja.web.answers.actions import make_way_in
from folja.web.answers.models import WayIn
from folja.web.giving_back.actions import publish, take_down
from folja.web.giving_back.models import StoredLeaflet
from folja.web.giving_back.shown import shown, tongues_of
from folja.web.giving_back.ways import code_to
from folja.web.giving_back.written import LONGEST, Written, checked
from folja.web.organisation.models import AuditEntry
from folja.web.organisation.units import tree
from folja.web.wordings.actions import approve, take_back
from folja.web.wordings.sources import around_questions, of_instrument
from tests.unit.figures.shelf import published, shelf_of_shipped
from tests.web.pages import words
from tests.web.test_weight import kilobytes

T1 = Period.parse("2022T1")
PAGE = "/familjen/ni-sa/farsta_stod/2022T1/"
DID = "Fler ville komma på kvällen. Nu har vi öppet till 19 på tisdagar."


@pytest.fixture
def code(closed: None, code: str) -> str:
    """A way in where families can hear back."""
    return code


def write(client: Client, *, move: str = "", page: str = PAGE, **did: str) -> Any:
    sent = {f"did-{language}": text for language, text in did.items() if len(language) < 4}
    extra = {name: text for name, text in did.items() if len(name) > 3}
    return client.post(page, sent | extra | ({move: "1"} if move else {}), follow=True)


# --- the manager ----------------------------------------------------------------------------------------------


def test_what_parents_said_is_drafted_under_the_questions_as_they_were_asked(code: str, as_bo: Client) -> None:
    page = words(as_bo.get(PAGE))
    assert "Hjälpte samtalet dig som förälder? " in page
    assert "svarade ja. 60 svar" in page or "svarade ja. 55 svar" in page or "svarade ja. 65 svar" in page
    assert "januari–april 2022" in page


def test_what_can_not_be_shown_here_is_the_districts_and_says_so(code: str, as_carin: Client) -> None:
    page = words(as_carin.get("/familjen/ni-sa/farsta_liten/2022T1/"))
    assert "Svar från hela Farsta:" in page


def test_childrens_answers_from_the_district_are_not_called_parents() -> None:
    talks = {"talk": {unit: {"2022-06": {"acts": 90}} for unit in ("farsta_1", "farsta_2")}}
    answered = {"listened.answered": 60, "listened.not_known": 0, "listened.3": 50}
    library = shelf_of_shipped(
        published("2022T2", talks, instruments=shipped(), child_answers={"farsta_2": answered}),
    )
    unit, period = library.tree["farsta_1"], Period.parse("2022T2")
    [part] = shown(library, unit, period, {"sv": DID}, "sv").parts
    assert (part.title, part.place) == ("Frågor till barn", "Svar från hela Farsta:")


def test_a_manager_publishes_and_anybody_reads_it(code: str, as_bo: Client) -> None:
    assert "Publicerat 14 juni 2022" in words(write(as_bo, sv=DID))
    page = words(Client().get(f"/s/{code}/sv/ni-sa/"))
    assert "Ni sa – vi gjorde" in page
    assert DID in page
    assert "svarade ja." in page
    assert AuditEntry.objects.filter(action="leaflet published", about="farsta_stod 2022T1").count() == 1


def in_arabic(*texts: Text) -> None:
    read = [*around_questions(), *texts]
    approve("ar", {text.sv: f"ar {text.sv}" for text in read}, None, by="En läsare")


def test_it_is_read_in_the_languages_of_what_it_tells_and_not_of_what_the_unit_asks_today(code: str) -> None:
    publish("farsta_stod", T1, {"sv": DID}, None)
    asked = of_instrument(shipped().latest("talk_answers"))
    in_arabic(*asked)
    make_way_in("farsta_stod", "theme_meeting_answers", None)
    assert Client().get(f"/s/{code}/ar/ni-sa/").headers["Content-Language"] == "ar"
    take_back("ar", "Hjälpte samtalet dig som förälder?", None)
    assert Client().get(f"/s/{code}/ar/ni-sa/").headers["Content-Language"] == "sv"


def test_what_is_told_of_questions_that_the_unit_has_no_code_for_is_translated_too(db: None) -> None:
    talk, visit = (shipped().latest(one) for one in ("talk_answers", "home_visit_answers"))
    done = {one: {"farsta_1": {"2021-01": {"acts": 90}}} for one in ("talk", "home_visit")}
    given = {"farsta_1": {"helped.answered": 80, "helped.not_known": 0, "helped.top_two": 60}}
    told = published("2021T1", done, instruments=shipped(), talk_answers=given, home_visit_answers=given)
    library, period = shelf_of_shipped(told), Period.parse("2021T1")
    in_arabic(*of_instrument(talk))
    assert BY_CODE["ar"] not in tongues_of(library, "farsta_1", period)
    in_arabic(visit.title, visit.by_code["helped"].text)
    assert BY_CODE["ar"] in tongues_of(library, "farsta_1", period)


def test_what_was_asked_in_other_words_is_translated_as_it_was_asked(db: None, worded_anew: Instruments) -> None:
    done = {"talk": {"farsta_1": {"2021-01": {"acts": 90}}}}
    given = {"farsta_1": {"helped.answered": 80, "helped.not_known": 0, "helped.top_two": 60}}
    told = published("2021T1", done, instruments=worded_anew, talk_answers=given)
    library, period = shelf_of_shipped(told, instruments=worded_anew), Period.parse("2021T1")
    before, now = worded_anew.of("talk_answers")
    in_arabic(*of_instrument(now))
    assert BY_CODE["ar"] not in tongues_of(library, "farsta_1", period)
    in_arabic(before.by_code["helped"].text)
    assert BY_CODE["ar"] in tongues_of(library, "farsta_1", period)


def test_the_poster_leads_parents_to_their_own_questions_and_not_to_childrens(code: str) -> None:
    children = make_way_in("farsta_stod", "child_answers", None).code
    assert code_to("farsta_stod") == code
    WayIn.objects.filter(code=code).update(in_use=False)
    assert code_to("farsta_stod") == children


def test_looking_at_it_publishes_nothing(code: str, as_bo: Client) -> None:
    page = words(write(as_bo, move="look", sv=DID, en="We stay open later."))
    assert "Så kommer föräldrar att se det" in page
    assert page.count("We stay open later.") == 2  # in the form, and as it will be
    assert "More than half answered yes." in page or "in 10 answered yes." in page
    assert not StoredLeaflet.objects.exists()


def test_a_preview_does_not_say_both_published_and_not(code: str, as_bo: Client) -> None:
    write(as_bo, sv=DID)
    page = words(write(as_bo, move="look", sv="Nu har vi fler tider."))
    assert "Ändringen är inte publicerad än: föräldrar läser det som publicerades 14 juni 2022." in page
    assert "Inget är publicerat än" not in page
    assert "Publicerat 14 juni" not in page
    assert page.count("Ni sa ") - page.count("Ni sa –") == 1, "what parents said is drafted once, in the preview"


def test_after_a_mistake_only_languages_that_are_written_in_stand_open(code: str, as_bo: Client) -> None:
    in_arabic(*of_instrument(shipped().latest("talk_answers")))
    page = write(as_bo, sv="Ring 070-174 06 35.", en="We did this.").content.decode()
    shown, _, folded = page.partition("Skriv på fler språk")
    assert 'name="did-en"' in shown
    assert 'name="did-ar"' in folded.partition("</details>")[0]
    assert 'name="did-ar"' not in shown


def test_what_is_published_later_takes_its_place_and_can_be_taken_down(code: str, as_bo: Client) -> None:
    write(as_bo, sv=DID)
    write(as_bo, sv="Nu har vi fler tider.")
    page = words(Client().get(f"/s/{code}/sv/ni-sa/"))
    assert "Nu har vi fler tider." in page
    assert DID not in page
    write(as_bo, move="take_down")
    answer = Client().get(f"/s/{code}/sv/ni-sa/")
    assert answer.status_code == 404
    assert "Här finns inget att läsa än" in words(answer)
    assert AuditEntry.objects.filter(action="leaflet taken down").count() == 1


@pytest.mark.parametrize(
    ("did", "says"),
    [
        ("", "Skriv på svenska vad ni gjorde"),
        ("å" * (LONGEST + 1), f"Texten är {LONGEST + 1} tecken. Korta den till {LONGEST}"),
        ("Ring 070-174 06 35 om du undrar.", "Här står ett telefonnummer. Ta bort det"),
        ("Skriv till bo@kommunen.example.", "Här står en e-postadress. Ta bort det"),
        ("Vi hjälpte Fatima Hassan att hitta hit.", "Kan det här vara ett namn eller en adress? Fatima"),
    ],
)
def test_what_can_not_stand_where_everybody_reads_is_refused_and_kept(
    code: str, as_bo: Client, did: str, says: str
) -> None:
    answer = write(as_bo, sv=did, en="We did this.")
    assert answer.status_code == 422
    assert says in words(answer)
    assert "We did this." in answer.content.decode()
    assert not StoredLeaflet.objects.exists()


def test_what_is_a_name_is_the_writers_to_judge(code: str, as_bo: Client) -> None:
    write(as_bo, sv="Vi hjälpte Fatima Hassan att hitta hit.", names_nobody="1")
    assert StoredLeaflet.objects.count() == 1


def test_units_and_places_are_no_peoples_names(city: None) -> None:
    did = {"sv": "Föräldrastöd Farsta och Hässelby-Vällingby håller öppet."}
    assert checked(Written(did), tree(), {}) == did


def test_scripts_in_it_are_words_and_lines_are_kept(code: str, as_bo: Client) -> None:
    write(as_bo, sv="<script>alert(1)</script>\n\nOch en rad till.\u202e")
    page = Client().get(f"/s/{code}/sv/ni-sa/").content.decode()
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in page
    assert "<p>Och en rad till.</p>" in page


# --- who may ----------------------------------------------------------------------------------------------


def test_only_who_manages_the_unit_writes(code: str, as_amina: Client, as_dan: Client) -> None:
    assert "Er chef skriver det" in words(as_amina.get(PAGE))
    assert write(as_amina, sv=DID).status_code == 403
    assert as_dan.get(PAGE).status_code == 404
    assert write(as_dan, sv=DID).status_code == 404
    assert not StoredLeaflet.objects.exists()


def test_who_has_several_units_chooses_and_a_tertial_that_is_not_closed_has_no_leaflet(
    code: str, as_carin: Client, as_bo: Client
) -> None:
    assert "Välj enhet" in words(as_carin.get("/familjen/ni-sa/"))
    assert as_bo.get("/familjen/ni-sa/", follow=True).request["PATH_INFO"] == PAGE
    assert as_bo.get("/familjen/ni-sa/farsta_stod/2022T2/").status_code == 404
    assert as_bo.get("/familjen/ni-sa/farsta/2022T1/").status_code == 404


def test_before_the_first_closing_there_is_nothing_to_say(city: None, as_bo: Client) -> None:
    assert "Inget tertial är stängt än." in words(as_bo.get("/familjen/ni-sa/"))


# --- families ---------------------------------------------------------------------------------------------


def test_it_leaves_no_trace_and_is_light(code: str, as_bo: Client) -> None:
    publish("farsta_stod", T1, {"sv": DID}, None)
    address = f"/s/{code}/sv/ni-sa/"
    answer = as_bo.get(address)
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Bo" not in words(answer).replace("Bosanski", "")
    assert kilobytes(Client(), address) < 50


def test_after_answering_there_is_a_way_to_it_only_when_there_is_one(code: str) -> None:
    link = f'href="/s/{code}/sv/ni-sa/"'
    assert link not in Client().get(f"/s/{code}/sv/tack/").content.decode()
    publish("farsta_stod", T1, {"sv": DID}, None)
    assert link in Client().get(f"/s/{code}/sv/tack/").content.decode()


def test_the_latest_tertials_leaflet_is_read(code: str) -> None:
    publish("farsta_stod", T1, {"sv": "Det nya."}, None)
    publish("farsta_stod", Period.parse("2021T3"), {"sv": "Det gamla."}, None)
    page = words(Client().get(f"/s/{code}/sv/ni-sa/"))
    assert "Det nya." in page
    assert "Det gamla." not in page


def test_an_unknown_and_a_replaced_code_are_told_as_everywhere(code: str) -> None:
    assert Client().get("/s/XXXXX/sv/ni-sa/").status_code == 404
    make_way_in("farsta_stod", "talk_answers", None, replaces=code)
    assert Client().get(f"/s/{code}/sv/ni-sa/").status_code == 410


def test_what_is_not_written_in_a_language_is_read_in_swedish_and_says_so(code: str) -> None:
    publish("farsta_stod", T1, {"sv": DID}, None)
    answer = Client().get(f"/s/{code}/en/ni-sa/")
    assert '<div class="stack close said" lang="sv" dir="ltr">' in answer.content.decode()
    assert "This is written in Swedish." in words(answer)
    publish("farsta_stod", T1, {"sv": DID, "en": "We stay open later."}, None)
    page = words(Client().get(f"/s/{code}/en/ni-sa/"))
    assert "We stay open later." in page
    assert "This is written in Swedish." not in page


def test_it_reads_right_to_left_in_arabic(code: str) -> None:
    texts = (*around_questions(), *of_instrument(shipped().latest("talk_answers")))
    approve("ar", {text.sv: f"ar·{text.sv}" for text in texts}, None, by="Den som läst")
    publish("farsta_stod", T1, {"sv": DID}, None)
    page = Client().get(f"/s/{code}/ar/ni-sa/").content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert "ar·Vi gjorde" in page
    assert "ar·Hjälpte samtalet dig som förälder?" in page
    assert 'lang="sv" dir="ltr">' in page
    assert "ar·Det här är skrivet på svenska." in page


# --- on paper ---------------------------------------------------------------------------------------------


def test_the_poster_says_the_same_and_leads_to_the_page(code: str, as_amina: Client) -> None:
    publish("farsta_stod", T1, {"sv": DID, "en": "We stay open later."}, None)
    answer = as_amina.get(f"{PAGE}sv.pdf")
    assert answer["Content-Type"] == "application/pdf"
    [page] = PdfReader(BytesIO(answer.content)).pages
    text = " ".join(page.extract_text().split())
    assert DID in text
    assert "Hjälpte samtalet dig som förälder?" in text
    assert f"testserver/s/{code}/sv/ni-sa" in text
    assert "We stay open later." in PdfReader(BytesIO(as_amina.get(f"{PAGE}en.pdf").content)).pages[0].extract_text()


def test_there_is_no_poster_of_what_is_not_published(code: str, as_bo: Client, as_dan: Client) -> None:
    assert as_bo.get(f"{PAGE}sv.pdf").status_code == 404
    publish("farsta_stod", T1, {"sv": DID}, None)
    assert as_bo.get(f"{PAGE}so.pdf").status_code == 404
    assert as_dan.get(f"{PAGE}sv.pdf").status_code == 404


def test_taking_down_what_is_not_there_is_harmless(closed: None) -> None:
    take_down("farsta_stod", T1, None)
    assert not AuditEntry.objects.filter(action="leaflet taken down").exists()


def test_everything_wrong_is_told_at_once(city: None) -> None:
    with pytest.raises(Refused) as refused:
        checked(Written({"sv": "", "en": "Call 070-174 06 35"}), tree(), {})
    assert [one.where for one in refused.value.problems] == ["did-sv", "did-en"]


def test_families_do_not_read_in_one_language_what_is_no_longer_said_in_another(code: str, as_bo: Client) -> None:
    write(as_bo, sv="Vi öppnar klockan 8.", en="We open at 8.")
    page = words(write(as_bo, sv="Vi öppnar klockan 9.", en="We open at 8."))
    assert "Du har ändrat svenskan, men inte English." in page
    assert words(Client().get(f"/s/{code}/sv/ni-sa/")).count("klockan 8") == 1
    assert "Publicerat" in words(write(as_bo, sv="Vi öppnar klockan 9.", en="We open at 9."))
    assert "Publicerat" in words(write(as_bo, sv="Klockan 9 öppnar vi.", en="We open at 9.", still_true="1"))
    assert "Publicerat" in words(write(as_bo, sv="Vi öppnar klockan 10.", en=""))
