"""A yearly survey that is answered in Följa: by staff in our words, by parents in theirs, and rounded once."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.test import Client

from folja.instruments.content import SHIPPED
from folja.rounds import yearly
from folja.rounds.counted import result_as_json
from folja.rounds.release import Sheet
from folja.vocabulary.clock import this_month, today
from folja.vocabulary.problem import Refused
from folja.web.answers import flood
from folja.web.answers.one_time import make_codes
from folja.web.collection.receipt import random_key
from folja.web.organisation.models import StoredUnit
from folja.web.rounds import actions
from folja.web.rounds.actions import Plan
from folja.web.rounds.models import StoredRound, StoredSurvey, TeamAnswer
from folja.web.rounds.stored import crowd_of, open_round, survey_results
from folja.web.rounds.taking import written
from folja.web.wordings import drafts
from folja.web.wordings.actions import approve
from tests.web.pages import row, words

AT = "/enkater/farsta_stod/"
ROUND = {"opens_on": "2022-06-14", "closes_on": "2022-06-30", "invited": "80"}


def ask(as_bo: Client, survey: str = "joint_work", **changed: str) -> str:
    """The code of the link that a manager gets."""
    to = as_bo.post(f"{AT}{survey}/fraga/").headers["Location"]
    as_bo.post(to, ROUND | changed)
    crowd = crowd_of("farsta_stod", survey)
    assert crowd
    now = open_round(crowd)
    assert now
    return now.code


def fill(code: str, question: str, *each: int) -> None:
    """So many answer never, once, sometimes and often."""
    for step, many in enumerate(each, 1):
        for _ in range(many):
            TeamAnswer.objects.create(key=random_key(), round=code, answers=written(Sheet("", {question: step})))


def test_from_a_link_to_the_year_in_the_table(as_bo: Client, as_amina: Client, unhurried: None) -> None:
    code = ask(as_bo)
    form = Client().get(f"/o/{code}/sv/")
    assert "Har du planerat stöd till en familj tillsammans med en annan verksamhet?" in words(form)
    assert "Aldrig En gång Ibland Ofta Hoppa över" in words(form)
    assert "verksamhet hör du till" not in words(form)
    assert Client().post(f"/o/{code}/sv/", {"joint_planning": "5"}).status_code == 422, "no such answer"
    assert Client().post(f"/o/{code}/sv/", {"joint_planning": "4"}).status_code == 302
    fill(code, "joint_planning", 21, 9, 24, 15)
    as_bo.post(f"/samverkan/{StoredRound.objects.get().team_id}/omgang/", {"close": "1", "sure": "yes"})
    page = as_amina.get(AT)
    share = row(page, "Gemensam planering en gång, ibland eller ofta")[1]
    counted = re.fullmatch(r"\d+ % (\d+) av (\d+) \(\d+–\d+ %\)", share)
    assert counted
    assert all(int(number) % 5 == 0 for number in counted.groups())
    assert abs(int(counted[1]) - 49) < 5
    assert row(page, "Samråd en gång, ibland eller ofta")[1] == "visas inte färre än 40 svar"
    assert "Besvarad i Följa, i hela femtal" in words(page)
    assert not TeamAnswer.objects.exists()


def test_all_is_never_said_of_those_who_answered(as_bo: Client) -> None:
    code = ask(as_bo)
    fill(code, "joint_planning", 0, 0, 45, 0)
    actions.close(code, today(), None)
    share = row(as_bo.get(AT), "Gemensam planering en gång, ibland eller ofta")[1]
    assert re.fullmatch(r"nära 100 % 45 av 45 \(\d+–100 %\)", share)


def test_as_many_are_taken_a_day_as_are_invited_and_whoever_comes_then_is_told_when_to_come_back(
    as_bo: Client, unhurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = ask(as_bo, "parents_view", invited="300")

    def send(address: int) -> str:
        sent = Client().post(f"/o/{code}/sv/", {"helped": "3"}, REMOTE_ADDR=f"10.1.{address // 250}.{address % 250}")
        return words(sent) if sent.status_code != 302 else ""

    for address in range(299):
        flood.answers.judge(f"10.1.{address // 250}.{address % 250}", code, 300)
    assert not send(300)
    for address in range(301, 301 + flood.MORE_A_DAY):
        flood.answers.judge(f"10.1.{address // 250}.{address % 250}", code, 300)
    assert "försök igen i morgon" in send(400)
    monkeypatch.setattr(flood, "answers", flood.Flood())
    monkeypatch.setattr("folja.web.rounds.taking.MOST_ANSWERS", 1)
    assert "Den tar inte emot fler svar" in send(500)


def test_of_nineteen_answers_nothing_is_shown_and_it_can_be_asked_again(as_bo: Client) -> None:
    code = ask(as_bo)
    fill(code, "joint_planning", 5, 5, 5, 4)
    actions.close(code, today(), None)
    page = words(as_bo.get(AT))
    assert "2022 visas inte Färre än fyrtio svarade" in page
    assert "Berätta i stället med egna ord" in page
    assert not TeamAnswer.objects.exists()
    assert survey_results("farsta_stod", "joint_work") == ()
    assert ask(as_bo) != code


def test_a_year_that_was_answered_here_is_not_written_over_nor_asked_twice(as_bo: Client) -> None:
    code = ask(as_bo)
    fill(code, "joint_planning", 21, 9, 24, 15)
    actions.close(code, today(), None)
    entered = as_bo.post(f"{AT}joint_work/", {"year": "2022", "answered": "69", "source": "E", "joint_planning": "45"})
    assert entered.status_code == 422
    assert "besvarad i Följa" in words(entered)
    crowd = crowd_of("farsta_stod", "joint_work")
    assert crowd
    again = as_bo.post(f"/samverkan/{crowd.key}/ny-omgang/", ROUND)
    assert again.status_code == 422
    assert "2022 har redan sina siffror" in words(again)


def test_a_year_that_is_being_answered_is_not_entered_whatever_stands_there(as_bo: Client) -> None:
    year = {"year": "2022", "answered": "69", "source": "E", "joint_planning": "45"}
    ask(as_bo)
    for _ in range(2):
        entered = as_bo.post(f"{AT}joint_work/", year | {"seen-2022": "1"})
        assert entered.status_code == 422
        assert "besvaras i Följa just nu" in words(entered)
        document = result_as_json(yearly.YearResult(2022, 60, {}, "E"))
        StoredSurvey.objects.get_or_create(unit="farsta_stod", survey="joint_work", year=2022, document=document)


def test_six_parents_are_not_asked_and_the_manager_is_told_what_to_do_instead(as_bo: Client) -> None:
    to = as_bo.post(f"{AT}parents_view/fraga/").headers["Location"]
    answer = as_bo.post(to, ROUND | {"invited": "6"})
    assert answer.status_code == 422
    assert "minst 40 svar" in words(answer)
    assert "egna ord" in words(answer)
    assert not StoredRound.objects.exists()


def test_parents_are_asked_in_their_language_and_told_in_it(as_bo: Client, unhurried: None) -> None:
    code = ask(as_bo, "parents_view")
    arabic = drafts.shipped()["ar"]
    assert 'lang="ar"' not in Client().get(f"/o/{code}/sv/").content.decode(), "nobody has read the drafts"
    approve("ar", dict(arabic), None, by="Den som läst")
    browser = Client()
    page = browser.get(f"/o/{code}/ar/")
    html = page.content.decode()
    assert 'dir="rtl"' in html
    for swedish in ("När flera hjälper er", "Hjälpte det er att flera arbetade tillsammans?", "Ibland"):
        assert arabic[swedish] in words(page)
    assert arabic["Svara på minst en fråga. Inget har skickats än."] in words(browser.post(f"/o/{code}/ar/", {}))
    sent = browser.post(f"/o/{code}/ar/", {"helped": "3"})
    assert arabic["Tack!"] in words(browser.get(sent.headers["Location"]))
    assert not browser.cookies
    actions.close(code, today(), None)
    late = browser.post(f"/o/{code}/ar/", {"helped": "3"})
    assert late.status_code == 409
    assert arabic["Det du svarade har inte sparats."] in words(late)


def test_a_slip_of_a_survey_works_once(as_bo: Client, untried: None) -> None:
    code = ask(as_bo, "parents_view", one_time="1")
    crowd = crowd_of("farsta_stod", "parents_view")
    assert crowd
    assert as_bo.post(f"/samverkan/{crowd.key}/lappar/").content.startswith(b"%PDF")
    assert as_bo.get(f"/samverkan/{crowd.key}/affisch/").content.startswith(b"%PDF")
    [once] = make_codes(code, this_month(), 1)
    assert Client().post(f"/o/{code}/sv/", {"helped": "3", "once": once}).status_code == 302
    again = Client().post(f"/o/{code}/sv/", {"helped": "3", "once": once})
    assert again.status_code == 422
    assert "Koden är redan använd, eller gäller inte längre." in words(again)


def test_families_are_not_asked_about_one_or_two_colleagues_by_any_door(as_bo: Client) -> None:
    crowds = {unit: actions.crowd(unit, unit, "parents_view") for unit in ("farsta", "farsta_stod")}
    StoredUnit.objects.filter(parent="farsta").update(staff=None)
    StoredUnit.objects.filter(code="farsta_stod").update(staff=2)
    assert "Här arbetar färre än tre" in words(as_bo.get(AT))
    assert as_bo.post(f"{AT}parents_view/fraga/").status_code == 403
    answer = as_bo.post(f"/samverkan/{crowds['farsta_stod'].key}/ny-omgang/", ROUND)
    assert answer.status_code == 422
    assert "Här arbetar färre än tre" in words(answer)
    with pytest.raises(Refused, match="fewer than three"):
        actions.start(crowds["farsta"], Plan("parents_view", today(), today(), 80, one_time=False, words={}), None)


def test_who_registers_asks_nothing_and_the_crowd_is_no_team(as_bo: Client, as_amina: Client) -> None:
    ask(as_bo)
    crowd = crowd_of("farsta_stod", "joint_work")
    assert crowd
    assert as_amina.post(f"{AT}joint_work/fraga/").status_code == 403
    assert crowd.key not in as_bo.get("/samverkan/").content.decode()
    assert as_bo.get(f"/samverkan/{crowd.key}/").headers["Location"] == AT
    assert as_bo.get(f"/samverkan/{crowd.key}/andra/").status_code == 404


@pytest.fixture
def with_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, yearly.Survey]:
    """The shipped surveys, and one file more."""
    content = (SHIPPED / "surveys" / "joint_work.yaml").read_text(encoding="utf-8")
    (tmp_path / "surveys").mkdir()
    own = content.replace("code: joint_work", "code: own").replace("Gemensamt arbete runt familjer", "Våra möten")
    (tmp_path / "surveys" / "own.yaml").write_text(own, encoding="utf-8")
    found = {**yearly.shipped(), **yearly.load(tmp_path)}
    monkeypatch.setattr(yearly, "shipped", lambda: found)
    return found


def test_a_survey_that_is_added_as_a_file_is_asked_answered_and_read(
    with_another: Mapping[str, yearly.Survey], as_bo: Client, unhurried: None
) -> None:
    code = ask(as_bo, "own")
    assert "Våra möten" in words(Client().get(f"/o/{code}/sv/"))
    fill(code, "joint_planning", 21, 9, 24, 15)
    actions.close(code, today(), None)
    assert "Våra möten" in words(as_bo.get(AT))
    [year] = survey_results("farsta_stod", "own")
    assert year.is_rounded
