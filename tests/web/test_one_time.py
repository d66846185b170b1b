"""Codes that work once: one answer each, however it is sent, and nothing that joins the two."""

import io
import re
from datetime import date
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from folja.instruments.loading import shipped
from folja.vocabulary.period import Month
from folja.vocabulary.problem import problem
from folja.web.answers import one_time, tries, views
from folja.web.answers.actions import ask_for_one_time_codes, make_way_in, write_contact
from folja.web.answers.code import CHARACTERS
from folja.web.answers.models import OneTimeCode, WayIn
from folja.web.answers.once import DRAWN, in_groups, new_once, read_once
from folja.web.answers.one_time import make_codes
from folja.web.answers.page_mark import PageMark
from folja.web.answers.ticket import Ticket
from folja.web.answers.tries import MOST, WINDOW, Tries
from folja.web.answers.waited import take_waited
from folja.web.collection.models import StoredRegistration
from folja.web.collection.months import Closed
from folja.web.collection.receipt import new_receipt
from folja.web.comments.models import WaitingComment
from folja.web.organisation.models import Account, AuditEntry
from folja.web.publication.models import ClosedTertial
from folja.web.wordings.actions import approve
from folja.web.wordings.say import say
from folja.web.wordings.sources import around_questions, of_instrument
from tests.web.pages import words
from tests.web.test_answers_pages import Parent, stored
from tests.web.test_waited import answered as waiting
from tests.web.test_waited import seal

JUNE = Month(2022, 6)
ANSWERS = {"first_visit": "no", "helped": 5}
SAVED = '{"first_visit":"no","helped":5}'


@pytest.fixture
def once(way: str) -> str:
    """A code that has not been used."""
    [code] = make_codes(way, JUNE, 1)
    return code


@pytest.fixture(autouse=True)
def untried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins with a server where nobody has guessed."""
    monkeypatch.setattr(tries, "tries", Tries())


def answered(way: str, once: str, language: str = "sv") -> Parent:
    """A parent who has typed a code, answered everything and sent."""
    parent = Parent(way, language).go(once=once)
    while "here" in parent.fields and parent.page.status_code == 200:
        here = parent.asked
        parent.go(**({here: ANSWERS[here]} if here in ANSWERS else {}))
    return parent


def told_on(parent: Parent) -> str:
    """What is wrong with the code, as the page says it."""
    [told] = re.findall(r'id="once-wrong"([^>]*)>.*?<span>(.*?)</span>', parent.page.content.decode())
    assert ("hidden" in told[0]) == (not told[1])
    return str(told[1])


# --- the code -------------------------------------------------------------------------------------------------


@given(st.integers(0, DRAWN), st.sampled_from(CHARACTERS))
def test_one_wrong_character_is_always_noticed(place: int, other: str) -> None:
    code = new_once()
    wrong = code[:place] + other + code[place + 1 :]
    assert read_once(wrong) == (code if other == code[place] else "")


def test_a_code_is_read_however_it_is_typed() -> None:
    code = new_once()
    for written in (code, in_groups(code), in_groups(code).lower(), f" {'-'.join(code)} "):
        assert read_once(written) == code
    assert [read_once(written) for written in ("", code[:-1], code + "2", "\x00" * 9, "å" * 9, "9" * 10_000)] == [
        ""
    ] * 6


# --- answering ------------------------------------------------------------------------------------------------


def test_a_code_gives_one_answer(way: str, once: str) -> None:
    assert "Tack!" in words(answered(way, once).page)
    again = answered(way, once)
    assert again.page.status_code == 409
    assert "redan använd, eller gäller inte längre" in words(again.page)
    assert stored() == [(SAVED, "farsta_stod", "2022-06", "talk_answers", 1)]


def test_who_has_another_slip_goes_on_with_all_that_was_answered(way: str, once: str) -> None:
    answered(way, once)
    again = answered(way, once)
    [another] = make_codes(way, JUNE, 1)
    assert "Tack!" in words(again.go(once=in_groups(another).lower()).page)
    assert [answers for answers, *_ in stored()] == [SAVED, SAVED]


def test_a_misspelled_code_and_an_empty_field_are_told_before_the_questions(way: str, once: str) -> None:
    misspelled = Parent(way).go(once=once[:-1] + ("2" if once[-1] != "2" else "3"))
    assert (misspelled.page.status_code, told_on(misspelled)) == (422, say("once.misspelled", "sv"))
    empty = Parent(way).go(once=" ")
    assert (empty.page.status_code, told_on(empty)) == (422, say("once.empty", "sv"))
    assert empty.go(once=once).asked == "first_visit"


def test_who_was_asked_for_no_code_when_the_page_was_opened_has_done_nothing_wrong(way: str, once: str) -> None:
    before = Parent(way).go()
    assert (before.page.status_code, told_on(before)) == (200, "")
    assert before.go(once=once).asked == "first_visit"


def test_a_used_code_is_no_dead_end(way: str, once: str) -> None:
    write_contact("farsta_stod", "Ring 08-123 45 00", None)
    answered(way, once)
    again = answered(way, once)
    for way_on in ("Tillbaka till svaren", "Sluta utan att skicka", "Ring 08-123 45 00", "112"):
        assert way_on in words(again.page)
    assert again.go("stay", once=once).asked == "parent_gender"
    assert again.fields["helped"] == "5"
    stopped = again.client.get(f"/s/{way}/sv/slut/")
    assert "Inget har skickats" in words(stopped)
    assert len(stored()) == 1


def test_nobody_can_look_up_whether_a_slip_has_been_used(way: str, once: str) -> None:
    """Only sending answers tells, and that uses it."""
    answered(way, once)
    assert Parent(way).go(once=once).asked == "first_visit"
    assert "Inget har skickats" in words(Parent(way).go(once=once).go().go().go().go().page)


def test_who_stops_on_the_way_or_skips_everything_can_use_the_code_later(way: str, once: str) -> None:
    Parent(way).go(once=once).go(first_visit="no")
    skipped = Parent(way).go(once=once)
    while "here" in skipped.fields:
        skipped.go()
    assert "Inget har skickats" in words(skipped.page)
    assert "Tack!" in words(answered(way, once).page)


def test_the_same_sending_again_is_thanked_and_saved_once(way: str, once: str) -> None:
    parent = Parent(way).go(once=once).go(first_visit="no").go().go(helped=5)
    while parent.asked != "parent_gender":
        parent.go()
    last = parent.fields
    for _ in range(3):
        parent.page = parent.client.post(parent.address, last | {"move": "next"}, follow=True)
        assert "Tack!" in words(parent.page)
    assert len(stored()) == 1


def test_a_code_too_old_or_of_another_way_is_not_good(way: str, once: str, monkeypatch: pytest.MonkeyPatch) -> None:
    other = make_way_in("farsta_stod", "home_visit_answers", None).code
    ask_for_one_time_codes(other, None, ask=True)
    assert answered(other, once).page.status_code == 409
    monkeypatch.setenv("FOLJA_TODAY", "2022-08-31")
    assert "Tack!" in words(answered(way, once).page)
    [late] = make_codes(way, JUNE, 1)
    monkeypatch.setenv("FOLJA_TODAY", "2022-09-01")
    assert answered(way, late).page.status_code == 409


def test_an_answer_that_is_refused_leaves_the_code(way: str, once: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object, **__: object) -> None:
        raise Closed([problem("", sv="Stängt.", en="closed")])

    with monkeypatch.context() as during_closing:
        during_closing.setattr(one_time, "record_unlinked", closed)
        assert "Just nu går det inte att svara" in words(answered(way, once).page)
    assert stored() == []
    assert "Tack!" in words(answered(way, once).page)


def test_a_server_that_breaks_between_the_two_steps_has_done_neither(
    way: str, once: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = Parent(way, client=Client(raise_request_exception=False)).go(once=once).go(first_visit="no")
    with monkeypatch.context() as breaking:
        breaking.setattr(one_time, "record_unlinked", lambda *_, **__: 1 / 0)
        last = parent.fields | {"here": "parent_gender", "helped": "5", "move": "next"}
        assert parent.client.post(parent.address, last).status_code == 500
    assert (stored(), OneTimeCode.objects.count()) == ([], 1)
    assert "Tack!" in words(parent.client.post(parent.address, last, follow=True))
    assert (len(stored()), OneTimeCode.objects.count()) == (1, 0)


def test_everything_is_said_in_english_too(way: str, once: str) -> None:
    answered(way, once)
    again = answered(way, once, "en")
    assert "has been used already" in words(again.page)
    assert "another slip" in words(Client().get(f"/s/{way}/en/tack/"))


# --- guessing -------------------------------------------------------------------------------------------------


def test_who_guesses_is_stopped_and_others_are_not(way: str, once: str) -> None:
    fields = {"version": "1", "here": "parent_gender", "helped": "5", "move": "next"}
    for _ in range(MOST):
        assert Client().post(f"/s/{way}/sv/fragor/", fields | {"once": new_once()}).status_code == 409
    stopped = Client().post(f"/s/{way}/sv/fragor/", fields | {"once": once})
    assert stopped.status_code == 429
    assert "Dina svar finns kvar" in words(stopped)
    assert 'name="helped" value="5"' in stopped.content.decode()
    elsewhere = Client(REMOTE_ADDR="10.0.0.2").post(f"/s/{way}/sv/fragor/", fields | {"once": once}, follow=True)
    assert "Tack!" in words(elsewhere)


def test_after_a_while_tries_are_forgotten_with_their_key() -> None:
    now = [0.0]
    counted = Tries(lambda: now[0])
    for _ in range(MOST):
        assert not counted.are_used_up("10.0.0.1", "7KQ2M")
        counted.failed("10.0.0.1", "7KQ2M")
    assert counted.are_used_up("10.0.0.1", "7KQ2M")
    assert not counted.are_used_up("10.0.0.1", "X9DJW")
    assert "10.0.0.1" not in repr(vars(counted))
    key, now[0] = counted._failed._key, WINDOW
    assert not counted.are_used_up("10.0.0.1", "7KQ2M")
    assert counted._failed._key != key


# --- what is kept ---------------------------------------------------------------------------------------------


def test_a_code_is_kept_as_a_hash_with_its_way_and_last_month_and_nothing_else(way: str, once: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM one_time_code")
        [(digest, *rest)] = cursor.fetchall()
    assert rest == [way, "2022-08"]
    assert len(digest) == 32
    assert once.encode() not in bytes(digest)


# --- staff ----------------------------------------------------------------------------------------------------


def switched(client: Client, way: str, to: str, **sure: str) -> Any:
    instrument = WayIn.objects.get(code=way).instrument
    sent = {"unit": "farsta_stod", "instrument": instrument, "one_time": to}
    return client.post("/familjen/", sent | sure, follow=True)


def slips_in(answer: Any) -> list[str]:
    """The codes on a sheet, as somebody reads them off."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages]
    return re.findall(rf"^(?:[{CHARACTERS}] ?){{9}}$", "\n".join(pages), re.MULTILINE)


def test_bo_turns_codes_on_and_off_and_it_is_noted(as_bo: Client, as_amina: Client, bo: Account) -> None:
    way = make_way_in("farsta_stod", "talk_answers", bo).code
    assert switched(as_amina, way, "on", sure="yes").status_code == 403
    assert "Engångskoder: på" in words(switched(as_bo, way, "on", sure="yes"))
    switched(as_bo, way, "on", sure="yes")  # a second tap
    assert Parent(way).go().page.content.decode().count('name="once"') == 1
    make_codes(way, JUNE, 3)
    assert "Engångskoder: av" in words(switched(as_bo, way, "off"))
    assert not OneTimeCode.objects.exists()
    assert Parent(way).go().asked == "first_visit"
    noted = [(entry.action, entry.about, entry.account) for entry in AuditEntry.objects.filter(about=way)]
    assert sorted(noted, key=str) == [("one-time codes off", way, bo), ("one-time codes on", way, bo)]


def test_bo_is_told_what_codes_mean_before_anybody_is_stopped(as_bo: Client, bo: Account) -> None:
    way = make_way_in("farsta_stod", "talk_answers", bo).code
    asked = words(switched(as_bo, way, "on"))
    assert "Alla andra blir stoppade" in asked
    assert "Skriv ut dem på nytt" in asked
    assert not WayIn.objects.get(code=way).one_time


def test_amina_prints_slips_and_each_gives_an_answer(as_amina: Client, way: str) -> None:
    assert f'href="/familjen/{way}/lappar/"' in as_amina.get("/familjen/").content.decode()
    assert "till och med augusti 2022" in words(as_amina.get(f"/familjen/{way}/lappar/"))
    before = AuditEntry.objects.count()
    codes = slips_in(as_amina.post(f"/familjen/{way}/lappar/", {"pages": "2"}))
    assert len(set(codes)) == 24 == OneTimeCode.objects.count()
    assert "Tack!" in words(answered(way, codes[5]).page)
    assert AuditEntry.objects.count() == before, "nothing says who printed"


def test_an_odd_number_of_slips_prints_none(as_amina: Client, way: str) -> None:
    for odd in ("", "3", "-1", "1000000"):
        assert "Hur många?" in words(as_amina.post(f"/familjen/{way}/lappar/", {"pages": odd}))
    assert not OneTimeCode.objects.exists()


def test_there_are_no_slips_elsewhere_or_where_no_code_is_asked_for(as_amina: Client, as_dan: Client, way: str) -> None:
    assert as_dan.get(f"/familjen/{way}/lappar/").status_code == 404
    ask_for_one_time_codes(way, None, ask=False)
    assert as_amina.get(f"/familjen/{way}/lappar/").status_code == 404


def test_a_replaced_way_still_asks_for_codes_and_the_old_ones_are_gone(way: str, once: str) -> None:
    new = make_way_in("farsta_stod", "talk_answers", None, replaces=way)
    assert new.one_time
    assert not OneTimeCode.objects.exists()


def test_codes_that_no_waiting_page_can_bring_any_more_are_deleted_when_new_ones_are_made(way: str, once: str) -> None:
    ClosedTertial.objects.create(period="2022T2", state=ClosedTertial.State.COUNTING)
    make_codes(way, JUNE.plus(3), 2)
    assert set(OneTimeCode.objects.values_list("last_month", flat=True)) == {"2022-08", "2022-11"}
    make_codes(way, JUNE.plus(7), 2)
    assert set(OneTimeCode.objects.values_list("last_month", flat=True)) == {"2022-11", "2023-03"}


# --- in a text message ----------------------------------------------------------------------------------------


def message_in(answer: Any) -> str:
    [said] = re.findall(r"<textarea[^>]*>([^<]*)</textarea>", answer.content.decode())
    return str(said)


def test_a_message_is_ready_to_send_in_the_language_that_is_chosen(as_amina: Client) -> None:
    code = make_way_in("farsta_stod", "talk_answers", None).code
    address = f"/familjen/{code}/meddelande/"
    assert f'href="{address}"' in as_amina.get("/familjen/").content.decode()
    page = as_amina.get(address, {"sprak": "en"})
    assert message_in(page).startswith("Hello! How was it for you?")
    assert message_in(page).endswith(f"\nhttp://testserver/s/{code}/")
    [opens] = re.findall(r'href="(sms:[^"]+)"', page.content.decode().replace("&amp;", "&"))
    assert unquote(opens).replace("’", "&#x27;") == f"sms:?&body={message_in(page)}"
    assert "Hej!" in message_in(as_amina.get(address, {"sprak": "xx"}))


def test_where_codes_are_asked_for_each_message_has_its_own(as_amina: Client, way: str) -> None:
    address = f"/familjen/{way}/meddelande/"
    assert "<textarea" not in as_amina.get(address).content.decode()
    assert not OneTimeCode.objects.exists()
    sent = [message_in(as_amina.post(address, {"sprak": "sv"})) for _ in range(2)]
    codes = [one.rpartition(f"/s/{way}/#")[2] for one in sent]
    assert len(set(codes)) == 2
    assert "Tack!" in words(answered(way, codes[1]).page)


def test_another_units_message_is_not_there(as_dan: Client, way: str) -> None:
    assert as_dan.get(f"/familjen/{way}/meddelande/").status_code == 404


# --- on paper -------------------------------------------------------------------------------------------------


def approved_with(letters: str, language: str) -> None:
    """Everything a family reads, with these letters after it, approved in a language."""
    read = [*around_questions(), *of_instrument(shipped().latest("talk_answers"))]
    approve(language, {text.sv: f"{text.sv} {letters}" for text in read}, None, by="En översättare")


def test_paper_speaks_the_languages_that_are_approved(as_amina: Client, way: str) -> None:
    approved_with("Привіт", "uk")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(as_amina.get(f"/familjen/{way}.pdf").content)).pages]
    assert all("Hur blev det för dig? Привіт" in " ".join(page.split()) for page in pages)
    assert "På papper saknas" not in words(as_amina.get("/familjen/"))
    assert 'value="uk"' in as_amina.get(f"/familjen/{way}/meddelande/").content.decode()


@pytest.mark.parametrize("asks", [True, False])
def test_paper_and_the_first_page_say_that_a_slip_is_needed_where_it_is(as_amina: Client, way: str, asks: bool) -> None:
    ask_for_one_time_codes(way, None, ask=asks)
    poster = PdfReader(io.BytesIO(as_amina.get(f"/familjen/{way}.pdf").content))
    shown = [" ".join(page.extract_text().split()) for page in poster.pages]
    shown += [words(Client().get(f"/s/{way}/{language}/")) for language in ("sv", "en")]
    needed = [say("once.needed", language) for language in ("sv", "en")]
    assert [sum(one in page for one in needed) for page in shown] == ([2, 2, 1, 1] if asks else [0, 0, 0, 0])


def test_a_language_with_letters_that_no_font_has_is_told_to_staff(as_amina: Client, way: str) -> None:
    approved_with("好", "fi")
    assert "På papper saknas \u2068Suomi\u2069:" in words(as_amina.get("/familjen/"))
    answer = as_amina.get(f"/familjen/{way}.pdf")
    assert "How was it for you?" in " ".join(PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())


# --- a comment ------------------------------------------------------------------------------------------------


def commented(way: str, ticket: Ticket, words: str = "Bra att ni finns.", move: str = "send") -> Any:
    fields = {"receipt": ticket.receipt, "stamp": ticket.stamp, "words": words, "move": move}
    return Client().post(f"/s/{way}/sv/kommentar/", fields, follow=True)


def tickets_on(page: Any) -> list[Ticket]:
    found = re.findall(
        r'name="receipt" value="(.+)">\s+<input type="hidden" name="stamp" value="(.+)">', page.content.decode()
    )
    return [Ticket(receipt, stamp) for receipt, stamp in found]


def ticket_on(page: Any) -> Ticket:
    [ticket] = tickets_on(page)
    return ticket


def ticket_in_form(page: Any) -> Ticket:
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.content.decode()))
    return Ticket(fields["receipt"], fields["stamp"])


def test_who_has_answered_with_a_code_can_write_one_comment_that_is_known_to_come_with_one(way: str, once: str) -> None:
    ticket = ticket_on(answered(way, once).page)
    for _ in range(2):
        assert commented(way, ticket).status_code == 200
    assert list(WaitingComment.objects.values_list("verified", "words")) == [(True, "Bra att ni finns.")]


def test_one_code_gives_one_ticket_also_to_who_sends_twice_at_once(
    way: str, once: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "is_used", lambda _: False)  # as each of them sees it
    fields = {"version": "1", "here": "parent_gender", "helped": "4", "once": once, "receipt": new_receipt()}
    sent = [Client().post(f"/s/{way}/sv/fragor/", fields, follow=True) for _ in range(2)]
    assert ["Tack!" in words(page) for page in sent] == [True, True]
    assert [len(tickets_on(page)) for page in sent] == [1, 0]


def test_a_ticket_lasts_through_what_has_to_be_mended(way: str, once: str) -> None:
    told = commented(way, ticket_on(answered(way, once).page), "Ring mig på 070-174 06 33")
    assert told.status_code == 422
    assert commented(way, ticket_in_form(told)).status_code == 200
    assert list(WaitingComment.objects.values_list("verified", flat=True)) == [True]


def test_a_ticket_of_ones_own_making_or_of_another_way_is_none(way: str, once: str) -> None:
    ticket = ticket_on(answered(way, once).page)
    other = make_way_in("farsta_stod", "home_visit_answers", None).code
    for at, sent in ((other, ticket), (way, Ticket(new_receipt(), ticket.stamp)), (way, Ticket(new_receipt(), ""))):
        commented(at, sent)
    assert list(WaitingComment.objects.values_list("verified", flat=True)) == [False, False, False]


def test_the_thanks_that_are_asked_for_again_hold_no_ticket(way: str, once: str) -> None:
    parent = answered(way, once)
    assert tickets_on(Client().get(f"/s/{way}/sv/tack/")) == []
    assert ticket_on(parent.page)


def test_a_ticket_needs_no_script_and_stands_in_no_address(way: str, once: str) -> None:
    thanks = answered(way, once).page
    ticket = ticket_on(thanks)
    assert not re.search(rf'href="[^"]*{ticket.stamp}', thanks.content.decode())
    opened = commented(way, ticket, words="", move="open")
    assert (opened.status_code, ticket_in_form(opened)) == (200, ticket)
    assert "Du har inte skrivit" not in words(opened)
    assert not WaitingComment.objects.exists()
    commented(way, ticket_in_form(opened))
    assert list(WaitingComment.objects.values_list("verified", flat=True)) == [True]


@pytest.mark.parametrize(("day", "counts"), [("2022-07-01", True), ("2022-12-31", True), ("2023-01-01", False)])
def test_a_ticket_lasts_over_the_end_of_a_month_but_not_for_ever(
    way: str, once: str, monkeypatch: pytest.MonkeyPatch, day: str, counts: bool
) -> None:
    ticket = ticket_on(answered(way, once).page)
    monkeypatch.setenv("FOLJA_TODAY", day)
    commented(way, ticket)
    assert list(WaitingComment.objects.values_list("verified", flat=True)) == [counts]


# --- answers that have waited on a device ---------------------------------------------------------------------


def test_what_waited_uses_its_code_and_is_told_where_the_code_was_used_meanwhile(way: str, once: str) -> None:
    for became, told in (("device.sent", "skicka"), ("once.not_counted", "gick inte att räkna")):
        outcome = take_waited(seal(waiting(way, one_time=True, helped="5", once=once)), "10.0.0.1", date(2022, 6, 14))
        assert (outcome.became, outcome.said) == ("done", became)
        assert told in say(outcome.said, "sv")
    assert [answers for answers, *_ in stored()] == ['{"helped":5}']


def test_a_code_whose_last_month_has_closed_meanwhile_is_good_in_the_month_of_the_page(way: str) -> None:
    april = Month(2022, 4)
    in_time, too_old = (make_codes(way, april.plus(-back), 1)[0] for back in (2, 3))
    ClosedTertial.objects.create(period="2022T1", state=ClosedTertial.State.COUNTING)
    make_codes(way, JUNE, 1)
    for code, became in ((too_old, "once.not_counted"), (in_time, "device.sent")):
        waited = waiting(way, str(april), one_time=True, helped="5", once=code)
        assert take_waited(seal(waited), "10.0.0.1", date(2022, 6, 14)).said == became
    assert list(StoredRegistration.objects.values_list("month", "late")) == [("2022-06", True)]


def test_what_waited_from_before_codes_were_asked_for_is_taken_without_and_is_no_try(way: str, once: str) -> None:
    for _ in range(MOST + 1):
        outcome = take_waited(seal(waiting(way, helped="5")), "10.0.0.1", date(2022, 6, 14))
        assert (outcome.became, outcome.said) == ("done", "device.sent")
    assert not tries.tries.are_used_up("10.0.0.1", way)
    asked_for_one = take_waited(seal(waiting(way, one_time=True, helped="5")), "10.0.0.1", date(2022, 6, 14))
    assert asked_for_one.said == "once.not_counted"


def test_a_page_that_asks_for_a_code_says_so_in_its_mark(way: str, once: str) -> None:
    for ask in (True, False):
        ask_for_one_time_codes(way, None, ask=ask)
        [signed] = re.findall(r'data-mark="([^"]+)"', Client().get(f"/s/{way}/sv/").content.decode())
        assert PageMark.read(signed) == PageMark(way, JUNE, ask)
