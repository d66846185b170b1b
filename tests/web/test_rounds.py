"""A round of a team: started by a manager, answered without signing in, closed, and shown so that nobody is."""

import io
import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pypdf import PdfReader

from folja.disclosure.team import MOST
from folja.vocabulary.clock import today as clock_today
from folja.vocabulary.period import Month
from folja.web.answers.one_time import make_codes
from folja.web.backups.contents import lines
from folja.web.organisation.models import AuditEntry
from folja.web.rounds import actions, overdue, views
from folja.web.rounds.actions import Decided
from folja.web.rounds.models import StoredRound, StoredTeam, TeamAction, TeamAnswer
from folja.web.rounds.stored import Team, closed_rounds, open_round, round_types, team_of, teams_of
from tests import rounds
from tests.at_once import at_once
from tests.web.pages import row, words

AGENCIES = ("Barnhälsovården", "Socialtjänsten", "Barnmorskemottagningen", "Biblioteket")
ROUND = {"kind": "spindeln", "opens_on": "2022-06-14", "closes_on": "2022-06-30", "invited": "17"}


@pytest.fixture
def team(as_bo: Client) -> Team:
    """A team of four agencies in Farsta, added by its manager."""
    as_bo.post("/samverkan/nytt-team/", {"name": "Familjecentralen Kvarnen", "agencies": "\n".join(AGENCIES)})
    [found] = teams_of(["farsta_stod"])
    return found


@pytest.fixture
def code(team: Team, as_bo: Client, unhurried: None) -> str:
    """The link of a round that is open."""
    as_bo.post(f"/samverkan/{team.key}/ny-omgang/", ROUND)
    return there(team).code


def there(team: Team) -> Any:
    found = open_round(team)
    assert found
    return found


def send(code: str, agency: str = "", once: str = "", receipt: str = "", **answers: int) -> Any:
    """What somebody at a browser without scripts sends."""
    form = {"agency": agency, "once": once, "receipt": receipt} | {name: str(step) for name, step in answers.items()}
    return Client().post(f"/o/{code}/sv/", form)


def fourteen() -> Iterable[tuple[str, dict[str, int]]]:
    """Two agencies with six, and two who are the only ones of theirs, whose answers stand out."""
    for agency in (*AGENCIES[:1] * 6, *AGENCIES[1:2] * 6):
        yield agency, {"mandate": 4, "secrecy": 3, "time": 2, "aims": 4}
    yield AGENCIES[2], {"mandate": 1, "secrecy": 5, "time": 5, "aims": 1}
    yield AGENCIES[3], {"mandate": 5, "secrecy": 1, "time": 1, "aims": 5}


def answered(code: str, sheets: Iterable[tuple[str, dict[str, int]]]) -> None:
    for agency, answers in sheets:
        assert send(code, agency, **answers).headers["Location"] == f"/o/{code}/sv/tack/"


def test_from_a_link_to_what_the_team_reads(team: Team, code: str, as_bo: Client, as_amina: Client) -> None:
    assert "Hur går det" not in words(Client().get(f"/o/{code}/"))
    answered(code, fourteen())
    as_bo.post(f"/samverkan/{team.key}/omgang/", {"close": "1", "sure": "yes"})
    page = as_amina.get(f"/samverkan/{team.key}/")
    assert "14 svar av 17 inbjudna" in words(page)
    assert row(page, "1. Uppdragen är tydliga")[1:] == ["4,0", "Samlad"]
    assert row(page, "4. Tiden räcker till")[1:] == ["2,0", "Samlad"]
    assert row(page, "5. Mötesformerna fungerar")[1:] == ["–", "–"], "nobody answered it"
    assert "Efter verksamhet visas inte" in words(page)
    assert as_amina.get(f"/samverkan/{team.key}/samtalsunderlag/").content.startswith(b"%PDF")


def test_nothing_that_is_shown_or_kept_after_closing_names_an_agency_with_few(team: Team, code: str) -> None:
    answered(code, fourteen())
    actions.close(code, clock_today(), None)
    [kept] = StoredRound.objects.all()
    assert not TeamAnswer.objects.exists()
    assert not any(agency in kept.release for agency in AGENCIES)
    assert set(json.loads(kept.release)["axes"]["time"]) == {"mean", "bound", "spread", "apart"}


def test_answers_know_no_author_no_time_and_no_order(code: str) -> None:
    assert {field.name for field in TeamAnswer._meta.fields} == {"key", "round", "answers"}
    send(code, AGENCIES[0], time=2)
    send(code, AGENCIES[0], time=2)
    first, second = TeamAnswer.objects.all()
    assert first.answers == second.answers
    assert first.key != second.key


def test_who_answers_gets_no_cookie_and_the_address_holds_nothing(code: str) -> None:
    browser = Client()
    browser.get(f"/o/{code}/")
    answer = browser.post(f"/o/{code}/sv/", {"time": "2"})
    assert answer.headers["Location"] == f"/o/{code}/sv/tack/"
    assert not browser.cookies
    assert "raderas" in words(browser.get(answer.headers["Location"]))


def test_the_page_asks_all_at_once_in_swedish_and_english(code: str) -> None:
    swedish = Client().get(f"/o/{code}/", headers={"accept-language": "sv"})
    english = Client().get(f"/o/{code}/en/")
    assert swedish.content.decode().count("<fieldset") == 10
    assert "Vi har tid för det som vi ska göra tillsammans." in words(swedish)
    assert "We have time for what we are to do together." in words(english)
    assert "Send the answers" in words(english)


def test_the_same_form_sent_twice_counts_once(code: str) -> None:
    form = Client().get(f"/o/{code}/").content.decode()
    receipt = form.partition('name="receipt" value="')[2].partition('"')[0]
    for _ in range(2):
        assert send(code, receipt=receipt, time=2).status_code == 302
    assert TeamAnswer.objects.count() == 1


def test_an_empty_form_is_told_and_nothing_is_kept(code: str) -> None:
    answer = send(code, AGENCIES[0])
    assert answer.status_code == 422
    assert "Svara på minst ett påstående" in words(answer)
    assert not TeamAnswer.objects.exists()


def test_a_round_that_closes_while_somebody_answers_keeps_nothing_of_it(team: Team, code: str) -> None:
    browser = Client()
    browser.get(f"/o/{code}/")
    actions.close(code, clock_today(), None)
    answer = browser.post(f"/o/{code}/sv/", {"time": "2"})
    assert answer.status_code == 409
    assert "Det du svarade har inte sparats, inte heller en del av det." in words(answer)
    assert not TeamAnswer.objects.exists()


def test_after_the_last_day_no_answer_is_taken_and_the_round_closes(
    team: Team, code: str, monkeypatch: pytest.MonkeyPatch, as_bo: Client
) -> None:
    answered(code, fourteen())
    monkeypatch.setenv("FOLJA_TODAY", "2022-07-01")
    assert send(code, time=5).status_code == 409
    for address in ("/samverkan/", f"/samverkan/{team.key}/", f"/samverkan/{team.key}/omgang/"):
        page = words(as_bo.get(address, follow=True))
    assert "Resultatet räknas fram" in page
    assert not closed_rounds(team), "who reads a page works nothing out"
    actions.close_what_is_over(clock_today())
    [closed] = closed_rounds(team)
    assert (str(closed.release.closed_on), closed.release.answered) == ("2022-06-30", 14)


def test_a_round_that_nobody_looks_at_is_closed_all_the_same(
    team: Team, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(code, fourteen())
    monkeypatch.setenv("FOLJA_TODAY", "2022-07-01")
    stopped = Event()
    stopped.set()
    with monkeypatch.context() as kept:
        kept.setattr(overdue.connection, "close", lambda: None)  # the test's own
        overdue.keep_closing(stopped)
    assert not TeamAnswer.objects.exists()
    assert closed_rounds(team)[0].release.answered == 14


@pytest.mark.django_db(transaction=True)
def test_a_release_is_worked_out_in_no_transaction_and_again_when_somebody_answers_meanwhile(
    team: Team, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(code, list(fourteen())[:9])
    late, tried, worked_out = list(fourteen())[9:11], [], actions.release

    def slowly(*given: Any) -> Any:
        assert not connection.in_atomic_block
        tried.append(len(list(given[1])))
        if late:
            answered(code, [late.pop()])
        return worked_out(*given)

    monkeypatch.setattr(actions, "release", slowly)
    actions.close(code, clock_today(), None)
    assert tried == [9, 10, 11]
    assert closed_rounds(team)[0].release.answered == 11
    assert not TeamAnswer.objects.exists()


def test_a_round_that_is_prolonged_while_the_clock_closes_it_stays_open(
    team: Team, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(code, fourteen())
    worked_out = actions.release

    def prolonged(*given: Any) -> Any:
        actions.prolong(code, date(2022, 7, 20), None)
        return worked_out(*given)

    monkeypatch.setattr(actions, "release", prolonged)
    monkeypatch.setenv("FOLJA_TODAY", "2022-07-01")
    actions.close_what_is_over(clock_today())
    assert there(team).closes_on == date(2022, 7, 20)
    assert TeamAnswer.objects.count() == 14


def test_a_full_round_says_so_to_who_answers_and_after_a_night_to_the_manager(
    team: Team, code: str, as_bo: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds.fill(code, MOST)
    answer = send(code, time=2)
    assert answer.status_code == 409
    assert "Omgången är full" in words(answer)
    assert "Dina svar har inte sparats." in words(answer)
    assert "Vänta" not in words(answer)
    assert TeamAnswer.objects.count() == MOST
    monkeypatch.setenv("FOLJA_TODAY", "2022-06-15")
    assert "Stäng den, så får teamet sitt resultat." in words(as_bo.get(f"/samverkan/{team.key}/omgang/"))


def test_one_round_that_can_not_be_closed_keeps_no_other_open(
    team: Team, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(code, fourteen())
    other = StoredTeam.objects.create(key="0" * 16, unit="farsta_stod", name="Lyktan", agencies="[]")
    days = {"opens_on": "2022-05-01", "closes_on": "2022-05-31", "told_on": "2022-05-01"}
    StoredRound.objects.create(
        code="00000", team=other, kind="no_longer_there", words="{}", invited=9, one_time=False, **days
    )
    monkeypatch.setenv("FOLJA_TODAY", "2022-07-01")
    actions.close_what_is_over(clock_today())
    assert not TeamAnswer.objects.exists()


def test_services_do_not_change_while_a_round_is_open(team: Team, code: str, as_bo: Client) -> None:
    other = {"name": "Familjecentralen Kvarnen", "agencies": "\n".join(AGENCIES[:3])}
    answer = as_bo.post(f"/samverkan/{team.key}/andra/", other)
    assert answer.status_code == 422
    assert "ändras inte medan ni svarar" in words(answer)
    assert there(team).team.agencies == AGENCIES


def test_a_manager_who_reads_english_asks_the_same(team: Team, as_bo: Client) -> None:
    english = {f"words-{axis.code}": axis.text.en for axis in round_types()["spindeln"].axes}
    as_bo.post(f"/samverkan/{team.key}/ny-omgang/", ROUND | english)
    assert StoredRound.objects.get().words == "{}"


@pytest.mark.django_db(transaction=True)
def test_no_copy_holds_what_a_team_has_answered(code: str, tmp_path: Path) -> None:
    answered(code, fourteen())
    written = json.dumps(list(lines(tmp_path)), ensure_ascii=False, default=str)
    assert "StoredRound" in written
    assert "TeamAnswer" not in written
    assert "mandate" not in written


def test_before_the_first_day_nobody_answers(team: Team, as_bo: Client) -> None:
    as_bo.post(f"/samverkan/{team.key}/ny-omgang/", ROUND | {"opens_on": "2022-06-20"})
    answer = Client().get(f"/o/{there(team).code}/")
    assert answer.status_code == 409
    assert "De öppnar 20 juni 2022" in words(answer)


def test_a_round_of_three_answers_shows_nothing_and_says_what_to_do(team: Team, code: str, as_bo: Client) -> None:
    answered(code, list(fourteen())[:3])
    as_bo.post(f"/samverkan/{team.key}/omgang/", {"close": "1", "sure": "yes"})
    page = words(as_bo.get(f"/samverkan/{team.key}/"))
    assert "Färre än fem svarade" in page
    assert "starta en ny omgång" in page
    assert "3 svar" not in page
    assert not TeamAnswer.objects.exists()
    assert as_bo.get(f"/samverkan/{team.key}/samtalsunderlag/").status_code == 404


def test_a_latest_round_with_few_hides_no_earlier_one_and_every_round_can_be_read(
    team: Team, as_bo: Client, unhurried: None
) -> None:
    codes = []
    for day, many in enumerate((9, 14, 9, 14, 9, 3), 14):
        codes.append(rounds.start(team))
        rounds.fill(codes[-1], many)
        actions.close(codes[-1], date(2022, 6, day), None)
    page = as_bo.get(f"/samverkan/{team.key}/")
    assert "Färre än fem svarade" in words(page)
    assert "i stället." in words(page)
    assert len(row(page, "1. Uppdragen är tydliga")) == 1 + 5 + 1, "five rounds in the table, and the spread"
    shown = [code for code in codes if f"?omgang={code}" in page.content.decode()]
    assert shown == codes[:5]
    first = as_bo.get(f"/samverkan/{team.key}/?omgang={codes[0]}")
    assert len(row(first, "1. Uppdragen är tydliga")) == 1 + 1 + 1
    assert as_bo.get(f"/samverkan/{team.key}/samtalsunderlag/?omgang={codes[0]}").content.startswith(b"%PDF")


def test_of_rounds_closed_the_same_day_the_last_is_the_latest(team: Team) -> None:
    codes = []
    for many in (9, 8, 7):
        codes.append(rounds.start(team))
        rounds.fill(codes[-1], many)
        actions.close(codes[-1], date(2022, 6, 14), None)
    assert [(one.code, one.release.answered) for one in closed_rounds(team)] == list(
        zip(reversed(codes), (7, 8, 9), strict=True)
    )


def test_how_far_it_has_come_is_told_in_a_word_and_only_after_a_night(
    team: Team, code: str, as_bo: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> str:
        return words(as_bo.get(f"/samverkan/{team.key}/omgang/"))

    answered(code, fourteen())
    assert "Färre än fem har svarat" in told(), "what has come today is counted tomorrow"
    monkeypatch.setenv("FOLJA_TODAY", "2022-06-15")
    assert "De flesta har svarat" in told()
    assert "14" not in told().replace("2022-06-14", "")


def test_the_count_of_a_night_has_nothing_of_its_day_though_somebody_answers_first(
    team: Team, code: str, as_bo: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(code, list(fourteen())[:4])
    monkeypatch.setenv("FOLJA_TODAY", "2022-06-15")
    answered(code, list(fourteen())[4:6])
    assert "Färre än fem har svarat" in words(as_bo.get(f"/samverkan/{team.key}/omgang/"))


def test_a_round_with_codes_takes_each_once_and_keeps_nothing_of_it(team: Team, as_bo: Client, untried: None) -> None:
    as_bo.post(f"/samverkan/{team.key}/ny-omgang/", ROUND | {"one_time": "1"})
    code = there(team).code
    assert "#" not in words(Client().get(f"/o/{code}/"))
    [once] = make_codes(code, Month.of(clock_today()), 1)
    assert send(code, time=3).status_code == 422
    assert send(code, once=once, time=3).status_code == 302
    again = send(code, once=once, time=4)
    assert again.status_code == 422
    assert "Koden gick inte att använda" in words(again)
    assert 'value="4" checked' in again.content.decode(), "the answers stay"
    assert TeamAnswer.objects.count() == 1


def test_a_slip_works_as_long_as_its_round_though_the_last_day_is_moved(
    team: Team, as_bo: Client, untried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    monkeypatch.setattr(views, "make_codes", lambda *given: printed.extend(codes := make_codes(*given)) or codes)
    as_bo.post(
        f"/samverkan/{team.key}/ny-omgang/",
        ROUND | {"opens_on": "2022-09-01", "closes_on": "2022-10-03", "one_time": "1"},
    )
    slips = as_bo.post(f"/samverkan/{team.key}/lappar/").content
    assert "Svara senast 3 oktober 2022" in PdfReader(io.BytesIO(slips)).pages[0].extract_text().replace("\xa0", " ")
    as_bo.post(f"/samverkan/{team.key}/omgang/", {"closes_on": "2022-12-02"})
    monkeypatch.setenv("FOLJA_TODAY", "2022-12-02")
    assert send(there(team).code, once=printed[0], time=3).status_code == 302


def test_the_slips_are_printed_for_a_round_with_codes(team: Team, as_bo: Client) -> None:
    as_bo.post(f"/samverkan/{team.key}/ny-omgang/", ROUND | {"one_time": "1"})
    assert as_bo.post(f"/samverkan/{team.key}/lappar/").content.startswith(b"%PDF")
    assert as_bo.get(f"/samverkan/{team.key}/affisch/").content.startswith(b"%PDF")


@pytest.mark.django_db(transaction=True)
def test_one_code_from_two_phones_at_the_same_second_gives_one_answer(
    team: Team, as_bo: Client, unhurried: None
) -> None:
    as_bo.post(f"/samverkan/{team.key}/ny-omgang/", ROUND | {"one_time": "1"})
    code = there(team).code
    [once] = make_codes(code, Month.of(clock_today()), 1)
    pages = at_once(*[lambda: send(code, once=once, time=3)] * 2)
    assert sorted(page.status_code for page in pages) == [302, 422]
    assert TeamAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"invited": "4"}, "minst 5 inbjudna"),
        ({"invited": "61"}, "högst 60 svar"),
        ({"closes_on": "2022-06-01"}, "inte har varit"),
        ({"opens_on": ""}, "vilken dag frågorna öppnar"),
        ({"opens_on": "2023-01-09", "closes_on": "2023-01-20"}, "inom ett halvår"),
        ({"words-time": "Ring 08-123 45 00"}, "telefonnummer"),
    ],
)
def test_a_round_that_can_not_be_is_told_why_and_nothing_is_lost(
    team: Team, as_bo: Client, changed: dict[str, str], said: str
) -> None:
    answer = as_bo.post(f"/samverkan/{team.key}/ny-omgang/", ROUND | {"words-aims": "Vi vill samma sak."} | changed)
    assert answer.status_code == 422
    assert said in words(answer)
    assert "Vi vill samma sak." in answer.content.decode()
    assert open_round(team) is None


def test_a_statement_in_other_words_is_asked_and_breaks_its_series(team: Team, as_bo: Client, code: str) -> None:
    answered(code, fourteen())
    actions.close(code, clock_today(), None)
    as_bo.post(f"/samverkan/{team.key}/ny-omgang/", ROUND | {"words-time": "Vi hinner med varandra."})
    second = there(team).code
    assert "Vi hinner med varandra." in words(Client().get(f"/o/{second}/"))
    answered(second, fourteen())
    actions.close(second, clock_today(), None)
    page = as_bo.get(f"/samverkan/{team.key}/")
    assert row(page, "1. Uppdragen är tydliga")[1:] == ["4,0", "4,0", "Samlad"]
    assert row(page, "4. Tiden räcker till")[1:] == ["–", "2,0", "Samlad"]
    assert "andra ord förut" in words(page)


def test_what_the_team_decides_is_followed_to_the_next_round(team: Team, code: str, as_bo: Client) -> None:
    answered(code, fourteen())
    actions.close(code, clock_today(), None)
    act = f"/samverkan/{team.key}/gor/"
    as_bo.post(act, {"axis": "time", "words": "En timme varje onsdag", "who": "Lotsen", "due_on": "2022-09-01"})
    page = as_bo.get(f"/samverkan/{team.key}/")
    assert "En timme varje onsdag" in words(page)
    key = re.search(r'name="action" value="(\w+)"', page.content.decode())
    assert key
    as_bo.post(act, {"action": key[1], "state": "done", "went": "Vi höll den åtta gånger."})
    page = words(as_bo.get(f"/samverkan/{team.key}/"))
    assert "Vi höll den åtta gånger." in page
    assert "Gjort" in page


def test_a_refused_follow_up_keeps_what_was_written_and_leads_to_it(team: Team, code: str, as_bo: Client) -> None:
    answered(code, fourteen())
    actions.close(code, clock_today(), None)
    actions.decide(team, code, Decided("time", "En timme varje onsdag", "Lotsen", None), None)
    key = TeamAction.objects.get().key
    sent = {"action": key, "state": "done", "went": "Ring 08-123 45 00 om ni undrar."}
    page = as_bo.post(f"/samverkan/{team.key}/gor/", sent)
    assert page.status_code == 422
    html = page.content.decode()
    assert "Ring 08-123 45 00 om ni undrar.</textarea>" in html
    assert 'value="done" checked' in html
    assert f'href="#went-{key}"' in html
    assert f'id="went-{key}"' in html
    assert TeamAction.objects.get().went == ""
    hinted = as_bo.post(f"/samverkan/{team.key}/gor/", sent | {"went": "Anna Lindström höll i det."}).content.decode()
    assert f'href="#names_nobody-{key}"' in hinted
    assert f'id="names_nobody-{key}"' in hinted
    assert "Anna Lindström höll i det.</textarea>" in hinted


def test_what_leads_to_somebody_is_not_taken_as_something_to_do(team: Team, code: str, as_bo: Client) -> None:
    answered(code, fourteen())
    actions.close(code, clock_today(), None)
    act = f"/samverkan/{team.key}/gor/"
    refused = as_bo.post(act, {"axis": "time", "words": "Mejla bo@kommunen.example", "who": ""})
    assert refused.status_code == 422
    assert "e-postadress" in words(refused)
    hinted = as_bo.post(act, {"axis": "time", "words": "Vi frågar Anna Lindström", "who": ""})
    assert "Kan det här vara ett namn" in words(hinted)


def test_a_team_has_one_open_round_at_a_time(team: Team, code: str, as_bo: Client) -> None:
    as_bo.post(f"/samverkan/{team.key}/ny-omgang/", ROUND)
    assert StoredRound.objects.count() == 1


def test_another_district_reads_nothing_and_who_leads_the_city_reads_when(
    team: Team, code: str, as_dan: Client, as_carin: Client
) -> None:
    answered(code, fourteen())
    actions.close(code, clock_today(), None)
    assert "Kvarnen" not in words(as_dan.get("/samverkan/"))
    assert as_dan.get(f"/samverkan/{team.key}/").status_code == 403
    city = words(as_carin.get("/samverkan/"))
    assert "1 av 1 team har svarat. Senast juni 2022." in city
    assert "4,0" not in city


def test_who_registers_reads_the_result_and_starts_nothing(team: Team, as_amina: Client) -> None:
    assert as_amina.get(f"/samverkan/{team.key}/").status_code == 200
    assert as_amina.get(f"/samverkan/{team.key}/ny-omgang/").status_code == 403
    assert as_amina.get("/samverkan/nytt-team/").status_code == 403


def test_the_log_says_what_was_done_and_nothing_of_answers(team: Team, code: str) -> None:
    answered(code, fourteen())
    actions.close(code, clock_today(), None)
    told = {(one.action, one.about) for one in AuditEntry.objects.filter(action__startswith="round")}
    assert told == {
        ("round started", f"farsta_stod {team.key} spindeln"),
        ("round closed", f"farsta_stod {team.key} spindeln"),
    }
    assert team_of(team.key) == team


def test_a_link_that_leads_nowhere_says_so(city: None) -> None:
    answer = Client().get("/o/7KQ2M/")
    assert answer.status_code == 404
    assert "Länken leder inte till några frågor" in words(answer)
