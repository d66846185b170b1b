"""What a unit reads of what families have written: after closing, enough at a time, and nobody else's."""

import re
from datetime import date
from io import BytesIO
from threading import Event

import docx
import openpyxl
import pytest
from django.db import OperationalError
from django.test import Client
from pypdf import PdfReader

from folja.demo.city import city_csv
from folja.demo.comments import cite_comments, write_comments
from folja.vocabulary.period import Month, Period
from folja.web.collection.receipt import new_receipt
from folja.web.comments import actions
from folja.web.comments.models import Citation, Comment, WaitingComment, Wish
from folja.web.organisation.actions import load_units
from folja.web.organisation.models import AuditEntry
from folja.web.publication import disposal
from folja.web.publication.models import ClosedTertial
from tests.published import publish
from tests.web.pages import words

T1, T2 = Period.parse("2022T1"), Period.parse("2022T2")
TEN = tuple(f"Kommentar {letter}" for letter in "abcdefghij")
PAGE = "/kommentarer/"


def send(number: int, *, tertial: Period = T1, unit: str = "farsta_stod", verified: bool = False) -> None:
    for place in range(number):
        said = f"Ord {tertial} {place}"
        actions.receive(new_receipt(), unit, tertial.first, said, verified=verified)


@pytest.fixture
def released(closed: None) -> None:
    """Ten comments of Farsta can be read; they came in tertial 2 and it has closed."""
    actions.add_all("farsta_stod", T2, TEN)
    actions.release(T2)


def readable(unit: str = "farsta_stod") -> int:
    return Comment.objects.filter(unit=unit).count()


# --- when -----------------------------------------------------------------------------------------------------


def test_a_closing_releases_what_its_tertial_got(city: None) -> None:
    actions.add_all("farsta_stod", T1, TEN)
    assert readable() == 0
    publish()
    assert sorted(Comment.objects.values_list("words", flat=True)) == list(TEN)
    assert set(Comment.objects.values_list("tertial", flat=True)) == {"2022T1"}
    assert not WaitingComment.objects.exists()


@pytest.mark.parametrize(
    ("verified", "others", "shown"),
    [(0, 9, 0), (0, 10, 10), (4, 0, 0), (5, 0, 5), (4, 5, 0), (5, 1, 5), (5, 4, 5), (5, 5, 10), (1, 9, 10)],
)
def test_it_takes_five_with_a_code_or_ten(city: None, verified: int, others: int, shown: int) -> None:
    send(verified, verified=True)
    send(others)
    actions.release(T1)
    assert readable() == shown
    assert WaitingComment.objects.count() == verified + others - shown


def test_too_few_wait_and_are_then_not_told_from_the_others(city: None) -> None:
    send(4)
    actions.release(T1)
    send(7, tertial=T2)
    assert readable() == 0
    actions.release(T2)
    assert readable() == 11
    assert set(Comment.objects.values_list("tertial", flat=True)) == {"2022T2"}


def test_what_came_after_the_end_waits_for_its_own_closing(city: None) -> None:
    send(10)
    send(10, tertial=T2)
    actions.release(T1)
    assert readable() == 10
    assert set(WaitingComment.objects.values_list("tertial", flat=True)) == {"2022T2"}


def test_one_units_comments_do_not_help_another(city: None) -> None:
    send(9)
    send(9, unit="hasselby_stod")
    actions.release(T1)
    assert not Comment.objects.exists()


def test_who_waits_is_never_said(city: None, as_bo: Client) -> None:
    none = as_bo.get(PAGE)
    send(9)
    actions.release(T1)
    nine = as_bo.get(PAGE)
    assert words(nine) == words(none)
    assert "Inga kommentarer kan visas än" in words(nine)


def test_keys_are_new_when_they_are_released(city: None) -> None:
    send(10)
    before = {bytes(key) for key in WaitingComment.objects.values_list("key", flat=True)}
    actions.release(T1)
    assert not before & {bytes(key) for key in Comment.objects.values_list("key", flat=True)}


# --- disposal -------------------------------------------------------------------------------------------------


def test_disposing_goes_on_after_an_hour_when_the_database_was_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy() -> None:
        rounds.append("busy")
        if len(rounds) == 2:
            stopped.set()
        raise OperationalError("database is locked")

    rounds: list[str] = []
    stopped = Event()
    monkeypatch.setattr(disposal, "EVERY", 0)
    monkeypatch.setattr(disposal, "dispose_today", busy)
    disposal.keep_disposed(stopped)
    assert rounds == ["busy", "busy"]


def test_comments_are_disposed_of_a_year_after_closing(released: None) -> None:
    actions.add_all("farsta_stod", Period.parse("2021T3"), TEN)
    ClosedTertial.objects.create(period="2022T2", state="frozen", frozen_on=date(2022, 9, 16))
    actions.dispose(date(2023, 1, 31))
    assert WaitingComment.objects.count() == 0, "they waited a year in vain"
    actions.dispose(date(2023, 9, 30))
    assert readable() == 10
    actions.dispose(date(2023, 10, 1))
    assert readable() == 0


def test_what_waits_is_kept_for_a_year(city: None) -> None:
    send(3)
    actions.dispose(date(2023, 4, 30))
    assert WaitingComment.objects.count() == 3
    actions.dispose(date(2023, 5, 1))
    assert WaitingComment.objects.count() == 0


# --- who ------------------------------------------------------------------------------------------------------


def test_the_units_people_read_and_its_manager_sorts(released: None, as_amina: Client, as_bo: Client) -> None:
    for reader in (as_amina, as_bo):
        page = words(reader.get(PAGE))
        assert all(said in page for said in TEN)
        assert "Tertial 2 2022" in page
    assert "Sortera eller citera" not in words(as_amina.get(PAGE))
    assert "Sortera eller citera" in words(as_bo.get(PAGE))
    assert AuditEntry.objects.filter(action="comments read", about="farsta_stod").count() == 4


def test_dan_sees_nothing_of_farsta(released: None, as_dan: Client) -> None:
    Wish.objects.create(key=b"w" * 32, unit="farsta_stod", words="Byt tid")
    key = bytes(Comment.objects.first().key).hex()  # type: ignore[union-attr]
    assert "Kommentar a" not in words(as_dan.get(PAGE))
    assert as_dan.get(PAGE, {"unit": "farsta_stod"}).status_code == 403
    assert as_dan.post(PAGE, {"unit": "farsta_stod", "act": "done", "key": (b"w" * 32).hex()}).status_code == 403
    as_dan.post(PAGE, {"unit": "hasselby_stod", "act": "done", "key": (b"w" * 32).hex()})
    assert Wish.objects.count() == 1
    assert as_dan.get(f"{PAGE}{key}/").status_code == 404
    assert as_dan.post(f"{PAGE}{key}/", {"act": "remove"}).status_code == 404
    assert readable() == 10


def test_amina_changes_nothing(released: None, as_amina: Client) -> None:
    key = bytes(Comment.objects.first().key).hex()  # type: ignore[union-attr]
    assert as_amina.post(f"{PAGE}{key}/", {"act": "remove"}).status_code == 404
    assert as_amina.post(PAGE, {"act": "read", "key": "2022T2"}).status_code == 403
    assert readable() == 10


def test_carin_chooses_a_unit_and_sees_where_something_is_wished(released: None, as_carin: Client) -> None:
    Wish.objects.create(key=b"w" * 32, unit="farsta_stod", words="Byt tid")
    page = words(as_carin.get(PAGE))
    assert page.count("Någon vill att ni gör något") == 1
    assert "Byt tid" not in page


def test_without_a_role_there_is_no_such_page(city: None, client: Client) -> None:
    assert client.get(PAGE).status_code == 302


# --- sorting, citing, removing --------------------------------------------------------------------------------


def one() -> tuple[Comment, str]:
    found = Comment.objects.get(words="Kommentar a")
    return found, f"{PAGE}{bytes(found.key).hex()}/"


def test_bo_sorts_a_comment_which_is_then_read(released: None, as_bo: Client) -> None:
    _, address = one()
    as_bo.post(address, {"act": "sort", "theme": "reach"})
    assert (one()[0].theme, one()[0].is_read) == ("reach", True)
    assert "Kommentar a Tider och väntan" in words(as_bo.get(PAGE))
    assert as_bo.post(address, {"act": "sort", "theme": "hittepå"}).status_code == 422
    as_bo.post(PAGE, {"act": "read", "key": "2022T2"})
    assert "Oläst" not in words(as_bo.get(PAGE))


def test_bo_removes_a_comment_and_the_log_has_no_words(released: None, as_bo: Client) -> None:
    as_bo.post(one()[1], {"act": "remove"})
    assert readable() == 9
    [entry] = AuditEntry.objects.filter(action="comment removed")
    assert entry.about == "farsta_stod 2022T2"


def test_a_quote_needs_somebody_who_says_that_it_tells_of_nobody(released: None, as_bo: Client) -> None:
    page = as_bo.post(one()[1], {"act": "cite", "words": "Kort"})
    assert page.status_code == 422
    assert "kryssa i rutan" in words(page)
    assert ">Kort</textarea>" in page.content.decode()
    assert not Citation.objects.exists()


def test_a_quote_with_a_telephone_number_is_refused(released: None, as_bo: Client) -> None:
    sent = {"act": "cite", "words": "Ring 070-174 06 05", "identifies_nobody": "yes"}
    assert as_bo.post(one()[1], sent).status_code == 422
    assert not Citation.objects.exists()


CITED = "Min 3-åring & jag blev <lyssnade> på."


@pytest.fixture
def cited(released: None, as_bo: Client) -> None:
    """Bo has lifted a shortened comment to the report of tertial 1."""
    Comment.objects.update(tertial="2022T1")
    as_bo.post(one()[1], {"act": "cite", "words": CITED, "identifies_nobody": "yes"})


def test_a_quote_stands_in_the_units_report_in_every_format(cited: None, as_bo: Client) -> None:
    report = "/rapport/tertial/farsta_stod/2022T1"
    assert CITED in words(as_bo.get(f"{report}/"))
    assert "Citaten är valda på enheten" in words(as_bo.get(f"{report}/"))
    files = {suffix: as_bo.get(f"{report}.{suffix}").content for suffix in ("pdf", "docx", "xlsx")}
    pages = " ".join(page.extract_text() for page in PdfReader(BytesIO(files["pdf"])).pages)
    assert CITED in " ".join(pages.split())
    assert CITED in {paragraph.text for paragraph in docx.Document(BytesIO(files["docx"])).paragraphs}
    book = openpyxl.load_workbook(BytesIO(files["xlsx"]))
    assert CITED in {cell.value for sheet in book for row in sheet for cell in row}


def test_another_units_report_and_the_tertial_before_have_no_such_quote(cited: None, as_carin: Client) -> None:
    for report in ("hasselby_stod/2022T1", "farsta_stod/2021T3", "farsta/2022T1"):
        assert CITED not in words(as_carin.get(f"/rapport/tertial/{report}/"))


def test_a_quote_is_noted_without_its_words_and_can_be_taken_back(cited: None, as_bo: Client) -> None:
    assert {entry.about for entry in AuditEntry.objects.filter(action="comment cited")} == {"farsta_stod 2022T1"}
    key = bytes(Citation.objects.get().key).hex()
    as_bo.post(PAGE, {"act": "withdraw", "key": key})
    assert CITED not in words(as_bo.get("/rapport/tertial/farsta_stod/2022T1/"))


def test_a_quote_that_is_sent_twice_stands_once(cited: None, as_bo: Client) -> None:
    as_bo.post(one()[1], {"act": "cite", "words": CITED, "identifies_nobody": "yes"})
    assert Citation.objects.count() == 1
    assert AuditEntry.objects.filter(action="comment cited").count() == 1


def test_a_quote_stays_when_its_comment_is_removed(cited: None, as_bo: Client) -> None:
    as_bo.post(one()[1], {"act": "remove"})
    assert Citation.objects.get().words == CITED


# --- what can't wait ------------------------------------------------------------------------------------------


def test_a_wish_is_a_need_on_start_until_it_is_done(closed: None, as_amina: Client, as_bo: Client) -> None:
    actions.receive_wish(new_receipt(), "farsta_stod", "Vi vill byta <tid>")
    for reader in (as_amina, as_bo):
        start = reader.get("/")
        assert "Någon vill att ni gör något" in words(start)
        assert "Vi vill byta" not in words(start)
        assert "/kommentarer/?unit=farsta_stod" in start.content.decode()
    page = as_amina.get(PAGE).content.decode()
    assert "Vi vill byta &lt;tid&gt;" in page
    assert "<tid>" not in page
    key = re.search(r'name="key" value="(\w{64})"', page)
    assert key
    as_amina.post(PAGE, {"unit": "farsta_stod", "act": "done", "key": key[1]})
    assert not Wish.objects.exists()
    assert "Någon vill att ni gör något" not in words(as_bo.get("/"))
    assert not AuditEntry.objects.filter(action__contains="wish").exists()


def test_a_wish_goes_only_after_a_second_tap_and_the_page_says_that_it_is_gone(closed: None, as_amina: Client) -> None:
    actions.receive_wish(new_receipt(), "farsta_stod", "Vi vill byta tid")
    page = as_amina.get(PAGE).content.decode()
    before, _, opened = page.partition("<summary>")
    assert "Klart" in opened.partition("</summary>")[0]
    assert 'value="done"' not in before
    assert 'value="done"' in opened.partition("</details>")[0], "it stands in what has to be opened first"
    assert "går inte att få tillbaka" in page
    sent = {"unit": "farsta_stod", "act": "done", "key": bytes(Wish.objects.get().key).hex()}
    assert "Klart. Texten är borttagen." in words(as_amina.post(PAGE, sent, follow=True))
    assert "borttagen" not in words(as_amina.get(PAGE, {"unit": "farsta_stod", "klart": "1"}))


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("شكرا جزيلا على المساعدة، كان اللقاء جيدا", "Troligen arabiska"),
        ("ممنون از کمک شما، خیلی خوب بود", "Troligen persiska eller dari"),
        ("Waad ku mahadsan tihiin caawimaadda", "Troligen somaliska"),
        ("我们需要另一个时间", "Troligen ett annat språk än svenska"),
        ("Vi behöver en tid till före sommaren.", ""),
        ("👍", ""),
    ],
)
def test_it_is_said_in_what_language_a_wish_seems_to_be_and_how_to_get_it_read(
    closed: None, as_amina: Client, written: str, says: str
) -> None:
    actions.receive_wish(new_receipt(), "farsta_stod", written)
    page = words(as_amina.get(PAGE))
    assert "tolkförmedling" in page
    assert (f"{says} Klart" in page) if says else ("Troligen" not in page.replace("troligen", ""))


def readings() -> int:
    return AuditEntry.objects.filter(action="comments read").count()


def test_the_log_does_not_tell_when_a_wish_was_done(closed: None, as_amina: Client) -> None:
    actions.receive_wish(new_receipt(), "farsta_stod", "Vi vill byta tid")
    as_amina.get(PAGE)
    before = AuditEntry.objects.count()
    key = bytes(Wish.objects.get().key).hex()
    done = as_amina.post(PAGE, {"unit": "farsta_stod", "act": "done", "key": key}, follow=True)
    assert "Inget just nu" in words(done)
    assert AuditEntry.objects.count() == before
    as_amina.get(PAGE)
    assert readings() == 2, "but it is noted who reads again"


def test_nobody_reads_unnoted_by_pretending_to_change_something(
    released: None, as_bo: Client, as_carin: Client
) -> None:
    for number, sent in enumerate(
        ({"act": "done", "key": "ab" * 32}, {"act": "read", "key": "2022T2"}, {"act": "withdraw", "key": "00"}, {}), 1
    ):
        as_bo.post(PAGE, {"unit": "farsta_stod"} | sent, follow=True)
        assert readings() == number
    actions.receive_wish(new_receipt(), "farsta_stod", "Vi vill byta tid")
    key = bytes(Wish.objects.get().key).hex()
    as_bo.post(PAGE, {"unit": "farsta_stod", "act": "done", "key": key})
    as_carin.cookies["own_change"] = as_bo.cookies["own_change"].value
    as_carin.get(PAGE, {"unit": "farsta_stod"})
    assert readings() == 5, "it is for who made the change"


def wish_for(number: int) -> None:
    Wish.objects.bulk_create(
        Wish(key=bytes([place // 250, place % 250]) * 16, unit="farsta_stod", words=f"Önskan {place}")
        for place in range(number)
    )


ALL_DONE = "Klart med alla"
KEYS = re.compile(r'name="keys" value="([0-9a-f ]+)"')


def test_many_wishes_are_done_at_once_but_none_that_came_since(closed: None, as_amina: Client) -> None:
    wish_for(499)
    page = as_amina.get(PAGE)
    assert ALL_DONE in words(page)
    keys = KEYS.search(page.content.decode())
    assert keys
    actions.receive_wish(new_receipt(), "farsta_stod", "Vi är riktiga")
    sent = {"unit": "farsta_stod", "act": "all_done", "keys": keys[1]}
    asked = as_amina.post(PAGE, sent)
    assert "Klart med alla? Föräldrastöd Farsta" in words(asked)
    assert "Alla 499 texter" in words(asked)
    assert Wish.objects.count() == 500
    before = readings()
    assert "Vi är riktiga" in words(as_amina.post(PAGE, sent | {"sure": "yes"}, follow=True))
    assert Wish.objects.get().words == "Vi är riktiga"
    assert readings() == before
    entry = AuditEntry.objects.get(action="wishes done")
    assert (entry.about, entry.account and entry.account.first_name) == ("farsta_stod", "Amina")


def test_of_very_many_wishes_some_are_shown_and_the_next_when_they_are_done(closed: None, as_amina: Client) -> None:
    wish_for(750)
    page = as_amina.get(PAGE)
    assert "Det är fler än vad som får plats" in words(page)
    keys = KEYS.search(page.content.decode())
    assert keys
    assert len(keys[1].split()) == words(page).count("Önskan ") // 2 == 500
    sent = {"unit": "farsta_stod", "act": "all_done", "keys": keys[1], "sure": "yes"}
    after = words(as_amina.post(PAGE, sent, follow=True))
    assert after.count("Önskan ") // 2 == 250
    assert "får plats" not in after


def test_few_wishes_are_done_one_by_one_so_that_the_log_says_nothing_of_them(closed: None, as_amina: Client) -> None:
    wish_for(9)
    assert ALL_DONE not in words(as_amina.get(PAGE))
    keys = " ".join(bytes(wish.key).hex() for wish in Wish.objects.all())
    for sure in ({}, {"sure": "yes"}):
        as_amina.post(PAGE, {"unit": "farsta_stod", "act": "all_done", "keys": f"{keys} zz {'ab' * 32}"} | sure)
    assert Wish.objects.count() == 9
    assert not AuditEntry.objects.filter(action="wishes done").exists()


def test_nobody_does_another_units_wishes(closed: None, as_dan: Client) -> None:
    wish_for(12)
    keys = " ".join(bytes(wish.key).hex() for wish in Wish.objects.all())
    sent = {"act": "all_done", "keys": keys, "sure": "yes"}
    assert as_dan.post(PAGE, {"unit": "farsta_stod"} | sent).status_code == 403
    as_dan.post(PAGE, {"unit": "hasselby_stod"} | sent)
    assert Wish.objects.count() == 12


def test_a_comment_that_waits_is_no_need(closed: None, as_bo: Client) -> None:
    before = words(as_bo.get("/"))
    actions.receive(new_receipt(), "farsta_stod", Month(2022, 6), "Tack")
    assert words(as_bo.get("/")) == before


@pytest.mark.parametrize("key", ["00", "zz", "x" * 64, "ab" * 32])
def test_an_unknown_key_is_no_page(released: None, as_bo: Client, key: str) -> None:
    assert as_bo.get(f"{PAGE}{key}/").status_code == 404
    as_bo.post(PAGE, {"act": "withdraw", "key": key})
    as_bo.post(PAGE, {"act": "done", "key": key})
    assert as_bo.post(PAGE, {"act": "read", "key": key}).status_code == 404


def test_the_demo_city_has_comments_to_read_a_quote_and_a_wish(db: None, today: str) -> None:
    load_units(city_csv())
    write_comments()
    actions.release(T1)
    cite_comments()
    assert {readable(unit) >= 10 for unit in ("farsta_foraldrastod", "hasselby_foraldrastod")} == {True}
    assert Citation.objects.count() == 2
    assert Wish.objects.count() == 1
