"""A flood of answers is put aside, seen by those who manage the unit, kept or removed by them, and waited for."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client

from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Refused
from folja.web.answers import flood
from folja.web.answers.actions import make_way_in
from folja.web.answers.flood import FROM_ONE_CONNECTION, UP_TO, Flood
from folja.web.collection import actions
from folja.web.collection.models import Batch, PutAside, StoredRegistration, UsedKey
from folja.web.collection.receipt import key_of, new_receipt
from folja.web.collection.stored import open_volumes, registrations
from folja.web.organisation.models import Account, AuditEntry
from folja.web.publication.actions import close_tertial
from folja.web.publication.models import ClosedTertial
from tests.published import hold
from tests.web.pages import words

JUNE = Month(2022, 6)
T2 = Period.parse("2022T2")
FAMILIES = "/familjen/"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins with a server that has counted nothing."""
    monkeypatch.setattr(flood, "answers", Flood())


@pytest.fixture
def code(city: None) -> str:
    """The way in to the questions after a talk in Farsta."""
    return make_way_in("farsta_stod", "talk_answers", None).code


def send(code: str, receipt: str = "", address: str = "10.0.0.1", **answers: object) -> str:
    """Answers sent in one go, as the last page does; what the one who sends them reads."""
    form = {"version": "1", "here": "parent_gender", "move": "next", "receipt": receipt or new_receipt()}
    page = Client(REMOTE_ADDR=address).post(f"/s/{code}/sv/fragor/", form | (answers or {"helped": 1}), follow=True)
    return words(page)


def put_aside(number: int = 1, unit: str = "farsta_stod", month: Month = JUNE, **answers: object) -> list[str]:
    """Answers that have come in too great numbers; their receipts."""
    receipts = [new_receipt() for _ in range(number)]
    for receipt in receipts:
        actions.put_aside(receipt, "talk_answers", 1, unit, month, answers or {"helped": 1}, "one_connection")
    return receipts


def address(unit: str = "farsta_stod") -> str:
    return f"/familjen/lagt-at-sidan/{Batch.objects.get(unit=unit).code}/"


def decide(client: Client, choice: str) -> str:
    """Chooses, and says yes to what is asked then."""
    where = address()
    client.post(where, {"choice": choice})
    return words(client.post(where, {"choice": choice, "sure": "yes"}, follow=True))


# --- what the flood meets -----------------------------------------------------------------------------------------


def test_a_flood_is_thanked_and_put_aside_and_others_are_saved(code: str) -> None:
    assert all("Tack!" in send(code) for _ in range(80))
    taken = StoredRegistration.objects.count()
    assert FROM_ONE_CONNECTION <= taken < FROM_ONE_CONNECTION + UP_TO
    assert taken + PutAside.objects.count() == 80
    batch = Batch.objects.get()
    assert (batch.unit, batch.month, batch.instrument, batch.because) == (
        "farsta_stod",
        "2022-06",
        "talk_answers",
        "one_connection",
    )
    send(code, address="10.0.0.2")
    assert StoredRegistration.objects.count() == taken + 1


def test_what_is_put_aside_is_in_no_figure_no_volume_and_no_closing(code: str) -> None:
    put_aside(50)
    assert list(registrations(T2)) == []
    assert open_volumes() == ()


@pytest.mark.parametrize("then", [None, actions.keep, actions.discard])
def test_the_same_answers_sent_again_are_thanked_and_saved_once(code: str, then: Callable[[str], None] | None) -> None:
    [receipt] = put_aside()
    if then:
        then(Batch.objects.get().code)
    before = StoredRegistration.objects.count(), PutAside.objects.count(), UsedKey.objects.count()
    assert "Tack!" in send(code, receipt)
    saved = actions.record(receipt, "talk_answers", 1, "farsta_stod", JUNE, {"helped": 1})
    assert saved == "already_saved"
    again = actions.put_aside(receipt, "talk_answers", 1, "farsta_stod", JUNE, {"helped": 1}, "many")
    assert again == "already_saved"
    assert (StoredRegistration.objects.count(), PutAside.objects.count(), UsedKey.objects.count()) == before


def test_what_was_saved_is_not_put_aside_as_well(code: str) -> None:
    receipt = new_receipt()
    send(code, receipt)
    assert actions.put_aside(receipt, "talk_answers", 1, "farsta_stod", JUNE, {"helped": 1}, "many") == "already_saved"
    assert not PutAside.objects.exists()


def test_only_when_there_is_no_room_is_anybody_asked_to_wait_and_nothing_written_is_lost(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flood.answers, "judge", lambda *_: "full")
    page = Client().post(
        f"/s/{code}/sv/fragor/", {"version": "1", "move": "next", "here": "parent_gender", "helped": 4}
    )
    assert page.status_code == 429
    assert "Dina svar finns kvar" in words(page)
    assert 'name="helped" value="4"' in page.content.decode()


def test_nothing_is_put_aside_in_a_closed_month_or_that_is_no_answer(code: str) -> None:
    with pytest.raises(Refused):
        actions.put_aside(new_receipt(), "talk_answers", 1, "farsta_stod", JUNE, {"helped": 9}, "many")
    ClosedTertial.objects.create(period="2022T2", state=ClosedTertial.State.COUNTING)
    with pytest.raises(Refused, match="closed"):
        put_aside()
    assert not Batch.objects.exists()


def test_there_is_no_column_for_who_when_or_from_where(city: None) -> None:
    with connection.cursor() as cursor:
        described = {
            table: {column.name for column in connection.introspection.get_table_description(cursor, table)}
            for table in ("put_aside", "batch")
        }
        cursor.execute("SELECT sql FROM sqlite_master WHERE name IN ('put_aside', 'batch')")
        made = [sql for (sql,) in cursor.fetchall()]
    assert described == {
        "put_aside": {"key", "batch_id", "answers", "late"},
        "batch": {"code", "unit", "month", "instrument", "version", "because", "deciding"},
    }
    assert all("WITHOUT ROWID" in sql for sql in made)


def test_the_order_they_came_in_is_nowhere(city: None) -> None:
    """The same answers in the order they came and in another leave the same rows in the same order."""
    receipts = [new_receipt() for _ in range(20)]

    def dump(order: list[str]) -> list[tuple[bytes, str]]:
        PutAside.objects.all().delete()
        for receipt in order:
            helped = 1 + receipts.index(receipt) % 5
            actions.put_aside(receipt, "talk_answers", 1, "farsta_stod", JUNE, {"helped": helped}, "many")
        with connection.cursor() as cursor:
            cursor.execute("SELECT key, answers FROM put_aside")
            return [(bytes(key), answers) for key, answers in cursor.fetchall()]

    assert dump(receipts) == dump(receipts[::-1])


# --- what the manager sees ----------------------------------------------------------------------------------------


def test_bo_sees_on_both_pages_that_answers_are_put_aside_and_never_how_many(as_bo: Client) -> None:
    put_aside(47)
    told = "Frågor efter samtalet, juni 2022. Minst 30 svar kom från samma nät på kort tid."
    start, families = words(as_bo.get("/")), words(as_bo.get(FAMILIES))
    assert f"Svar är lagda åt sidan {told}" in start
    assert "Frågor efter samtalet, juni 2022 Minst 30 svar kom från samma nät på kort tid." in families
    assert "De är riktiga, räkna dem Ta bort dem" in families
    assert "47" not in start + families


def test_without_anything_put_aside_nobody_is_told_of_it(as_bo: Client, as_carin: Client) -> None:
    for client in (as_bo, as_carin):
        for page in ("/", FAMILIES):
            assert "lagda åt sidan" not in words(client.get(page))


def test_carin_is_told_at_which_units(as_carin: Client) -> None:
    put_aside()
    put_aside(unit="hasselby_stod")
    page = as_carin.get("/")
    assert "Svar är lagda åt sidan Föräldrastöd Farsta och Föräldrastöd Hässelby." in words(page)
    listed = words(as_carin.get(FAMILIES))
    assert "Föräldrastöd Farsta Svar är lagda åt sidan" in listed
    assert "Familjecentralen Lyktan Svar" not in listed
    assert "Ta bort dem" in words(as_carin.get(FAMILIES, {"unit": "hasselby_stod"}))


def test_amina_and_other_units_neither_see_it_nor_decide(as_amina: Client, as_dan: Client) -> None:
    put_aside()
    for client in (as_amina, as_dan):
        assert "lagda åt sidan" not in words(client.get(FAMILIES))
        for sent in ({"choice": "remove"}, {"choice": "remove", "sure": "yes"}):
            assert client.post(address(), sent).status_code == 403
    assert PutAside.objects.exists()
    assert not Batch.objects.get().deciding


# --- what the manager does ----------------------------------------------------------------------------------------


def test_bo_is_asked_once_more_before_anything_is_done(as_bo: Client) -> None:
    put_aside(3)
    page = words(as_bo.post(address(), {"choice": "remove"}))
    assert "Ta bort svaren? Föräldrastöd Farsta. Frågor efter samtalet, juni 2022. Minst 30 svar kom" in page
    assert "Det går inte att ångra. Ja, ta bort dem Inte nu" in page
    assert "Räkna svaren?" in words(as_bo.post(address(), {"choice": "keep"}))
    assert PutAside.objects.count() == 3


def test_bo_keeps_them_and_they_are_registrations_like_all_others(as_bo: Client) -> None:
    receipts = put_aside(3)
    assert "Svaren räknas nu som alla andra." in decide(as_bo, "keep")
    assert sorted(bytes(row.key) for row in StoredRegistration.objects.all()) == sorted(map(key_of, receipts))
    row = StoredRegistration.objects.first()
    assert row
    assert (row.unit, row.month, row.instrument, row.version, row.answers, row.late) == (
        "farsta_stod",
        "2022-06",
        "talk_answers",
        1,
        '{"helped":1}',
        False,
    )
    assert not PutAside.objects.exists()
    assert not Batch.objects.exists()


def test_what_came_late_is_late_when_it_is_kept(as_bo: Client) -> None:
    actions.put_aside(new_receipt(), "talk_answers", 1, "farsta_stod", JUNE, {"helped": 1}, "many", late=True)
    put_aside()
    for code in Batch.objects.values_list("code", flat=True):
        actions.keep(code)
    assert sorted(StoredRegistration.objects.values_list("late", flat=True)) == [False, True]


def test_bo_removes_them_and_they_are_gone(as_bo: Client) -> None:
    receipts = put_aside(3)
    assert "Svaren är borttagna." in decide(as_bo, "remove")
    assert not StoredRegistration.objects.exists()
    assert not PutAside.objects.exists()
    assert not Batch.objects.exists()
    assert {bytes(used.key) for used in UsedKey.objects.all()} == set(map(key_of, receipts))


@pytest.mark.parametrize(("choice", "action"), [("keep", "put aside kept"), ("remove", "put aside removed")])
def test_who_decided_what_is_in_the_log_and_no_answer_is(as_bo: Client, bo: Account, choice: str, action: str) -> None:
    put_aside(3)
    batch = Batch.objects.get().code
    decide(as_bo, choice)
    entry = AuditEntry.objects.get(action=action)
    assert entry.account == bo
    assert entry.about == f"farsta_stod talk_answers 2022-06 one_connection {batch}"


def test_what_comes_while_it_is_being_decided_is_another_batch(as_bo: Client) -> None:
    put_aside(2)
    where = address()
    as_bo.post(where, {"choice": "keep"})
    put_aside(1)
    put_aside(1)
    assert Batch.objects.count() == 2
    as_bo.post(where, {"choice": "keep", "sure": "yes"})
    assert StoredRegistration.objects.count() == 2
    assert PutAside.objects.count() == 2
    assert "Svar är lagda åt sidan" in words(as_bo.get(FAMILIES))


def test_there_are_no_more_batches_than_reasons_and_decisions_under_way(as_bo: Client) -> None:
    for _ in range(5):
        put_aside(1)
    actions.put_aside(new_receipt(), "talk_answers", 1, "farsta_stod", JUNE, {"helped": 1}, "many")
    assert Batch.objects.count() == 2


def test_who_comes_second_is_told_and_changes_nothing(as_bo: Client, as_carin: Client) -> None:
    put_aside()
    where = address()
    as_bo.post(where, {"choice": "keep", "sure": "yes"})
    answer = as_carin.post(where, {"choice": "remove", "sure": "yes"})
    assert answer.status_code == 409
    assert "De svaren är det redan bestämt om." in words(answer)
    assert StoredRegistration.objects.count() == 1
    assert AuditEntry.objects.filter(action__startswith="put aside").count() == 1


def test_opening_the_address_or_choosing_nothing_leads_to_the_families_page(as_bo: Client) -> None:
    put_aside()
    for answer in (as_bo.get(address()), as_bo.post(address(), {"choice": "burn", "sure": "yes"})):
        assert answer.headers["Location"] == "/familjen/?unit=farsta_stod#put-aside"
    assert not Batch.objects.get().deciding
    assert PutAside.objects.exists()


# --- the closing --------------------------------------------------------------------------------------------------


def test_a_tertial_waits_until_it_is_decided(
    closed: None, as_carin: Client, as_bo: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(40, JUNE)
    put_aside(2)
    monkeypatch.setenv("FOLJA_TODAY", "2022-09-16")
    said = "Svar från tertial 2 2022 är lagda åt sidan på Föräldrastöd Farsta. Bestäm under Familjen"
    assert said in words(as_carin.get("/stangning/"))
    for answer in (as_carin.get("/stangning/2022T2/"), as_carin.post("/stangning/2022T2/")):
        assert answer.status_code == 409
        assert said in words(answer)
    assert not ClosedTertial.objects.filter(period="2022T2").exists()
    decide(as_bo, "keep")
    assert said not in words(as_carin.get("/stangning/"))
    assert "Tertial 2 2022 är stängt" in words(as_carin.post("/stangning/2022T2/", follow=True))
    assert StoredRegistration.objects.filter(month="2022-06", instrument="talk_answers").count() == 2


def test_nothing_is_sealed_while_something_is_put_aside(city: None) -> None:
    """Also what is put aside in the very moment between the question and the sealing."""
    from folja.web.publication.actions import StoredRegistrations

    put_aside()
    with pytest.raises(Refused, match="put aside"):
        StoredRegistrations().seal(T2)
    assert not ClosedTertial.objects.exists()


def test_an_earlier_tertial_with_nothing_but_what_is_put_aside_is_not_passed_over(
    closed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_aside()
    monkeypatch.setenv("FOLJA_TODAY", "2023-01-20")
    hold(40, Month(2022, 10))
    with pytest.raises(Refused, match="close it first"):
        close_tertial(Period.parse("2022T3"), today=date(2023, 1, 20))
