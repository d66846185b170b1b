"""Answers that have waited, sealed, on a family's device: opened by the server alone, counted once, in its month."""

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.test import Client

from folja.config.secret_key import answers_key
from folja.instruments.instrument import Instrument
from folja.instruments.loading import Instruments, shipped
from folja.vocabulary.period import Month
from folja.vocabulary.problem import refuse
from folja.vocabulary.text import Text
from folja.web.answers import flood, sealing
from folja.web.answers.actions import ask_for_one_time_codes
from folja.web.answers.flood import Flood
from folja.web.answers.one_time import make_codes
from folja.web.answers.page_mark import PageMark
from folja.web.collection.models import StoredRegistration
from folja.web.collection.receipt import new_receipt
from folja.web.organisation.models import StoredUnit
from folja.web.publication.models import ClosedTertial
from tests.web.pages import words

pytestmark = pytest.mark.usefixtures("unhurried")

GIVEN = {"first_visit": "no", "helped": "5", "recommend": ""}


def seal(value: Any, key: str | None = None) -> str:
    """As seal.js does it."""
    theirs = base64.b64decode(key or sealing.public_key())
    private = ec.generate_private_key(ec.SECP256R1())
    ours = sealing._point(private.public_key())
    shared = private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs))
    content = (value if isinstance(value, bytes) else json.dumps(value).encode()).ljust(4096)
    encrypted = AESGCM(sealing._derived(shared, ours + theirs)).encrypt(bytes(12), content, None)
    return base64.urlsafe_b64encode(sealing.key_name(theirs) + ours + bytes(12) + encrypted).decode().rstrip("=")


def mark(code: str, month: Month, *, one_time: bool = False) -> str:
    return PageMark(code, month, one_time).signed()


def answered(
    code: str, month: str = "2022-06", version: str = "1", receipt: str = "", *, one_time: bool = False, **given: str
) -> dict[str, Any]:
    """What a page seals that the server made in a month."""
    signed = mark(code, Month.parse(month), one_time=one_time)
    fields = {"version": version, "receipt": receipt or new_receipt(), **(given or GIVEN)}
    return {"code": code, "mark": signed, "fields": [list(pair) for pair in fields.items()]}


def send(sealed: str, language: str = "sv") -> tuple[str, str]:
    answer = Client().post(f"/s/vantande/?sprak={language}", {"sealed": sealed}).json()
    return answer["became"], answer["said"]


def stored() -> list[tuple[Any, ...]]:
    return list(StoredRegistration.objects.values_list("answers", "month", "version", "late"))


SAVED = '{"first_visit":"no","helped":5}'
SENT = ("done", "Nu är dina svar skickade.")


# --- when they are counted ------------------------------------------------------------------------------------


def test_what_waited_is_stored_once_however_often_it_comes(code: str) -> None:
    sealed = seal(answered(code))
    assert [send(sealed) for _ in range(3)] == [SENT] * 3
    assert stored() == [(SAVED, "2022-06", 1, False)]
    assert send(seal(answered(code)), "en") == ("done", "Your answers are sent now.")


def test_the_same_receipt_in_another_month_is_counted_once(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    same = answered(code)
    send(seal(same))
    monkeypatch.setenv("FOLJA_TODAY", "2022-07-02")
    assert send(seal(same | {"mark": mark(code, Month.parse("2022-07"))})) == SENT
    assert [month for _, month, *_ in stored()] == ["2022-06"]


def test_it_counts_in_the_month_of_the_page_as_long_as_that_is_open(code: str) -> None:
    send(seal(answered(code, "2022-04")))
    assert stored() == [(SAVED, "2022-04", 1, False)]


def test_no_page_older_than_the_tertial_before_chooses_its_month(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLJA_TODAY", "2022-09-14")
    for month in ("2022-05", "2022-04", "2019-03"):
        assert send(seal(answered(code, month))) == SENT
    assert sorted(month for _, month, *_ in stored()) == ["2022-05", "2022-09", "2022-09"]


def test_after_a_closing_it_counts_in_the_open_tertial_marked_as_late(code: str) -> None:
    ClosedTertial.objects.create(period="2022T1", state=ClosedTertial.State.COUNTING)
    assert send(seal(answered(code, "2022-04"))) == SENT
    assert stored() == [(SAVED, "2022-06", 1, True)]


@pytest.mark.parametrize("mark", ["", "2031-01", "XXXXX 2019-03:forged", "\x00", "2031-01:\ud800"])
def test_no_month_is_believed_that_the_server_has_not_written(code: str, mark: str) -> None:
    assert send(seal(answered(code) | {"mark": mark})) == SENT
    assert stored() == [(SAVED, "2022-06", 1, False)]


def test_a_mark_is_the_same_for_everybody_in_a_month(code: str) -> None:
    assert mark(code, Month.parse("2022-06")) == mark(code, Month.parse("2022-06"))
    pages = [Client().get(f"/s/{code}/sv/").content.decode() for _ in range(2)]
    assert pages[0] == pages[1]


# --- when they can not be counted, or not all -----------------------------------------------------------------


def change(monkeypatch: pytest.MonkeyPatch) -> Instrument:
    """From now on the questions have a second version since May 2022, where one is put otherwise."""
    old = shipped().latest("talk_answers")
    text = Text.of(sv="Hjälpte det?", en="Did it help?")
    questions = [replace(one, text=text) if one.code == "helped" else one for one in old.questions]
    new = replace(old, version=2, first_month=Month.parse("2022-05"), questions=tuple(questions))
    both = Instruments({**shipped().versions, "talk_answers": (old, new)}, shipped().classifications)
    for module in ("folja.web.answers.asked", "folja.web.answers.question_page", "folja.web.collection.checking"):
        monkeypatch.setattr(f"{module}.shipped", lambda: both)
    return new


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> Instrument:
    return change(monkeypatch)


def test_answers_to_questions_that_are_the_same_are_kept_and_the_family_is_told(code: str, changed: Instrument) -> None:
    ClosedTertial.objects.create(period="2022T1", state=ClosedTertial.State.COUNTING)
    became, said = send(seal(answered(code, "2022-04")))
    assert (became, "likadana är skickade" in said) == ("done", True)
    assert stored() == [('{"first_visit":"no"}', "2022-06", 2, True)]
    became, said = send(seal(answered(code, "2022-04", helped="5")))
    assert (became, "går inte att räkna" in said) == ("done", True)
    assert len(stored()) == 1


def test_in_the_month_of_the_older_questions_all_is_kept(code: str, changed: Instrument) -> None:
    assert send(seal(answered(code, "2022-04"))) == SENT
    assert stored() == [(SAVED, "2022-04", 1, False)]


def test_who_has_the_old_questions_open_keeps_what_is_the_same_and_is_asked_the_rest(
    code: str, changed: Instrument
) -> None:
    page = Client().post(f"/s/{code}/sv/fragor/", dict(answered(code)["fields"]))
    assert page.status_code == 409
    assert "Svaren på de frågor som är likadana finns kvar" in words(page)
    assert 'name="version" value="2"' in page.content.decode()
    assert 'name="first_visit" value="no"' in page.content.decode()
    assert 'name="helped" value="5"' not in page.content.decode()
    assert stored() == []


def test_a_closed_month_makes_it_wait(code: str) -> None:
    ClosedTertial.objects.create(period="2022T2", state=ClosedTertial.State.COUNTING)
    assert send(seal(answered(code)))[0] == "later"


def test_a_month_that_is_closed_in_the_very_moment_makes_it_wait(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ClosedTertial.objects.create(period="2022T2", state=ClosedTertial.State.COUNTING)
    monkeypatch.setattr("folja.web.answers.asked.closed_until", lambda: None)
    assert send(seal(answered(code)))[0] == "later"


def test_what_is_refused_for_another_reason_need_not_wait(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise refuse("version", sv="Frågorna är andra.", en="the questions are others")

    monkeypatch.setattr("folja.web.answers.taking.record_unlinked", refused)
    became, said = send(seal(answered(code)))
    assert (became, "går inte att räkna" in said) == ("done", True)
    page = Client().post(f"/s/{code}/sv/fragor/", dict(answered(code, here="parent_gender", helped="5")["fields"]))
    assert (page.status_code, "Frågorna har ändrats" in words(page)) == (409, True)


def test_too_many_at_once_make_it_wait(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flood, "PUT_ASIDE_A_DAY", 0)
    monkeypatch.setattr(flood, "FROM_ONE_CONNECTION", 1)
    monkeypatch.setattr(flood, "UP_TO", 1)
    monkeypatch.setattr(flood, "answers", Flood())
    assert [send(seal(answered(code)))[0] for _ in range(2)] == ["done", "later"]
    assert len(stored()) == 1


def test_a_code_or_unit_that_is_gone_is_told_kindly_and_need_not_wait(code: str) -> None:
    became, said = send(seal(answered("XXXXX")))
    assert (became, "fem tecken" in said) == ("done", True)
    StoredUnit.objects.filter(code="farsta_stod").update(valid_to="2022-05")
    became, said = send(seal(answered(code)))
    assert (became, "Tack för att du ville svara" in said) == ("done", True)
    assert stored() == []


def test_answers_that_are_none_are_left_out_and_the_rest_is_kept(code: str) -> None:
    assert send(seal(answered(code, helped="4", right_things="9", first_visit="<script>", extra="\u202ex"))) == SENT
    assert stored()[0][0] == '{"helped":4}'


def test_a_slips_code_is_good_in_the_month_of_the_page_also_after_new_ones_are_made(code: str) -> None:
    ask_for_one_time_codes(code, None, ask=True)
    [once] = make_codes(code, Month.parse("2022-03"), 1)
    make_codes(code, Month.parse("2022-06"), 1)
    assert send(seal(answered(code, "2022-05", one_time=True, helped="5", once=once))) == SENT
    assert stored() == [('{"helped":5}', "2022-05", 1, False)]


def test_a_slips_code_goes_along_and_works_once(code: str) -> None:
    ask_for_one_time_codes(code, None, ask=True)
    [once] = make_codes(code, Month.parse("2022-06"), 1)
    sealed = seal(answered(code, one_time=True, helped="5", once=once))
    assert [send(sealed), send(sealed)] == [SENT] * 2
    became, said = send(seal(answered(code, one_time=True, helped="4", once=once)))
    assert (became, "redan använd" in said) == ("done", True)
    assert [answers for answers, *_ in stored()] == ['{"helped":5}']


# --- what can not be opened -----------------------------------------------------------------------------------


def broken() -> Iterator[str]:
    """Sealed things that no page of ours has sealed."""
    whole = seal(answered("7KQ2M"))
    yield from ("", "AAAA", "åäö", "=" * 50, whole[:60], whole[:-9] + "AAAAAAAAA", whole * 9)
    yield seal(b"\xff\xfe no words")
    yield seal(b"[" * 4000)
    yield seal([1, 2])
    yield seal({"code": "7KQ2M", "mark": "", "fields": [["receipt", 5]]})
    yield seal(answered("7KQ2M") | {"fields": [["receipt", "åäö"]]})


def test_what_is_damaged_is_told_kindly_and_removed(code: str) -> None:
    said = ("done", "Svaren gick inte att läsa. De är borttagna från telefonen.")
    assert {send(sealed) for sealed in broken()} == {said}
    assert stored() == []


def test_more_than_any_page_seals_is_not_even_read(code: str) -> None:
    assert send("A" * 10_000_000)[0] == "done"


def test_what_is_sealed_to_another_key_waits_for_it(code: str, settings: Any) -> None:
    ours = settings.FOLJA_ANSWERS_KEY
    sealed = seal(answered(code))
    settings.FOLJA_ANSWERS_KEY = "1f" * 32
    became, said = send(sealed)
    assert (became, "Vi kan inte öppna svaren just nu" in said) == ("other_key", True)
    settings.FOLJA_ANSWERS_KEY = ours
    assert send(sealed) == SENT


def test_another_site_can_not_send_it(code: str) -> None:
    answer = Client(headers={"Sec-Fetch-Site": "cross-site"}).post("/s/vantande/", {"sealed": seal(answered(code))})
    assert (answer.status_code, answer.json()["became"]) == (403, "later")
    assert stored() == []


def test_the_private_key_is_made_once_is_its_owners_and_is_on_no_page(code: str, tmp_path: Any) -> None:
    made = answers_key(tmp_path)
    assert answers_key(tmp_path) == made
    assert (tmp_path / "answers_key").stat().st_mode & 0o077 == 0
    page = Client().get(f"/s/{code}/sv/").content.decode()
    assert sealing.public_key() in page
    assert settings.FOLJA_ANSWERS_KEY not in page
