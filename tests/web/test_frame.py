"""The frame around every page: headers, no inline script or style, language, errors, and what is logged."""

import logging
import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, RequestFactory

from folja.config.secret_key import secret_key
from folja.config.static_version import static_version
from folja.web.collection.receipt import new_receipt
from folja.web.frame.log import PlaceOnly
from folja.web.publication.models import ClosedTertial

PAGES = ("/", "/registrera/", "/registrera/talk/", "/kvitto/", "/mer/", "/finns-inte/")
TEMPLATES = sorted(Path(settings.PROJECT, "web").glob("*/templates/**/*.html"))


def words(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_strict_headers(as_amina: Client, page: str) -> None:
    headers = as_amina.get(page).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("page", PAGES)
def test_no_page_has_inline_script_or_style(as_amina: Client, page: str) -> None:
    page = words(as_amina.get(page))
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", page)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_its_language_and_has_one_heading(as_amina: Client, page: str) -> None:
    page = words(as_amina.get(page))
    assert '<html lang="sv" dir="ltr">' in page
    assert len(re.findall(r"<h1\b", page)) == 1


def test_invented_figures_are_marked_on_every_page(as_amina: Client, settings: Any) -> None:
    for page in PAGES:
        settings.FOLJA_INVENTED = False
        assert "Påhittade uppgifter" not in words(as_amina.get(page))
        settings.FOLJA_INVENTED = True
        assert "Påhittade uppgifter" in words(as_amina.get(page))


def test_the_browsers_language_does_not_matter_but_the_readers_choice_does(as_amina: Client) -> None:
    assert "Vad har du gjort?" in words(as_amina.get("/", headers={"accept-language": "en"}))
    as_amina.post("/sprak/", {"language": "en", "next": "/"})
    page = words(as_amina.get("/"))
    assert '<html lang="en" dir="ltr">' in page
    assert "What have you done?" in page


def test_a_page_that_does_not_exist_says_so_calmly(client: Client, as_amina: Client) -> None:
    for browser in (client, as_amina):
        answer = browser.get("/finns-inte/")
        assert answer.status_code == 404
        assert "Sidan finns inte" in words(answer)


def test_a_form_from_elsewhere_is_refused_and_explained(amina: object) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(amina)  # type: ignore[arg-type]
    answer = browser.post("/angra/", {"receipt": "A"})
    assert answer.status_code == 403
    assert "Sidan behöver öppnas på nytt" in words(answer)


def test_a_fault_of_ours_shows_no_details(amina: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE registration")
    browser = Client(raise_request_exception=False)
    browser.force_login(amina)  # type: ignore[arg-type]
    answer = browser.post("/angra/", {"receipt": new_receipt()})
    assert answer.status_code == 500
    assert "Något gick sönder hos oss" in words(answer)
    assert "no such table" not in words(answer)


@pytest.mark.postgresql
def test_a_character_that_the_database_can_not_keep_is_told(as_bo: Client) -> None:
    for answer in (
        as_bo.post("/familjen/", {"unit": "farsta_stod", "contact": "Ring oss\0"}),
        as_bo.get("/familjen/lagt-at-sidan/\0/"),
    ):
        assert answer.status_code == 409
        assert "ett tecken som inte går att spara" in words(answer)


def logged(**given: Any) -> str:
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "Internal Server Error: %s", ("/registrera/talk/",), None
    )
    for name, value in given.items():
        setattr(record, name, value)
    return PlaceOnly().format(record)


def test_a_fault_is_logged_by_its_place_and_nothing_else() -> None:
    try:
        static_version([None])  # type: ignore[list-item]
    except AttributeError:
        line = logged(exc_info=sys.exc_info(), request=RequestFactory().get("/registrera/talk/"))
    assert re.fullmatch(r"ERROR django\.request: AttributeError at folja/config/static_version\.py:\d+ .*", line)


def test_the_words_of_an_error_are_not_logged() -> None:
    try:
        raise ValueError("Amina 19840101-1234")
    except ValueError:
        assert "1984" not in logged(exc_info=sys.exc_info())


def test_an_address_is_not_logged() -> None:
    assert logged() == "ERROR django.request: Internal Server Error: %s"


def test_every_icon_that_is_used_is_drawn() -> None:
    drawn = set(
        re.findall(r'<symbol id="(\w+)"', Path(settings.PROJECT, "web/frame/static/folja/icons.svg").read_text())
    )
    used = {name for path in TEMPLATES for name in re.findall(r'{% icon "(\w+)"', path.read_text(encoding="utf-8"))}
    sheets = [path.read_text(encoding="utf-8") for path in settings.PROJECT.glob("content/instruments/*/*.yaml")]
    icons = re.findall(r"^icon: (\w+)", "\n".join(sheets), re.MULTILINE)
    assert used | set(icons) <= drawn


def test_stylesheets_know_right_to_left_and_no_colours_of_their_own() -> None:
    """Logical properties only; colours stand in the tokens."""
    for path in sorted(Path(settings.PROJECT, "web").glob("*/static/**/*.css")):
        css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(
            r"(margin|padding|border)-(left|right)|[\s{;](left|right):|text-align: (left|right)", css
        ), path.name
        if path.name != "tokens.css":
            assert not re.search(r"#[0-9a-f]{3,8}\b(?!\")", css), path.name


def test_the_secret_key_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    first = secret_key(tmp_path / "home")
    assert secret_key(tmp_path / "home") == first
    assert len(first) > 50
    if sys.platform != "win32":
        assert (tmp_path / "home" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret_key"]


def test_addresses_of_static_files_change_when_a_file_does(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a")
    before = static_version([tmp_path])
    (tmp_path / "a.css").write_text("b")
    assert static_version([tmp_path]) != before


def test_static_files_are_kept_for_good_by_the_browser(db: None, client: Client) -> None:
    answer = client.get(f"{settings.STATIC_URL}folja/tokens.css")
    assert answer.status_code == 200
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    answer.close()


def test_numbers_frozen_by_another_version_are_told_in_words(closed: None, as_bo: Client) -> None:
    frozen = ClosedTertial.objects.get(period="2022T1")
    frozen.document = frozen.document.replace('"format":2', '"format":1')
    frozen.hash = sha256(frozen.document.encode()).hexdigest()
    frozen.save()
    answer = as_bo.get("/siffror/farsta_stod/2022T1/")
    assert answer.status_code == 409
    assert "Siffrorna fastställdes av en annan version av Följa." in words(answer)
