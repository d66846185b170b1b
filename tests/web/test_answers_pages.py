"""Families' pages: questions one at a time without signing in, saved once, and the codes that lead to them."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from pypdf import PdfReader

from folja.demo import building
from folja.figures.reading import read
from folja.instruments.loading import shipped
from folja.instruments.question import OneQuestion, ScaleQuestion
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused, refuse
from folja.web.answers import asked
from folja.web.answers.actions import make_way_in, write_contact
from folja.web.answers.code import CHARACTERS, new_code, read_code
from folja.web.answers.contact import in_pieces
from folja.web.answers.models import Contact, WayIn
from folja.web.collection.models import StoredRegistration
from folja.web.frame.navigation import destinations
from folja.web.organisation.models import Account, AuditEntry, StoredUnit
from folja.web.organisation.scope import read_scope
from folja.web.publication.actions import close_tertial
from folja.web.publication.models import ClosedTertial
from folja.web.publication.shelf import library
from tests.web.pages import without_scripts, words
from tests.web.test_weight import kilobytes

pytestmark = pytest.mark.usefixtures("unhurried")

FIELD = re.compile(
    r'<input type="(?:hidden" name="([^"]+)" value="([^"]*)"|radio" name="([^"]+)" value="([^"]*)" checked)>'
)


class Parent:
    """Somebody with a browser without scripts who goes on from one page to the next."""

    def __init__(self, code: str, language: str = "sv", client: Client | None = None) -> None:
        self.client = client or Client()
        self.address = f"/s/{code}/{language}/fragor/"
        self.page: Any = self.client.get(f"/s/{code}/{language}/")

    @property
    def fields(self) -> dict[str, str]:
        """What the form holds by itself: what is hidden in it, and the answer that is chosen."""
        found = FIELD.findall(without_scripts(self.page))
        return {name or radio: value or chosen for name, value, radio, chosen in found}

    def go(self, move: str = "next", /, **chosen: object) -> "Parent":
        sent = self.fields | {name: str(value) for name, value in chosen.items()} | {"move": move}
        self.page = self.client.post(self.address, sent, follow=True)
        return self

    @property
    def asked(self) -> str:
        """The question on the page."""
        return self.fields["here"]

    def answers(self, **given: object) -> "Parent":
        """All questions in turn, those that are not given skipped."""
        self.go()
        while "here" in self.fields:
            here = self.asked
            self.go(**({here: given[here]} if here in given else {}))
        return self


def stored() -> list[tuple[str, str, str, str, int]]:
    return list(StoredRegistration.objects.values_list("answers", "unit", "month", "instrument", "version"))


# --- the questions --------------------------------------------------------------------------------------------


def test_a_parent_answers_and_it_is_saved_with_nothing_else(code: str) -> None:
    parent = Parent(code).answers(first_visit="no", right_things=4, helped=5, recommend=5)
    assert "Tack!" in words(parent.page)
    saved = '{"first_visit":"no","helped":5,"recommend":5,"right_things":4}'
    assert stored() == [(saved, "farsta_stod", "2022-06", "talk_answers", 1)]


def test_nothing_is_saved_before_the_end(code: str) -> None:
    parent = Parent(code).go()
    while "Skicka svaren" not in words(parent.page):
        parent.go(**{parent.asked: "yes" if parent.asked == "first_visit" else 5})
        assert stored() == []
    parent.go()
    assert len(stored()) == 1


def test_the_first_page_says_what_it_is_and_that_it_is_voluntary(code: str) -> None:
    page = words(Parent(code).page)
    assert "Frågor efter samtalet" in page
    assert "Föräldrastöd Farsta" in page
    assert "frivilligt" in page
    assert "ungefär en minut" in page


def test_only_questions_that_apply_are_asked(code: str) -> None:
    first, not_first = Parent(code).go(), Parent(code).go()
    first.go(first_visit="yes").go().go()
    not_first.go(first_visit="no").go().go()
    assert (first.asked, not_first.asked) == ("easy_to_reach", "recommend")


def test_going_back_keeps_every_answer(code: str) -> None:
    parent = Parent(code).go().go(first_visit="yes").go(right_things=2)
    parent.go("back", helped=3)
    assert parent.asked == "right_things"
    assert 'value="2" checked' in parent.page.content.decode()
    parent.go()
    assert 'value="3" checked' in parent.page.content.decode()


def test_who_goes_back_and_answers_anew_leaves_nothing_to_a_question_that_is_not_asked(code: str) -> None:
    parent = Parent(code).go().go(first_visit="yes").go().go(helped=4).go(easy_to_reach=1)
    for _ in range(4):
        parent.go("back")
    assert parent.asked == "first_visit"
    parent.go(first_visit="no").go().go().go().go()
    assert stored()[0][0] == '{"first_visit":"no","helped":4}'


def test_a_skipped_question_is_left_out_and_an_answer_can_be_taken_back(code: str) -> None:
    parent = Parent(code).go().go(first_visit="no").go(right_things=4).go("back").go(right_things="")
    parent.go(helped=5).go().go()
    assert stored()[0][0] == '{"first_visit":"no","helped":5}'


def test_who_skips_everything_has_sent_nothing(code: str) -> None:
    assert "Inget har skickats" in words(Parent(code).answers().page)
    assert stored() == []


def test_sending_twice_saves_once_and_shows_no_answers(code: str) -> None:
    parent = Parent(code).go().go().go().go(helped=5)
    last = parent.fields
    for _ in range(2):
        parent.page = parent.client.post(parent.address, last | {"move": "next"}, follow=True)
        assert "Tack!" in words(parent.page)
    assert len(stored()) == 1
    back = parent.client.post(parent.address, last | {"move": "back"}, follow=True)
    assert "Tack!" in words(back)
    assert "checked" not in back.content.decode()


def test_the_language_can_be_changed_in_the_middle(code: str) -> None:
    parent = Parent(code).go().go(first_visit="yes")
    parent.address = f"/s/{code}/en/fragor/"
    parent.go("stay", right_things=5)
    assert "Did we talk about what matters to you?" in words(parent.page)
    assert 'value="5" checked' in parent.page.content.decode()
    assert parent.page.headers["Content-Language"] == "en"
    assert '<html lang="en" dir="ltr">' in parent.page.content.decode()


def test_a_language_that_is_not_there_yet_is_swedish(code: str) -> None:
    assert "Börja" in words(Parent(code, "xx").page)


def test_every_question_for_families_is_of_a_kind_that_can_be_asked(city: None) -> None:
    families = [one for every in shipped().versions.values() for one in every if one.audience == "family"]
    assert families
    assert all(isinstance(question, OneQuestion) for one in families for question in one.questions)


@pytest.mark.parametrize("instrument", ["talk_answers", "home_visit_answers", "programme_answers", "child_answers"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_all_instruments_can_be_answered_to_the_end(city: None, instrument: str, language: str) -> None:
    code = make_way_in("farsta_stod", instrument, None).code
    rated = next(one.code for one in shipped().latest(instrument).questions if isinstance(one, ScaleQuestion))
    parent = Parent(code, language).answers(**{rated: 3})
    assert {"sv": "Tack!", "en": "Thank you!"}[language] in words(parent.page)
    assert len(stored()) == 1


# --- the end --------------------------------------------------------------------------------------------------


def test_the_end_says_when_results_come_and_what_to_do_about_what_cannot_wait(code: str) -> None:
    write_contact("farsta_stod", "Ring 08-123 45 00", None)
    page = words(Parent(code).answers(helped=5).page)
    assert "16 september 2022" in page
    assert "Föräldrastöd Farsta Ring 08-123 45 00" in page
    assert "112" in page
    assert "1177" in page


@pytest.mark.parametrize(
    ("written", "pieces"),
    [
        ("Ring 08-123 45 00, vardagar 8–16", [("Ring ", ""), ("08-123 45 00", "081234500"), (", vardagar 8–16", "")]),
        ("+46 70 174 06 05", [("+46 70 174 06 05", "+46701740605")]),
        ("Kom in till oss på torget 8.00-16.00", [("Kom in till oss på torget 8.00-16.00", "")]),
        (
            "070-174 06 05 eller 08-123 45 00",
            [("070-174 06 05", "0701740605"), (" eller ", ""), ("08-123 45 00", "081234500")],
        ),
        ("", []),
    ],
)
def test_a_units_number_can_be_tapped(written: str, pieces: list[tuple[str, str]]) -> None:
    assert [(piece.words, piece.dialled) for piece in in_pieces(written)] == pieces


def test_a_number_is_read_from_the_left_in_every_language_and_leads_nowhere_from_a_tablet(code: str) -> None:
    write_contact("farsta_stod", "Ring 08-123 45 00", None)
    thanks = Client().get(f"/s/{code}/sv/tack/").content.decode()
    assert 'Ring <bdi dir="ltr"><a href="tel:081234500">08-123 45 00</a></bdi>' in thanks
    tablet = Client().get(f"/s/{code}/platta/").content.decode()
    assert 'Ring <bdi dir="ltr">08-123 45 00</bdi>' in tablet
    assert "tel:" not in tablet


def test_an_answer_reaches_a_figure_after_closing_and_nowhere_before(closed: None, code: str) -> None:
    tertial = Period.parse("2022T2")
    for number in range(60):
        Parent(code, client=Client(REMOTE_ADDR=f"10.0.0.{number}")).answers(
            first_visit="no", right_things=4, helped=5, recommend=5
        )
    [before] = read(library(), "helped_top_two", "farsta_stod", tertial)
    assert (before.shown, before.value) == (False, None)
    close_tertial(tertial, today=date(2022, 9, 20))
    [after] = read(library(), "helped_top_two", "farsta_stod", tertial)
    assert after.shown
    assert after.value is not None
    assert after.value > 0.9


# --- without a trace ------------------------------------------------------------------------------------------


def every_page(code: str) -> Iterator[Any]:
    """Each of the pages a family can meet."""
    parent = Parent(code)
    yield parent.page
    for _ in range(5):
        yield parent.go(**({parent.asked: "yes"} if parent.fields.get("here") == "first_visit" else {})).page
    yield parent.go(parent_gender="woman").page
    for address in ("/s/", "/s/?kod=7kq2m", "/s/?kod=%00", "/s/XXXXX/", f"/s/{code}/en/tack/", f"/s/{code}/sv/fragor/"):
        yield parent.client.get(address)


def test_no_page_sets_a_cookie_or_is_kept(code: str) -> None:
    for page in every_page(code):
        assert not page.cookies
        assert page.headers["Cache-Control"] == "no-store"
        assert "Cookie" not in page.headers.get("Vary", ""), page.request
        assert all(not answer[0].count("?") for answer in getattr(page, "redirect_chain", []))


def test_a_signed_in_colleagues_session_is_neither_read_nor_shown(code: str, as_bo: Client) -> None:
    parent = Parent(code, client=as_bo)
    before = dict(as_bo.session.items())
    assert "Bo" not in words(parent.answers(helped=5).page)
    assert not parent.page.cookies
    assert dict(as_bo.session.items()) == before


def raising(refused: Refused) -> Callable[..., None]:
    """Something that can't be done as things stand, which no page of families' knows what to do about."""

    def raises(*_: object) -> None:
        raise refused

    return raises


@pytest.mark.parametrize("lost", ["/s/7KQ2M", "/s/7KQ2M/sv/no/such/", "/s/" + "x" * 300 + "/sv/fragor/bild.png"])
def test_an_address_that_leads_nowhere_asks_nobody_who_is_there(lost: str, city: None, as_bo: Client) -> None:
    page = as_bo.get(lost)
    assert "Cookie" not in page.headers.get("Vary", "")
    assert not page.cookies
    told = as_bo.get(lost, follow=True)
    assert told.status_code == 404
    assert "Vi hittar inte den koden" in words(told)
    assert "Bo" not in words(told)


def test_what_breaks_below_families_addresses_asks_nobody_who_is_there(
    code: str, as_bo: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked, "units_in", raising(refuse("", sv="Enheterna är inte inlästa.", en="no units")))
    page = as_bo.get(f"/s/{code}/")
    assert page.status_code == 409
    assert "Cookie" not in page.headers.get("Vary", "")


def test_every_page_is_light(code: str) -> None:
    assert kilobytes(Client(), f"/s/{code}/") < 50
    assert kilobytes(Client(), f"/s/{code}/sv/tack/") < 50


@pytest.mark.parametrize(
    ("sent_with", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({"Origin": "http://testserver"}, 200),
        ({}, 200),
    ],
)
def test_another_site_can_not_make_its_visitors_answer(code: str, sent_with: dict[str, str], status: int) -> None:
    strict = Client(enforce_csrf_checks=True, headers=sent_with)
    assert strict.post(f"/s/{code}/sv/fragor/", {"version": "1"}).status_code == status


# --- what can go wrong ----------------------------------------------------------------------------------------


def test_answers_that_are_none_are_left_out_and_the_rest_is_kept(code: str) -> None:
    odd = {"right_things": "9", "helped": "5", "first_visit": "<script>", "recommend": "\u202e4", "extra": "x"}
    here = {"version": "1", "here": "parent_gender", "move": "next", "parent_gender": "\x00"}
    answer = Client().post(f"/s/{code}/sv/fragor/", odd | here, follow=True)
    assert "Tack!" in words(answer)
    assert stored()[0][0] == '{"helped":5}'


def test_a_form_from_an_older_version_is_told_kindly(code: str) -> None:
    answer = Client().post(f"/s/{code}/sv/fragor/", {"version": "7", "helped": "5", "move": "next"})
    assert answer.status_code == 409
    assert "Frågorna har ändrats" in words(answer)
    assert stored() == []


def test_more_than_any_family_would_send_is_refused_kindly(code: str) -> None:
    answer = Client().post(f"/s/{code}/sv/fragor/", {"version": "1", "helped": "5" * 10_000_000})
    assert answer.status_code == 413
    assert "Inget har sparats" in words(answer)


def test_in_a_closed_tertial_nothing_is_asked(code: str) -> None:
    ClosedTertial.objects.create(period="2022T2", state=ClosedTertial.State.COUNTING)
    answer = Client().get(f"/s/{code}/")
    assert answer.status_code == 409
    assert "Just nu går det inte att svara" in words(answer)


def test_a_tertial_that_closes_between_two_taps_saves_nothing(code: str) -> None:
    parent = Parent(code).go().go(first_visit="no")
    ClosedTertial.objects.create(period="2022T2", state=ClosedTertial.State.COUNTING)
    assert "Just nu går det inte att svara" in words(parent.go().page)


def test_a_unit_that_has_ended_asks_nothing(code: str) -> None:
    StoredUnit.objects.filter(code="farsta_stod").update(valid_to="2022-05")
    answer = Client().get(f"/s/{code}/")
    assert answer.status_code == 410
    assert "Här ställs inga frågor längre" in words(answer)


def test_before_an_instrument_begins_nothing_is_asked(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLJA_TODAY", "2019-01-14")
    answer = Client().get(f"/s/{code}/")
    assert answer.status_code == 410
    assert "Just nu ställs inga frågor här" in words(answer)


@pytest.mark.parametrize("written", ["XXXXX", "abc", "7KQ2M7KQ2M", "'; DROP", "åäöåä", "%00"])
def test_an_unknown_code_can_be_written_again(city: None, written: str) -> None:
    answer = Client().get(f"/s/{written}/")
    assert answer.status_code == 404
    assert "Vi hittar inte den koden" in words(answer)
    assert 'name="kod"' in answer.content.decode()


# --- codes ----------------------------------------------------------------------------------------------------


def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    typed = f" {code[:2].lower()} {code[2:].lower()} "
    assert read_code(typed) == code
    answer = Client().get("/s/", {"kod": typed}, follow=True)
    assert "Frågor efter samtalet" in words(answer)


def test_what_a_code_never_holds_is_read_as_what_was_meant() -> None:
    assert read_code("z g-b n 4") == "268M4"
    assert read_code("O0I1L") == ""


def test_codes_hold_nothing_that_is_mistaken_for_something_else() -> None:
    assert set("".join(new_code() for _ in range(500))) == set(CHARACTERS)
    assert not set("0O1IL5SUVAEY") & set(CHARACTERS)


def test_a_code_that_is_replaced_says_so_and_the_new_one_works(code: str) -> None:
    new = make_way_in("farsta_stod", "talk_answers", None, replaces=code).code
    answer = Client().get(f"/s/{code}/")
    assert answer.status_code == 410
    assert "Den här koden används inte längre" in words(answer)
    assert new not in answer.content.decode()
    assert Client().get(f"/s/{new}/").status_code == 200


def test_asking_twice_for_a_code_makes_one(code: str) -> None:
    assert make_way_in("farsta_stod", "talk_answers", None).code == code
    assert WayIn.objects.count() == 1


# --- staff ----------------------------------------------------------------------------------------------------


def test_bo_makes_a_code_and_amina_finds_it(as_bo: Client, as_amina: Client) -> None:
    assert "Be din chef göra en" in words(as_amina.get("/familjen/"))
    page = as_bo.post("/familjen/", {"unit": "farsta_stod", "instrument": "talk_answers"}, follow=True)
    made = WayIn.objects.get()
    for shown in (words(page), words(as_amina.get("/familjen/"))):
        assert f"testserver/s/{made.code}/" in shown
        assert "Frågor efter samtalet" in shown
    assert AuditEntry.objects.filter(action="way in made", about="farsta_stod talk_answers").count() == 1


def test_bo_replaces_a_code(as_bo: Client, code: str) -> None:
    sent = {"unit": "farsta_stod", "instrument": "talk_answers", "replaces": code}
    page = words(as_bo.post("/familjen/", sent, follow=True))
    present = WayIn.objects.get(in_use=True)
    assert f"Används inte längre: {code}" in page
    assert present.code in page
    as_bo.post("/familjen/", sent)  # a second tap replaces nothing more
    assert WayIn.objects.get(in_use=True) == present


def test_bo_writes_how_the_unit_is_reached_and_takes_it_away(as_bo: Client, as_amina: Client) -> None:
    as_bo.post("/familjen/", {"unit": "farsta_stod", "contact": "  Ring 08-123 45 00\n"})
    assert Contact.objects.get().words == "Ring 08-123 45 00"
    assert "Ring 08-123 45 00" in words(as_amina.get("/familjen/"))
    as_bo.post("/familjen/", {"unit": "farsta_stod", "contact": " "})
    assert not Contact.objects.exists()


def test_too_many_words_are_told_and_kept_in_the_field(as_bo: Client) -> None:
    answer = as_bo.post("/familjen/", {"unit": "farsta_stod", "contact": "Ring oss. " * 30})
    assert answer.status_code == 422
    assert "Korta den till 200" in words(answer)
    assert "Ring oss. Ring oss." in answer.content.decode()
    assert not Contact.objects.exists()


def test_amina_changes_nothing_and_neither_does_bo_elsewhere(as_amina: Client, as_bo: Client) -> None:
    sent = {"unit": "farsta_stod", "instrument": "talk_answers"}
    assert as_amina.post("/familjen/", sent).status_code == 403
    assert as_bo.post("/familjen/", sent | {"unit": "hasselby_stod"}).status_code == 403
    assert as_bo.get("/familjen/", {"unit": "hasselby_stod"}).status_code == 403
    assert not WayIn.objects.exists()


def test_the_unit_prints_a_poster_that_leads_to_its_questions(as_amina: Client, as_bo: Client, code: str) -> None:
    for client in (as_amina, as_bo):
        assert f'href="/familjen/{code}.pdf"' in client.get("/familjen/").content.decode()
        answer = client.get(f"/familjen/{code}.pdf")
        assert answer.headers["Content-Type"] == "application/pdf"
        page = " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())
        assert f"testserver/s/{code}" in page
        assert "Hur blev det för dig?" in page
        assert "How was it for you?" in page


def test_another_units_poster_and_that_of_a_replaced_code_are_not_there(
    as_dan: Client, as_bo: Client, code: str
) -> None:
    assert as_dan.get(f"/familjen/{code}.pdf").status_code == 404
    make_way_in("farsta_stod", "talk_answers", None, replaces=code)
    assert as_bo.get(f"/familjen/{code}.pdf").status_code == 404


def test_what_is_no_question_for_families_gets_no_code(as_bo: Client) -> None:
    as_bo.post("/familjen/", {"unit": "farsta_stod", "instrument": "talk"})
    assert not WayIn.objects.exists()


def test_the_phone_has_room_for_five_at_most_and_families_are_among_them_for_those_who_meet_them(
    amina: Account, bo: Account, carin: Account, rf: RequestFactory
) -> None:
    bars = [
        [place.name for place in destinations(rf.get("/"), read_scope(who)) if place.on_phone]
        for who in (amina, bo, carin)
    ]
    assert bars[0] == ["start", "families", "overview", "more"]
    assert bars[1] == ["start", "overview", "goals", "reports", "more"]
    assert max(len(bar) for bar in bars) == 5


def test_the_demo_city_has_codes_and_its_first_words_name_one(closed: None) -> None:
    building._open_ways_in()
    made = WayIn.objects.count()
    building._open_ways_in()
    assert WayIn.objects.count() == made > 100
    named = WayIn.objects.get(unit=building.CAST[0].unit, instrument="talk_answers")
    assert f"http://127.0.0.1:8000/s/{named.code}/" in building.welcome(8000)


def test_carin_chooses_a_unit_first(as_carin: Client) -> None:
    assert "Välj enhet" in words(as_carin.get("/familjen/"))
    assert "Föräldrastöd Hässelby" in words(as_carin.get("/familjen/", {"unit": "hasselby_stod"}))


def test_without_a_role_there_is_no_such_page(city: None, signed_in: Any) -> None:
    from folja.web.organisation.actions import create_account

    nobody = signed_in(create_account("eva@kommunen.example", "Eva", "ett långt lösenord"))
    assert nobody.get(reverse("families")).status_code == 403
