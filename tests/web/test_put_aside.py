"""A flood of answers is put aside, gathers unseen, is shown after a night, and is kept, removed and waited for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from folja.disclosure import policy
from folja.instruments.sheet import Sheet
from folja.vocabulary.clock import today
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Refused
from folja.web.answers import flood
from folja.web.answers.flood import A_DAY, FROM_ONE_CONNECTION, MORE_A_DAY, UP_TO
from folja.web.collection import actions, putting_aside
from folja.web.collection.models import Batch, PutAside, StoredRegistration, UsedKey
from folja.web.collection.receipt import key_of, new_receipt
from folja.web.collection.stored import open_volumes, registrations
from folja.web.organisation.models import Account, AuditEntry
from folja.web.publication.actions import close_tertial
from folja.web.publication.models import ClosedTertial
from tests.published import hold
from tests.web.pages import words

pytestmark = pytest.mark.usefixtures("unhurried")

JUNE = Month(2022, 6)
T2 = Period.parse("2022T2")
FAMILIES = "/familjen/"
LEAST = policy.shipped().least_put_aside
ENOUGH = 2 * LEAST - 1  # wherever the limit was drawn
FEW = LEAST - 1  # never enough

Night = Callable[[], None]


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> Night:
    """A night passes: it is the next day, and somebody has opened a page."""

    def passes() -> None:
        monkeypatch.setenv("FOLJA_TODAY", str(today() + timedelta(days=1)))
        putting_aside.pass_night(today())

    return passes


def send(code: str, receipt: str = "", address: str = "10.0.0.1", **answers: object) -> str:
    """Answers sent in one go, as the last page does; what the one who sends them reads."""
    form = {"version": "1", "here": "parent_gender", "move": "next", "receipt": receipt or new_receipt()}
    page = Client(REMOTE_ADDR=address).post(f"/s/{code}/sv/fragor/", form | (answers or {"helped": 1}), follow=True)
    return words(page)


def answered(helped: object = 1, **where: Any) -> Sheet:
    """What a family in Farsta says of a talk in June."""
    return replace(Sheet("talk_answers", 1, "farsta_stod", JUNE, {"helped": helped}), **where)


def put_aside(number: int = 1, unit: str = "farsta_stod", month: Month = JUNE, **answers: object) -> list[str]:
    """Answers that have come in too great numbers; their receipts."""
    receipts = [new_receipt() for _ in range(number)]
    sheet = answered(unit=unit, month=month, answers=answers or {"helped": 1})
    for receipt in receipts:
        putting_aside.put_aside(receipt, sheet, "one_connection")
    return receipts


def address(unit: str = "farsta_stod") -> str:
    return f"/familjen/lagt-at-sidan/{Batch.objects.filter(unit=unit).order_by('-shown')[0].code}/"


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


@pytest.mark.parametrize("then", [None, putting_aside.keep, putting_aside.discard])
def test_the_same_answers_sent_again_are_thanked_and_saved_once(
    code: str, then: Callable[[str], None] | None, night: Night
) -> None:
    receipt, *_ = put_aside(ENOUGH)
    night()
    if then:
        then(Batch.objects.get().code)
    before = StoredRegistration.objects.count(), PutAside.objects.count(), UsedKey.objects.count()
    assert "Tack!" in send(code, receipt)
    saved = actions.record(receipt, answered())
    assert saved == "already_saved"
    again = putting_aside.put_aside(receipt, answered(), "many")
    assert again == "already_saved"
    assert (StoredRegistration.objects.count(), PutAside.objects.count(), UsedKey.objects.count()) == before


def test_what_was_saved_is_not_put_aside_as_well(code: str) -> None:
    receipt = new_receipt()
    send(code, receipt)
    assert putting_aside.put_aside(receipt, answered(), "many") == "already_saved"
    assert not PutAside.objects.exists()


def test_only_when_there_is_no_room_is_anybody_asked_to_wait_and_nothing_written_is_lost(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flood.answers, "judge", lambda *_: "full")
    page = Client().post(
        f"/s/{code}/sv/fragor/", {"version": "1", "move": "next", "here": "parent_gender", "helped": 4}
    )
    assert page.status_code == 429
    assert "Låt sidan vara öppen" in words(page)
    assert 'name="helped" value="4"' in page.content.decode()


def test_nothing_is_put_aside_in_a_closed_month_or_that_is_no_answer(code: str) -> None:
    with pytest.raises(Refused):
        putting_aside.put_aside(new_receipt(), answered(9), "many")
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
    assert described == {
        "put_aside": {"key", "batch_id", "answers", "late"},
        "batch": {"code", "unit", "month", "instrument", "version", "because", "least", "shown"},
    }


@pytest.mark.sqlite
def test_the_tables_are_kept_by_their_keys(city: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name IN ('put_aside', 'batch')")
        assert all("WITHOUT ROWID" in sql for (sql,) in cursor.fetchall())


@pytest.mark.sqlite
def test_the_order_they_came_in_is_nowhere(city: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same answers in the order they came and in another leave the same rows in the same order."""
    receipts = [new_receipt() for _ in range(20)]

    def dump(order: list[str]) -> list[tuple[bytes, str]]:
        PutAside.objects.all().delete()
        UsedKey.objects.all().delete()
        for receipt in order:
            monkeypatch.setattr(putting_aside, "random_key", partial(key_of, receipt))  # else no two rows are the same
            helped = 1 + receipts.index(receipt) % 5
            putting_aside.put_aside(receipt, answered(helped), "many")
        with connection.cursor() as cursor:
            cursor.execute("SELECT key, answers FROM put_aside")
            return [(bytes(key), answers) for key, answers in cursor.fetchall()]

    assert dump(receipts) == dump(receipts[::-1])


# --- what the manager sees ----------------------------------------------------------------------------------------


def test_bo_sees_on_both_pages_from_the_next_day_that_answers_are_put_aside_and_never_how_many(
    as_bo: Client, night: Night
) -> None:
    put_aside(47)
    assert all("åt sidan" not in words(as_bo.get(page)) for page in ("/", FAMILIES))
    night()
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


def test_carin_is_told_at_which_units(as_carin: Client, night: Night) -> None:
    put_aside(ENOUGH)
    put_aside(ENOUGH, unit="hasselby_stod")
    assert "åt sidan" not in words(as_carin.get("/")) + words(as_carin.get(FAMILIES))
    night()
    page = as_carin.get("/")
    assert "Svar är lagda åt sidan Föräldrastöd Farsta och Föräldrastöd Hässelby." in words(page)
    listed = words(as_carin.get(FAMILIES))
    assert "Föräldrastöd Farsta Svar är lagda åt sidan" in listed
    assert "Familjecentralen Lyktan Svar" not in listed
    assert "Ta bort dem" in words(as_carin.get(FAMILIES, {"unit": "hasselby_stod"}))


def test_amina_and_other_units_neither_see_it_nor_decide(as_amina: Client, as_dan: Client, night: Night) -> None:
    put_aside(ENOUGH)
    night()
    for client in (as_amina, as_dan):
        assert "lagda åt sidan" not in words(client.get(FAMILIES))
        for sent in ({"choice": "remove"}, {"choice": "remove", "sure": "yes"}):
            assert client.post(address(), sent).status_code == 403
    assert PutAside.objects.count() == ENOUGH


# --- the bell that does not ring ----------------------------------------------------------------------------------


def pages(bo: Client, carin: Client) -> list[str]:
    """All that is said of what is put aside, anywhere that Bo and Carin look."""
    looked = [bo.get("/"), bo.get(FAMILIES), carin.get("/"), carin.get(FAMILIES), carin.get("/stangning/")]
    return [words(page) for page in looked]


def test_flooding_and_deciding_makes_no_bell_of_the_answers_that_come_then(
    code: str, as_bo: Client, as_carin: Client, night: Night
) -> None:
    """The limit is passed and the flood decided about: each family's answer is then put aside, and nobody sees it."""
    for place in range(A_DAY + MORE_A_DAY + ENOUGH):
        send(code, address=f"10.1.{place // 200}.{place % 200}")
    night()
    decide(as_bo, "remove")
    quiet = pages(as_bo, as_carin)
    for family in range(FEW):
        send(code, address=f"10.7.0.{family}")
        assert pages(as_bo, as_carin) == quiet
    assert PutAside.objects.count() == FEW
    for _ in range(3):
        night()
        assert not any("åt sidan" in page for page in pages(as_bo, as_carin))
    assert PutAside.objects.count() == FEW, "they go on gathering"


def test_what_still_gathers_can_not_be_decided_about(as_bo: Client, night: Night) -> None:
    put_aside(ENOUGH)
    for _ in ("the same day", "too few"):
        assert as_bo.post(address(), {"choice": "remove", "sure": "yes"}).status_code == 409
        with pytest.raises(Refused):
            putting_aside.keep(Batch.objects.get().code)
        with pytest.raises(Refused):
            putting_aside.discard(Batch.objects.get().code)
        PutAside.objects.filter(key__in=list(PutAside.objects.values_list("key", flat=True)[FEW:])).delete()
        night()
    assert PutAside.objects.count() == FEW


def test_few_become_enough_over_several_nights_and_are_shown_once_together(as_bo: Client, night: Night) -> None:
    for number in (FEW, ENOUGH - FEW):
        put_aside(number)
        assert "åt sidan" not in words(as_bo.get(FAMILIES))
        night()
    assert words(as_bo.get(FAMILIES)).count("Ta bort dem") == 1
    assert Batch.objects.get().shown


def test_nothing_of_a_day_is_shown_that_day_also_when_nobody_has_opened_a_page(
    as_bo: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_aside(FEW)
    monkeypatch.setenv("FOLJA_TODAY", "2022-06-15")
    put_aside(ENOUGH)
    assert "åt sidan" not in words(as_bo.get(FAMILIES))


def test_a_shown_batch_takes_no_more_and_one_more_is_shown_a_night(as_bo: Client, night: Night) -> None:
    put_aside(ENOUGH)
    night()
    shown = Batch.objects.get().code
    for _ in range(3):
        put_aside(ENOUGH)
        assert words(as_bo.get(FAMILIES)).count("Ta bort dem") == 1
    assert PutAside.objects.filter(batch=shown).count() == ENOUGH
    night()
    assert words(as_bo.get(FAMILIES)).count("Ta bort dem") == 2
    assert Batch.objects.count() == 2


def test_where_the_limit_lies_is_drawn_so_that_adding_answers_until_it_rings_counts_nobody(city: None) -> None:
    limits = set()
    for _ in range(300):
        put_aside()
        limits.add(Batch.objects.get().least)
        PutAside.objects.all().delete()
        Batch.objects.all().delete()
    assert limits == set(range(LEAST, ENOUGH + 1))


# --- what the manager does ----------------------------------------------------------------------------------------


def test_bo_is_asked_once_more_before_anything_is_done(as_bo: Client, night: Night) -> None:
    put_aside(ENOUGH)
    night()
    page = words(as_bo.post(address(), {"choice": "remove"}))
    assert "Ta bort svaren? Föräldrastöd Farsta. Frågor efter samtalet, juni 2022. Minst 30 svar kom" in page
    assert "Det går inte att ångra. Ja, ta bort dem Inte nu" in page
    assert "Räkna svaren?" in words(as_bo.post(address(), {"choice": "keep"}))
    assert PutAside.objects.count() == ENOUGH


def test_bo_keeps_them_and_they_are_registrations_like_all_others(as_bo: Client, night: Night) -> None:
    receipts = put_aside(ENOUGH)
    night()
    assert "Svaren räknas nu som alla andra." in decide(as_bo, "keep")
    assert StoredRegistration.objects.count() == ENOUGH
    assert not {bytes(row.key) for row in StoredRegistration.objects.all()} & set(map(key_of, receipts))
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


def test_what_came_late_is_late_when_it_is_kept(city: None, night: Night) -> None:
    late = answered(2, late=True)
    putting_aside.put_aside(new_receipt(), late, "one_connection")
    put_aside(ENOUGH)
    night()
    putting_aside.keep(Batch.objects.get().code)
    assert [row.answers for row in StoredRegistration.objects.filter(late=True)] == ['{"helped":2}']
    assert StoredRegistration.objects.count() == ENOUGH + 1


def test_bo_removes_them_and_they_are_gone(as_bo: Client, night: Night) -> None:
    receipts = put_aside(ENOUGH)
    night()
    assert "Svaren är borttagna." in decide(as_bo, "remove")
    assert not StoredRegistration.objects.exists()
    assert not PutAside.objects.exists()
    assert not Batch.objects.exists()
    assert {bytes(used.key) for used in UsedKey.objects.all()} == set(map(key_of, receipts))


@pytest.mark.parametrize(("choice", "action"), [("keep", "put aside kept"), ("remove", "put aside removed")])
def test_who_decided_what_is_in_the_log_and_no_answer_is(
    as_bo: Client, bo: Account, choice: str, action: str, night: Night
) -> None:
    put_aside(ENOUGH)
    night()
    batch = Batch.objects.get().code
    decide(as_bo, choice)
    entry = AuditEntry.objects.get(action=action)
    assert entry.account == bo
    assert entry.about == f"farsta_stod talk_answers 2022-06 one_connection {batch}"


def test_what_comes_while_it_is_being_decided_is_another_batch_and_not_shown(as_bo: Client, night: Night) -> None:
    put_aside(ENOUGH)
    night()
    where = address()
    as_bo.post(where, {"choice": "keep"})
    put_aside(ENOUGH)
    as_bo.post(where, {"choice": "keep", "sure": "yes"})
    assert StoredRegistration.objects.count() == ENOUGH
    assert PutAside.objects.count() == ENOUGH
    assert "åt sidan" not in words(as_bo.get(FAMILIES))


def test_there_gather_no_more_batches_than_reasons(city: None) -> None:
    for _ in range(5):
        put_aside(1)
    putting_aside.put_aside(new_receipt(), answered(), "many")
    assert Batch.objects.count() == 2


def test_who_comes_second_is_told_and_changes_nothing(as_bo: Client, as_carin: Client, night: Night) -> None:
    put_aside(ENOUGH)
    night()
    where = address()
    as_bo.post(where, {"choice": "keep", "sure": "yes"})
    answer = as_carin.post(where, {"choice": "remove", "sure": "yes"})
    assert answer.status_code == 409
    assert "Det är redan bestämt vad som ska hända med de svaren." in words(answer)
    assert StoredRegistration.objects.count() == ENOUGH
    assert AuditEntry.objects.filter(action__startswith="put aside").count() == 1


def test_opening_the_address_or_choosing_nothing_leads_to_the_families_page(as_bo: Client, night: Night) -> None:
    put_aside(ENOUGH)
    night()
    for answer in (as_bo.get(address()), as_bo.post(address(), {"choice": "burn", "sure": "yes"})):
        assert answer.headers["Location"] == "/familjen/?unit=farsta_stod#put-aside"
    assert PutAside.objects.exists()


# --- the closing --------------------------------------------------------------------------------------------------


def test_a_tertial_waits_until_it_is_decided(
    closed: None, as_carin: Client, as_bo: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(40, JUNE)
    put_aside(ENOUGH)
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
    assert StoredRegistration.objects.filter(month="2022-06", instrument="talk_answers").count() == ENOUGH


def test_what_has_not_been_shown_yet_is_shown_by_the_closing_and_stops_it(
    closed: None, as_carin: Client, as_bo: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(40, JUNE)
    monkeypatch.setenv("FOLJA_TODAY", "2022-09-16")
    put_aside(ENOUGH)
    assert "åt sidan" not in words(as_bo.get(FAMILIES)) + words(as_carin.get("/stangning/2022T2/"))
    answer = as_carin.post("/stangning/2022T2/")
    assert answer.status_code == 409
    assert "lagda åt sidan på Föräldrastöd Farsta" in words(answer)
    assert not ClosedTertial.objects.filter(period="2022T2").exists()
    assert "Ta bort dem" in words(as_bo.get(FAMILIES))


def test_what_is_too_little_to_be_shown_is_kept_as_the_tertial_is_sealed(city: None) -> None:
    from folja.web.publication.actions import StoredRegistrations

    put_aside(FEW)
    Batch.objects.create(
        code="x", unit="farsta_stod", month="2022-09", instrument="talk_answers", version=1, because="many", least=LEAST
    )
    StoredRegistrations().seal(T2)
    assert StoredRegistration.objects.count() == FEW
    assert ClosedTertial.objects.filter(period="2022T2", state=ClosedTertial.State.COUNTING).exists()
    assert Batch.objects.get().month == "2022-09", "another tertial's goes on gathering"
    assert not AuditEntry.objects.filter(action__startswith="put aside").exists()


def test_nothing_few_is_kept_while_something_else_waits_for_a_decision(city: None) -> None:
    """Also what is put aside in the very moment between the question and the sealing."""
    from folja.web.publication.actions import StoredRegistrations

    put_aside(ENOUGH)
    put_aside(FEW, unit="hasselby_stod")
    with pytest.raises(Refused, match="put aside at Föräldrastöd Farsta;"):
        StoredRegistrations().seal(T2)
    assert not ClosedTertial.objects.exists()
    assert not StoredRegistration.objects.exists()
    assert list(Batch.objects.filter(shown=True).values_list("unit", flat=True)) == ["farsta_stod"]


def test_an_earlier_tertial_with_nothing_but_what_is_put_aside_is_not_passed_over(
    closed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_aside()
    monkeypatch.setenv("FOLJA_TODAY", "2023-01-20")
    hold(40, Month(2022, 10))
    with pytest.raises(Refused, match="close it first"):
        close_tertial(Period.parse("2022T3"), today=date(2023, 1, 20))
