"""Registrations are written in one place: saved once, corrected and withdrawn by receipt, until the tertial closes."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection

from folja.instruments.registration import Registration
from folja.instruments.sheet import Sheet
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Refused
from folja.web.collection import actions, stored
from folja.web.collection.models import StoredRegistration, UsedKey
from folja.web.collection.receipt import in_groups, new_receipt, read_receipt
from folja.web.publication.models import ClosedTertial

JUNE = Month(2022, 6)
TALK = {"adults": {"women": 1, "men": 0, "other_gender": 0}, "first_talk": "yes"}
Queries = Callable[[int], AbstractContextManager[Any]]
ANOTHER = {"adults": {"women": 0, "men": 1, "other_gender": 0}}


def record(receipt: str, answers: object = TALK, *, month: Month = JUNE, version: int = 2, late: bool = False) -> str:
    return actions.record(receipt, Sheet("talk", version, "farsta_stod", month, answers, late))  # type: ignore[arg-type]


def kept_with(receipt: str) -> Registration:
    held = stored.held_by(receipt)
    assert held
    return held.sheet


def close(period: str) -> None:
    ClosedTertial.objects.create(period=period, state=ClosedTertial.State.FROZEN)


def test_what_is_saved_is_read_back(city: None) -> None:
    receipt = new_receipt()
    assert record(receipt) == "saved"
    sheet = kept_with(receipt)
    assert (sheet.instrument, sheet.version, sheet.unit, sheet.month, sheet.late) == (
        "talk",
        2,
        "farsta_stod",
        JUNE,
        False,
    )
    assert sheet.answers == TALK


def test_saving_reads_the_units_and_writes_in_one_statement(city: None, django_assert_max_num_queries: Queries) -> None:
    # Each statement more is felt when many save at once: `folja bench register`.
    in_a_transaction_with_locks = 4 if connection.vendor == "postgresql" else 0
    with django_assert_max_num_queries(3 + in_a_transaction_with_locks) as asked:
        assert record(new_receipt()) == "saved"
    assert [query["sql"].split()[0] for query in asked if "INSERT" in query["sql"]] == ["INSERT"]


def test_sending_twice_saves_once(city: None) -> None:
    receipt = new_receipt()
    assert [record(receipt), record(receipt)] == ["saved", "already_saved"]
    assert StoredRegistration.objects.count() == 1


def test_the_same_answers_in_another_order_are_the_same_sheet(city: None) -> None:
    receipt = new_receipt()
    record(receipt, {"first_talk": "yes", "child_ages": ["age_7_12", "age_0_6"]})
    assert record(receipt, {"child_ages": ["age_0_6", "age_7_12"], "first_talk": "yes"}) == "already_saved"


def test_a_receipt_used_for_something_else_is_told(city: None) -> None:
    receipt = new_receipt()
    record(receipt)
    with pytest.raises(Refused, match="something else is saved with this receipt"):
        record(receipt, ANOTHER)
    assert StoredRegistration.objects.get().answers.startswith('{"adults"')


def test_a_correction_replaces_and_counts_once(city: None) -> None:
    receipt = new_receipt()
    record(receipt)
    actions.correct(receipt, Sheet("talk", 2, "farsta_stod", Month(2022, 5), ANOTHER))
    assert len(list(stored.registrations(Period.parse("2022T2")))) == 1
    sheet = kept_with(receipt)
    assert (sheet.month, sheet.answers) == (Month(2022, 5), ANOTHER)


def test_correcting_what_was_never_saved_is_refused(city: None) -> None:
    with pytest.raises(Refused, match="nothing is saved"):
        actions.correct(new_receipt(), Sheet("talk", 2, "farsta_stod", JUNE, ANOTHER))
    assert not StoredRegistration.objects.exists()


def test_what_is_withdrawn_is_gone_and_a_late_copy_does_not_bring_it_back(city: None) -> None:
    receipt = new_receipt()
    record(receipt)
    actions.withdraw(receipt)
    assert record(receipt) == "already_saved"
    assert not StoredRegistration.objects.exists()


def test_withdrawing_twice_says_that_it_is_removed(city: None) -> None:
    receipt = new_receipt()
    record(receipt)
    actions.withdraw(receipt)
    with pytest.raises(Refused, match="removed already"):
        actions.withdraw(receipt)


def test_a_closed_month_takes_nothing_and_says_what_to_do(city: None) -> None:
    close("2022T1")
    with pytest.raises(Refused) as refused:
        record(new_receipt(), month=Month(2022, 4))
    assert refused.value.problems[0].text.sv == (
        "April 2022 är stängd och siffrorna är fastställda. Välj maj 2022 eller senare "
        "och markera att det hölls tidigare. Då räknas det där."
    )


def test_a_tertial_that_is_being_counted_is_closed_too(city: None) -> None:
    ClosedTertial.objects.create(period="2022T1", state=ClosedTertial.State.COUNTING)
    with pytest.raises(Refused, match="is closed"):
        record(new_receipt(), month=Month(2022, 4))


def test_a_late_sheet_is_counted_in_an_open_month_and_marked(city: None) -> None:
    close("2022T1")
    receipt = new_receipt()
    record(receipt, month=Month(2022, 5), late=True)
    assert kept_with(receipt).late


def test_a_month_that_has_not_begun_is_refused(city: None) -> None:
    with pytest.raises(Refused, match="has not begun"):
        record(new_receipt(), month=Month(2022, 7))


def test_questions_of_another_version_are_refused(city: None) -> None:
    with pytest.raises(Refused, match="the questions are others in June 2022"):
        record(new_receipt(), version=1)


def test_after_closing_no_receipt_fits(city: None) -> None:
    receipt = new_receipt()
    record(receipt)
    key = bytes(StoredRegistration.objects.get().key)
    close("2022T2")
    actions.rekey(Period.parse("2022T2"))
    assert bytes(StoredRegistration.objects.get().key) != key
    assert stored.held_by(receipt) is None
    assert [bytes(used.key) for used in UsedKey.objects.all()] == [key]
    with pytest.raises(Refused, match="its tertial is closed"):
        actions.withdraw(receipt)


def test_a_copy_that_arrives_after_closing_is_not_counted_twice(city: None) -> None:
    receipt = new_receipt()
    record(receipt, month=Month(2022, 4))
    close("2022T1")
    actions.rekey(Period.parse("2022T1"))
    assert record(receipt, month=Month(2022, 5), late=True) == "already_saved"


@pytest.mark.parametrize("frozen", [False, True])
def test_who_never_heard_that_it_was_saved_is_told_so_after_closing_too(city: None, frozen: bool) -> None:
    receipt = new_receipt()
    record(receipt, month=Month(2022, 4))
    if frozen:
        close("2022T1")
        actions.rekey(Period.parse("2022T1"))
    else:
        ClosedTertial.objects.create(period="2022T1", state=ClosedTertial.State.COUNTING)
    assert record(receipt, month=Month(2022, 4)) == "already_saved"


@pytest.mark.parametrize("frozen", [False, True])
def test_who_corrects_what_is_closed_is_not_told_to_register_it_again(city: None, frozen: bool) -> None:
    receipt = new_receipt()
    record(receipt, month=Month(2022, 4))
    close("2022T1")
    if frozen:
        actions.rekey(Period.parse("2022T1"))
    april = Sheet("talk", 2, "farsta_stod", Month(2022, 4), {})
    for change in (actions.correct, actions.replace):
        with pytest.raises(Refused, match="do not register it again"):
            change(receipt, april)
        with pytest.raises(Refused, match="choose May 2022 or later"):
            change(new_receipt(), april)


def test_a_receipt_is_read_however_it_is_typed() -> None:
    receipt = new_receipt()
    assert read_receipt(in_groups(receipt).lower()) == receipt
    assert read_receipt(receipt.replace("O", "0").replace("I", "1").replace("B", "8")) == receipt


@pytest.mark.parametrize("written", ["", "ABC", "!" * 26, "A" * 27])
def test_what_is_no_receipt_is_told_how_to_be_one(written: str) -> None:
    with pytest.raises(Refused, match="26 characters"):
        read_receipt(written)


def test_receipts_are_128_random_bits() -> None:
    assert len({new_receipt() for _ in range(1000)}) == 1000


@pytest.mark.django_db(transaction=True)
def test_many_at_once_save_each_sheet_once(city: None) -> None:
    """Eight colleagues send forty sheets, each of them twice."""
    receipts = [new_receipt() for _ in range(40)]
    answered: list[str] = []

    def send(mine: list[str]) -> None:
        answered.extend(record(receipt) for receipt in mine)
        connection.close()

    threads = [threading.Thread(target=send, args=(receipts[start::4],)) for start in (0, 1, 2, 3) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answered) == ["already_saved"] * 40 + ["saved"] * 40
    assert StoredRegistration.objects.count() == 40


@pytest.mark.sqlite
def test_rows_are_kept_in_the_order_of_their_random_keys(city: None) -> None:
    for _ in range(20):
        record(new_receipt())
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, answers FROM registration")
        keys = [bytes(key) for key, _ in cursor.fetchall()]
    assert keys == sorted(keys)
