"""Two who do the same thing at the same moment: nothing lost, nothing doubled, and both are told what holds."""

import threading

import pytest

from folja.instruments.sheet import Sheet
from folja.vocabulary.clock import today
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Refused
from folja.web.answers.actions import decide
from folja.web.answers.asked import Asked, asked_at
from folja.web.answers.one_time import answer_once, make_codes
from folja.web.collection import actions, aside, putting_aside
from folja.web.collection.models import Batch, StoredRegistration, StoredVolume
from folja.web.collection.putting_aside import pass_night, put_aside
from folja.web.collection.receipt import new_receipt
from folja.web.goals.actions import save_plan
from folja.web.goals.models import StoredPlan
from folja.web.locks import alone
from folja.web.organisation.models import Account
from folja.web.publication.actions import StoredPublications, StoredRegistrations
from folja.web.writing import handing_in
from folja.web.writing.actions import Overtaken, Place, save_text
from folja.web.writing.models import ReleasedReport, SectionText, StoredReport, Turn
from folja.web.writing.stored import latest_turn, report_of
from folja.web.writing.written import Typed
from folja.web.year.actions import begin
from folja.web.year.models import StoredTask
from tests.at_once import PATIENCE, at_once, meet
from tests.planned import PLAN_2022, T1, plan_2022, write_all
from tests.published import publications

pytestmark = pytest.mark.usefixtures("transactional_db")

JUNE, T2 = Month(2022, 6), Period.parse("2022T2")
TALK = Sheet("talk", 2, "farsta_stod", JUNE, {"first_talk": "yes"})
ANSWER = Sheet("talk_answers", 1, "farsta_stod", JUNE, {"helped": 5})


# --- closing ------------------------------------------------------------------------------------------------------


def test_who_has_begun_to_save_is_counted_before_the_tertial_is_sealed(
    city: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, saving, sealed, counted = actions._is_spent, threading.Event(), threading.Event(), []

    def slow(key: bytes) -> bool:
        saving.set()
        sealed.wait(PATIENCE)  # in vain: the seal waits for this
        return usual(key)

    def seal() -> None:
        saving.wait(10)
        StoredRegistrations().seal(T2)
        counted.append(StoredRegistration.objects.count())
        sealed.set()

    monkeypatch.setattr(actions, "_is_spent", slow)
    assert at_once(lambda: actions.record(new_receipt(), TALK), seal) == ["saved", None]
    assert counted == [1], "what was saved after the count is in no figure"
    with pytest.raises(Refused, match="is closed"):
        actions.record(new_receipt(), TALK)


def test_of_two_who_freeze_one_is_told_that_the_others_numbers_stand(city: None) -> None:
    first, *_ = publications()
    StoredRegistrations().seal(first.period)
    one, other = at_once(*[lambda: StoredPublications().freeze(first)] * 2)
    [refused] = [found for found in (one, other) if found is not None]
    assert isinstance(refused, Refused)
    assert "closed by somebody else" in str(refused)
    assert StoredPublications().closed() == {first.period}


# --- receipts and codes -------------------------------------------------------------------------------------------


def test_a_copy_that_comes_while_it_is_withdrawn_does_not_bring_it_back(
    city: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = new_receipt()
    actions.record(receipt, TALK)
    usual, asked, withdrawn = actions._is_spent, threading.Event(), threading.Event()

    def slow(key: bytes) -> bool:
        is_spent = usual(key)
        asked.set()
        withdrawn.wait(PATIENCE)  # in vain: the withdrawal waits for this
        return is_spent

    def withdraw() -> None:
        asked.wait(10)
        actions.withdraw(receipt)
        withdrawn.set()

    monkeypatch.setattr(actions, "_is_spent", slow)

    said, _ = at_once(lambda: actions.record(receipt, TALK), withdraw)
    assert said == "already_saved"
    assert not StoredRegistration.objects.exists()


def test_one_family_that_sends_twice_at_once_is_thanked_twice_and_counted_once(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    [once] = make_codes(way, JUNE, 1)
    asked, receipt = asked_at(way, today()), new_receipt()
    assert isinstance(asked, Asked)
    meet(monkeypatch, "folja.web.answers.one_time.is_used")
    said = at_once(*[lambda: answer_once(asked, {"helped": 5}, once, receipt)] * 2)
    assert sorted(map(str, said)) == ["already_saved", "saved"]
    assert StoredRegistration.objects.count() == 1


# --- what happens once --------------------------------------------------------------------------------------------


def test_the_night_passes_once(city: None, monkeypatch: pytest.MonkeyPatch) -> None:
    actions.record(new_receipt(), TALK)
    meet(monkeypatch, "folja.web.collection.putting_aside.are_of")
    assert at_once(*[lambda: pass_night(today())] * 2) == [None, None]
    assert StoredVolume.objects.get(measure="acts").number == 1


def test_of_two_who_decide_about_a_batch_one_is_told_that_it_is_decided(
    city: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(20):
        put_aside(new_receipt(), ANSWER, "many")
    Batch.objects.update(shown=True)
    [shown] = aside.aside_at(["farsta_stod"])
    meet(monkeypatch, "folja.web.collection.putting_aside._shown")
    said = at_once(lambda: decide(shown, None, keep=True), lambda: decide(shown, None, keep=False))
    [refused] = [found for found in said if found is not None]
    assert str(refused) == str(putting_aside.decided_already())
    assert StoredRegistration.objects.count() == (20 if said[0] is None else 0)


def test_a_year_that_two_begin_has_each_task_once(amina: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    meet(monkeypatch, "folja.web.year.actions.is_begun")
    assert at_once(*[lambda: begin("farsta_stod", 2022, amina)] * 2) == [None, None]
    tasks = StoredTask.objects.values_list("words", "due_on")
    assert len(tasks) == len(set(tasks)) > 0


# --- versions and numbers -----------------------------------------------------------------------------------------


def test_a_section_that_two_save_has_one_and_the_other_is_asked(
    amina: Account, bo: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place("tertial", "farsta_stod", T1, "summary")
    meet(monkeypatch, "folja.web.writing.actions.open_report")
    one, other = at_once(
        lambda: save_text(place, Typed("Det gick bra."), 0, amina, is_done=False),
        lambda: save_text(place, Typed("Det gick sådär."), 0, bo, is_done=False),
    )
    assert {type(one), type(other)} == {int, Overtaken}
    assert SectionText.objects.count() == 1


def test_a_plan_that_two_save_has_one_and_the_other_is_told(city: None, monkeypatch: pytest.MonkeyPatch) -> None:
    meet(monkeypatch, "folja.web.goals.actions.plan_as_json")
    said = at_once(*[lambda: save_plan(PLAN_2022, 0, None)] * 2)
    assert {type(found) for found in said} == {int, Refused}
    assert StoredPlan.objects.get().version == 1


def test_two_reports_that_are_approved_at_once_have_a_number_each(
    closed: None, amina: Account, bo: Account, carin: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_2022()
    write_all(amina)
    handing_in.hand_in("tertial", "farsta_stod", T1, bo)
    turn = latest_turn(report_of("tertial", "farsta_stod", T1))
    assert turn
    other = StoredReport.objects.create(template="tertial", unit="hasselby_stod", period=str(T1))
    its = Turn.objects.create(report=other, kind=turn.kind, at=turn.at, by=bo, document=turn.document, hash=turn.hash)
    meet(monkeypatch, "folja.web.writing.handing_in.handed_in")
    said = at_once(
        lambda: handing_in.approve("tertial", "farsta_stod", T1, turn.pk, carin).number,
        lambda: handing_in.approve("tertial", "hasselby_stod", T1, its.pk, carin).number,
    )
    assert sorted(map(str, said)) == ["1", "2"]
    assert ReleasedReport.objects.count() == 2


def test_a_lock_that_nothing_would_let_go_is_refused(city: None) -> None:
    with pytest.raises(AssertionError):
        alone("something")
