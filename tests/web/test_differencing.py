"""From no two numbers that are shown can one person be told: not of two pages, files or answers, nor of two days."""

import hashlib
import io
import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from zipfile import ZipFile

import pytest
from django.test import Client
from pypdf import PdfReader

from folja.figures.library import Library
from folja.instruments.sheet import Sheet
from folja.vocabulary.period import Month, Period
from folja.web.api import door
from folja.web.collection import actions
from folja.web.collection.models import StoredRegistration
from folja.web.collection.receipt import new_receipt
from folja.web.organisation.throttle import Throttle
from folja.web.publication import disposal
from folja.web.publication.shelf import library
from tests.counts_shown import Told, in_file, in_page
from tests.published import hold
from tests.tokens import system, token_of

UNITS = ("stad", "farsta_stod", "hasselby_liten")
PERIODS = ("2022T1", "2021")
FILES = ("pdf", "docx", "xlsx")
REPORTED = (("farsta", "2022T1"),)
OPENED = (
    "/siffror/stad/2022T1/",
    "/siffror/farsta/2021/",
    "/rapport/tertial/farsta/2022T1/",
    "/rapport/tertial/farsta_stod/2021T3/",
)


@pytest.fixture(autouse=True)
def as_often_as_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "questions", Throttle(most=100_000, window=60))


def pages(books: Library) -> Iterator[str]:
    """Each unit's figures in each kind of period, every figure of the city, and reports."""
    yield from (f"/siffror/{unit}/{period}/" for unit, period in product(UNITS, PERIODS))
    yield from (
        f"/siffror/stad/2022T1/{code}/" for code in books.indicators if code.startswith(("men_", "helped_", "new_"))
    )
    yield from (f"/rapport/tertial/{unit}/{period}/" for unit, period in REPORTED)


def files() -> Iterator[tuple[str, str]]:
    for (unit, period), suffix in product(REPORTED, FILES):
        yield suffix, f"/rapport/tertial/{unit}/{period}.{suffix}"


def shown(reader: Client) -> Told:
    for address in pages(library()):
        answer = reader.get(address)
        assert answer.status_code == 200, address
        yield from ((f"{address}: {said}", number) for said, number in in_page(answer))
    for suffix, address in files():
        found = list(in_file(suffix, reader.get(address).content))
        assert len(found) > 10, f"{address} is read wrongly"
        yield from ((f"{address}: {said}", number) for said, number in found)


def test_any_two_counts_of_people_on_pages_and_in_files_differ_by_multiples_of_five(
    closed: None, as_carin: Client
) -> None:
    """The same of the API stands in test_api.py, of the command in tests/command."""
    told = list(shown(as_carin))
    assert len(told) > 400
    assert [said for said, number in told if number % 5] == []


def test_nothing_of_what_is_closed_moves_whatever_is_registered_corrected_withdrawn_or_disposed_of(
    closed: None, as_carin: Client
) -> None:
    other_system = system(token_of("stad"))
    mended, withdrawn = register(), register()
    left_from_a_closed_tertial()
    before = everything(as_carin, other_system)
    assert len(before) > 40

    hold(40, Month(2022, 5))
    hold(7, Month(2022, 6), "hasselby_liten")
    actions.correct(mended, talk({"first_talk": "yes", "referral_source": "web"}))
    actions.withdraw(withdrawn)
    assert disposal.dispose(date(2023, 6, 1))
    assert changed(before, everything(as_carin, other_system)) == []


def register() -> str:
    receipt = new_receipt()
    actions.record(receipt, talk({"first_talk": "no"}))
    return receipt


def talk(answers: dict[str, object]) -> Sheet:
    return Sheet("talk", 2, "farsta_stod", Month(2022, 6), answers)


def left_from_a_closed_tertial() -> None:
    """Registrations that wait for their disposal: publications in these tests are not counted from the database."""
    hold(3, Month(2022, 5))
    for number, row in enumerate(StoredRegistration.objects.filter(month="2022-05")):
        StoredRegistration.objects.filter(key=row.key).delete()
        row.key, row.month = bytes([number]) * 32, "2020-11"
        row.save(force_insert=True)


def everything(reader: Client, other_system: Client) -> dict[str, str]:
    """What each address answers, in short, without what is new in every answer."""
    found = {address: _page(reader, address) for address in OPENED}
    found |= {address: _file(suffix, reader.get(address).content) for suffix, address in files()}
    for cube in other_system.get("/api/v1/cubes").json():
        address = f"/api/v1/cubes/{cube['cube']}"
        found[address] = _short(other_system.get(address).content)
    for code in library().indicators:
        address = f"/api/v1/figures/{code}?by=unit"
        found[address] = _short(other_system.get(address).content)
    return found


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [address for address in {**before, **after} if before.get(address) != after.get(address)]


def _page(reader: Client, address: str) -> str:
    content = reader.get(address).content.decode()
    return _short(re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", content).encode())


def _file(suffix: str, content: bytes) -> str:
    """The text of a PDF; all the parts of the others but the one that says when it was made."""
    if suffix == "pdf":
        return _short(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).encode())
    with ZipFile(io.BytesIO(content)) as parts:
        return _short(b"".join(parts.read(name) for name in sorted(parts.namelist()) if name != "docProps/core.xml"))


def _short(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_tertial_that_is_open_shows_nothing_of_people(closed: None, as_carin: Client) -> None:
    hold(60, Month(2022, 5))
    books = library()
    for unit, period in product(UNITS, ("2022T2", "2022-05", "2022")):
        if not Period.parse(period).tertials:
            continue
        assert list(in_page(as_carin.get(f"/siffror/{unit}/{period}/"))) == []
    assert books.indicators
