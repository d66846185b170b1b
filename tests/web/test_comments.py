"""What families write in their own words: sent by itself, looked through first, kept once, and joined to nothing."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from folja.screening.cleaning import cleaned
from folja.vocabulary.period import Month
from folja.vocabulary.problem import Refused
from folja.web.answers import flood
from folja.web.answers.actions import write_contact
from folja.web.answers.flood import Flood, Wishes
from folja.web.collection.models import StoredRegistration
from folja.web.collection.receipt import key_of, new_receipt
from folja.web.comments import actions
from folja.web.comments.models import Comment, WaitingComment, Wish
from folja.web.comments.written import KEPT, LONGEST
from folja.web.publication.models import ClosedTertial
from tests.web.pages import words
from tests.web.test_weight import kilobytes

RECEIPT = re.compile(r'name="receipt" value="(\w+)"')
TEXT = re.compile(r"<textarea[^>]*>(.*?)</textarea>", re.DOTALL)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins with a server that has counted nothing."""
    monkeypatch.setattr(flood, "comments", Flood())
    monkeypatch.setattr(flood, "wishes", Wishes())


class Parent:
    """Somebody at one of the two forms, with a browser without scripts."""

    def __init__(self, code: str, where: str = "kommentar", language: str = "sv") -> None:
        self.client = Client()
        self.address = f"/s/{code}/{language}/{where}/"
        self.page: Any = self.client.get(self.address)

    def send(self, written: str, move: str = "send") -> "Parent":
        receipt = RECEIPT.search(self.page.content.decode())
        assert receipt
        sent = {"receipt": receipt[1], "words": written, "move": move}
        self.page = self.client.post(self.address, sent, follow=True)
        return self

    @property
    def text(self) -> str:
        """What stands in the field."""
        found = TEXT.search(self.page.content.decode())
        return found[1] if found else ""


def waiting() -> list[str]:
    return sorted(WaitingComment.objects.values_list("words", flat=True))


def wished() -> list[str]:
    return sorted(Wish.objects.values_list("words", flat=True))


# --- sending --------------------------------------------------------------------------------------------------


def test_the_thanks_lead_to_both_forms(code: str) -> None:
    page = Client().get(f"/s/{code}/sv/tack/").content.decode()
    assert f'href="/s/{code}/sv/kommentar/"' in page
    assert f'href="/s/{code}/sv/be-oss/"' in page


def test_a_comment_is_kept_with_unit_and_tertial_and_nothing_else(code: str) -> None:
    parent = Parent(code).send("  Det var skönt att bli lyssnad på.\r\n\r\nTack! ")
    assert "Din kommentar är skickad" in words(parent.page)
    assert "tidigast den 16 september 2022" in words(parent.page)
    kept = WaitingComment.objects.values().get()
    assert len(kept.pop("key")) == 32
    said = "Det var skönt att bli lyssnad på.\n\nTack!"
    assert kept == {"unit": "farsta_stod", "tertial": "2022T2", "words": said, "verified": False}
    assert not StoredRegistration.objects.exists()
    assert not parent.client.cookies


def test_a_wish_is_shown_at_once_and_kept_with_the_unit_only(code: str) -> None:
    write_contact("farsta_stod", "Ring 08-123 45 00", None)
    parent = Parent(code, "be-oss").send("Vi vill byta tid")
    said = words(parent.page)
    assert "Vi har fått det du skrev" in said
    assert "Ring 08-123 45 00" in said
    assert "112" in said
    kept = Wish.objects.values().get()
    assert len(kept.pop("key")) == 32
    assert kept == {"unit": "farsta_stod", "words": "Vi vill byta tid"}
    assert not WaitingComment.objects.exists()


@pytest.mark.parametrize(("where", "kept"), [("kommentar", waiting), ("be-oss", wished)])
def test_a_double_tap_is_kept_once_and_back_shows_nothing(code: str, where: str, kept: Any) -> None:
    parent = Parent(code, where)
    form = parent.page
    parent.send("Tack för hjälpen")
    for again in ("Tack för hjälpen", "Något helt annat", "Ring 070-174 06 05"):
        parent.page = form
        parent.send(again)
        assert "skickad" in parent.page.redirect_chain[-1][0] or "skickat" in parent.page.redirect_chain[-1][0]
    assert kept() == ["Tack för hjälpen"]
    back = parent.client.get(parent.address)
    assert "Tack för hjälpen" not in back.content.decode()
    assert "no-store" in back.headers["Cache-Control"]


def test_a_receipt_is_good_for_one_text(city: None) -> None:
    receipt = new_receipt()
    for written in ("Tack", "Tack igen"):
        actions.receive(receipt, "farsta_stod", Month(2022, 6), written)
        actions.receive_wish(receipt, "farsta_stod", written)
    assert (waiting(), wished()) == (["Tack"], [])


def test_the_action_keeps_nothing_of_a_closed_tertial_and_the_receipt_stays_good(city: None) -> None:
    closed = ClosedTertial.objects.create(period="2022T2", state=ClosedTertial.State.COUNTING)
    receipt = new_receipt()
    with pytest.raises(Refused):
        actions.receive(receipt, "farsta_stod", Month(2022, 6), "Tack")
    closed.delete()
    actions.receive(receipt, "farsta_stod", Month(2022, 6), "Tack")
    assert waiting() == ["Tack"]


def test_the_key_in_the_table_fits_no_receipt(code: str) -> None:
    receipt = new_receipt()
    actions.receive(receipt, "farsta_stod", Month(2022, 6), "Tack")
    assert bytes(WaitingComment.objects.get().key) != key_of(receipt)


def test_pages_are_light_and_need_no_script(code: str) -> None:
    for where in ("kommentar", "be-oss"):
        parent = Parent(code, where).send("Hon heter Anna och bor på Storgatan 12")
        assert kilobytes(parent.client, parent.address) <= 50
        assert "Skicka utan att ändra" in words(parent.page)


# --- what is looked for ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Ring 070-174 06 05 efter fem", "Här står ett telefonnummer: 070-174 06 05"),
        ("Han är 811218-9876", "Här står ett personnummer: 811218-9876"),
        ("Mejla mig@example.org", "Här står en e-postadress: mig@example.org"),
    ],
)
def test_what_leads_to_a_person_is_told_and_nothing_is_lost(code: str, written: str, told: str) -> None:
    parent = Parent(code).send(written, "anyway")
    assert parent.page.status_code == 422
    said = words(parent.page).replace("\u2068", "").replace("\u2069", "")
    assert told in said
    assert "Ta bort det och skicka igen" in said
    assert parent.text == written
    assert "Skicka utan att ändra" not in said
    assert waiting() == []
    parent.send("Ring mig")
    assert waiting() == ["Ring mig"]


def test_a_name_is_asked_about_and_may_stand(code: str) -> None:
    parent = Parent(code).send("Tack till Kerstin!")
    said = words(parent.page).replace("\u2068", "").replace("\u2069", "")
    assert "Ska det här stå med?" in said
    assert "Det ser ut som ett namn: Kerstin" in said
    assert waiting() == []
    parent.send(parent.text, "anyway")
    assert waiting() == ["Tack till Kerstin!"]


def test_names_of_units_and_places_are_not_asked_about(code: str) -> None:
    Parent(code).send("Vi tycker om Föräldrastöd i Farsta.")
    assert len(waiting()) == 1


def test_a_wish_is_looked_through_alike(code: str) -> None:
    assert Parent(code, "be-oss").send("Ring 070-174 06 05").page.status_code == 422
    assert wished() == []


def test_it_is_told_in_the_familys_language(code: str) -> None:
    parent = Parent(code, language="en").send("call ٠٧٠١٧٤٠٦٠٥")
    assert "Here is a telephone number: \u2068٠٧٠١٧٤٠٦٠٥\u2069" in words(parent.page)
    assert '<html lang="en"' in parent.page.content.decode()


# --- bad input ------------------------------------------------------------------------------------------------


def test_a_script_is_text(code: str) -> None:
    script = '<script>alert("x")</script>'
    parent = Parent(code).send(f"{script} Ring 070-174 06 05")
    assert script not in parent.page.content.decode()
    assert "&lt;script&gt;" in parent.text
    parent.send(script)
    assert waiting() == [script]


def test_signs_that_turn_or_hide_words_are_removed(code: str) -> None:
    Parent(code).send("bra \u202egnälD\u202c\u200b\x00 \u2066tack\u2069")
    assert waiting() == ["bra gnälD tack"]


@pytest.mark.parametrize("written", ["", " \n ", "\u200b\u202e", "\x00"])
def test_nothing_is_not_sent(code: str, written: str) -> None:
    parent = Parent(code).send(written)
    assert "Skriv något först" in words(parent.page)
    assert waiting() == []


def test_a_long_text_is_told_how_long_it_is_and_stays(code: str) -> None:
    written = "Tack. " * (LONGEST // 5)
    parent = Parent(code).send(written)
    assert f"Texten är {len(cleaned(written))} tecken. Korta den till {LONGEST}." in words(parent.page)
    assert parent.text == cleaned(written)
    assert waiting() == []


@pytest.mark.parametrize("length", [KEPT + 1, 2_000_000, 10_000_000])
def test_what_is_far_too_long_gets_a_small_friendly_page(code: str, length: int) -> None:
    parent = Parent(code).send("å" * length)
    assert parent.page.status_code == 413
    assert f"Skriv högst {LONGEST} tecken" in words(parent.page)
    assert len(parent.page.content) < 20_000
    parent.send("Kort")
    assert waiting() == ["Kort"]


def test_a_form_from_elsewhere_is_not_taken(code: str) -> None:
    address, sent = f"/s/{code}/sv/kommentar/", {"receipt": new_receipt(), "words": "Tack"}
    assert Client().post(address, sent, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert waiting() == []


def test_an_invented_receipt_is_no_hindrance(code: str) -> None:
    answer = Client().post(f"/s/{code}/sv/kommentar/", {"receipt": "hittepå", "words": "Tack"})
    assert answer.status_code == 302
    assert waiting() == ["Tack"]


def test_a_tertial_that_closes_between_two_taps_keeps_nothing(code: str) -> None:
    parent = Parent(code)
    ClosedTertial.objects.create(period="2022T2", state=ClosedTertial.State.COUNTING)
    assert "Just nu går det inte att svara" in words(parent.send("Tack").page)
    assert waiting() == []


def test_the_action_itself_takes_nothing_unsound(city: None) -> None:
    for written in ("", "x" * (LONGEST + 1), "Ring 070-174 06 05"):
        with pytest.raises(Refused):
            actions.receive(new_receipt(), "farsta_stod", Month(2022, 6), written)
        with pytest.raises(Refused):
            actions.receive_wish(new_receipt(), "farsta_stod", written)
    assert waiting() == wished() == []


def fill_comments(code: str) -> None:
    while flood.comments.judge("127.0.0.1", code) == "taken":
        pass


def fill_wishes(code: str) -> None:
    while flood.wishes.are_taken("127.0.0.1", code):
        pass


@pytest.mark.parametrize(
    ("where", "fill", "other"), [("kommentar", fill_comments, "be-oss"), ("be-oss", fill_wishes, "kommentar")]
)
def test_a_connection_that_sends_too_much_is_asked_to_wait_and_the_text_stays(
    code: str, where: str, fill: Callable[[str], None], other: str
) -> None:
    fill(code)
    parent = Parent(code, where).send("Tack för hjälpen")
    assert parent.page.status_code == 429
    assert parent.text == "Tack för hjälpen"
    assert waiting() == wished() == []
    assert Parent(code, other).send("Det är något annat").page.status_code == 200, "it has a counter of its own"


def test_however_many_others_write_what_can_not_wait_is_taken(code: str) -> None:
    for place in range(500):
        flood.comments.judge(f"10.1.{place // 250}.{place % 250}", code)
        flood.wishes.are_taken(f"10.1.{place // 250}.{place % 250}", code)
    assert Parent(code).send("Tack").page.status_code == 429
    Parent(code, "be-oss").send("Vi vill byta tid")
    assert wished() == ["Vi vill byta tid"]


@pytest.mark.parametrize("page", ["kommentar/", "kommentar/skickad/", "be-oss/", "be-oss/skickat/"])
def test_behind_an_unknown_code_is_nothing(city: None, page: str) -> None:
    assert Client().get(f"/s/XXXXX/sv/{page}").status_code == 404


def test_nobody_reads_what_waits(code: str, as_bo: Client) -> None:
    for _ in range(12):
        actions.receive(new_receipt(), "farsta_stod", Month(2022, 6), "Det här väntar")
    assert not Comment.objects.exists()
    page = words(as_bo.get("/kommentarer/"))
    assert "Det här väntar" not in page
    assert "Inga kommentarer kan visas än" in page
