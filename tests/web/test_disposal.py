"""Registrations are disposed of two years after their tertial closed, and nothing that is read afterwards differs."""

import json
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from folja.figures import reading
from folja.vocabulary.period import Month, Period
from folja.web.collection import actions
from folja.web.collection.models import StoredRegistration, UsedKey
from folja.web.collection.volumes import refresh_volumes
from folja.web.goals.models import PastOutside
from folja.web.organisation.actions import note
from folja.web.organisation.models import Account, AuditEntry
from folja.web.publication import disposal
from folja.web.publication.models import ClosedTertial
from folja.web.publication.shelf import library
from tests.published import hold

T1 = Period.parse("2020T3")


@pytest.fixture
def kept(closed: None) -> None:
    """The first closed tertial still has registrations, and so has the open one."""
    hold(3, Month(2022, 5))
    rows = StoredRegistration.objects.all()
    for number, month in enumerate(("2020-09", "2020-12", "2021-01")):
        row = rows.first()
        assert row
        row.key, row.month = bytes([number]) * 32, month
        row.save(force_insert=True)
    UsedKey.objects.create(key=b"a" * 32)


def months() -> list[str]:
    return sorted(StoredRegistration.objects.values_list("month", flat=True))


def closed_on() -> date:
    on = ClosedTertial.objects.get(period=str(T1)).frozen_on
    assert on
    return on


def test_they_go_when_two_years_have_gone_since_their_tertial_closed(kept: None) -> None:
    due = Month.of(closed_on()).plus(25).first_day
    assert disposal.dispose(Month.of(due).plus(-1).last_day) == ()
    assert len(months()) == 6
    assert disposal.due(due) == (T1,)
    assert disposal.dispose(due) == (T1,)
    assert months() == ["2021-01", "2022-05", "2022-05", "2022-05"]
    assert UsedKey.objects.count() == 1, "a copy that comes years late is still refused"
    assert disposal.dispose(due) == ()


def test_the_log_says_which_tertial_and_no_number(kept: None) -> None:
    disposal.dispose(date(2023, 6, 1))
    noted = AuditEntry.objects.filter(action="registrations disposed of").order_by("pk")
    assert [*noted.values_list("about", "account")] == [("2020T3", None), ("2021T1", None)]


def test_pages_and_figures_are_the_same_afterwards(kept: None, as_bo: Client) -> None:
    def all_figures() -> str:
        books = library()
        rows = [
            row
            for code in books.indicators
            for period in (*books.publications, Period.parse("2021"))
            for row in reading.as_rows(reading.read_by_unit(books, code, "farsta", period))
        ]
        return json.dumps(rows, default=str)

    refresh_volumes(date(2022, 6, 14))
    addresses = ("/siffror/?period=2020T3", "/rapport/tertial/farsta_stod/2021T1/", "/")
    before = all_figures(), [as_bo.get(address).content for address in addresses[:2]]
    assert len(disposal.dispose(date(2023, 6, 1))) == 2
    refresh_volumes(date(2022, 6, 14))
    assert (all_figures(), [as_bo.get(address).content for address in addresses[:2]]) == before


def test_what_a_figure_was_before_goes_when_it_has_been_kept_long_enough(closed: None) -> None:
    kept = {
        "measure": "m",
        "unit": "farsta",
        "value": "1",
        "source": "s",
        "dated": date(2020, 1, 1),
        "entered_by": "Bo",
    }
    for last_on in (date(2021, 5, 31), date(2021, 6, 1)):
        PastOutside.objects.create(period="2020", last_on=last_on, **kept)
    disposal.dispose(date(2023, 6, 14))
    assert [*PastOutside.objects.values_list("last_on", flat=True)] == [date(2021, 6, 1)]
    assert AuditEntry.objects.filter(action="past figures disposed of", account=None).count() == 1


def test_old_lines_of_the_log_go_but_for_each_accounts_latest_sign_in(bo: Account, amina: Account) -> None:
    def noted(account: Account, action: str, day: date) -> None:
        note(account, action)
        AuditEntry.objects.filter(pk=AuditEntry.objects.latest("pk").pk).update(
            at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        )

    AuditEntry.objects.all().delete()
    noted(bo, "signed in", date(2020, 1, 1))
    noted(bo, "signed in", date(2020, 2, 1))
    noted(bo, "log read", date(2020, 2, 1))
    noted(amina, "signed in", date(2020, 3, 1))
    noted(amina, "signed in", date(2022, 6, 1))
    noted(amina, "log read", date(2020, 6, 1))
    disposal.dispose(date(2022, 6, 14))
    left = [*AuditEntry.objects.order_by("pk").values_list("action", "account")]
    assert left == [("signed in", bo.pk), ("signed in", amina.pk), ("log read", amina.pk), ("log disposed of", None)]


def test_what_is_not_counted_yet_is_never_disposed_of(kept: None) -> None:
    with pytest.raises(AssertionError, match="only what is counted"):
        actions.dispose([Period.parse("2022T2")])
    assert len(months()) == 6
