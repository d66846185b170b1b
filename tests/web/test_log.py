"""The log: who reads which lines of it, what is never in it, and that every line has words."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from folja.web.methods.models import MethodTurn
from folja.web.organisation import log, log_words
from folja.web.organisation.actions import create_account, give_role, note
from folja.web.organisation.models import Account, AuditEntry
from folja.web.writing.models import Turn
from tests.conftest import PASSWORD
from tests.web.pages import words


@pytest.fixture
def noted(amina: Account, bo: Account, carin: Account, dan: Account) -> None:
    AuditEntry.objects.all().delete()
    for account, action, about in (
        (amina, "comments read", "farsta_stod"),
        (dan, "report exported", "tertial hasselby_stod 2022T1 pdf"),
        (bo, "role given", f"registers farsta_stod account {amina.pk}"),
        (carin, "support changed", "Råd och stöd upp till fem gånger"),
        (None, "backup taken", "folja-2022-06-14.backup"),
    ):
        note(account, action, about)
    AuditEntry.objects.update(at="2022-06-14T09:41:00+02:00")


def test_a_manager_reads_what_was_done_by_those_at_their_units(noted: None, as_bo: Client) -> None:
    page = words(as_bo.get("/logg/"))
    assert "Logg juni 2022" in page
    assert "14 juni 2022 Läste kommentarer Föräldrastöd Farsta Amina, amina@kommunen.example" in page
    assert "Gav roll Registrerar, Föräldrastöd Farsta, Amina Bo, bo@kommunen.example" in page
    assert "dan@kommunen.example" not in page
    assert "Säkerhetskopia" not in page


def test_who_leads_the_city_reads_all_of_it(noted: None, as_carin: Client) -> None:
    page = words(as_carin.get("/logg/"))
    assert "Hämtade rapport tertial, Föräldrastöd Hässelby, tertial 1 2022, pdf Dan, dan@kommunen.example" in page
    assert "Ändrade beslutad insats Råd och stöd upp till fem gånger Carin" in page
    assert "Säkerhetskopia togs folja-2022-06-14.backup Följa eller ett kommando på servern" in page


def test_neither_the_hour_nor_who_signed_in_is_shown(noted: None, amina: Account, as_bo: Client) -> None:
    note(amina, "signed in")
    AuditEntry.objects.update(at="2022-06-14T09:41:00+02:00")
    page = words(as_bo.get("/logg/"))
    assert "09" not in page
    assert "signed in" not in page
    assert page.count("amina@kommunen.example") == 1


def test_that_it_was_read_is_a_line_of_its_own(noted: None, as_bo: Client, bo: Account) -> None:
    as_bo.get("/logg/?manad=2022-05")
    assert AuditEntry.objects.filter(account=bo, action="log read", about="2022-05").count() == 1


def test_months_lead_to_each_other_and_none_is_to_come(city: None, as_bo: Client) -> None:
    page = as_bo.get("/logg/?manad=2022-05").content.decode()
    assert "?manad=2022-04" in page
    assert "?manad=2022-06" in page
    assert "Logg juni 2022" in words(as_bo.get("/logg/?manad=2031-01"))
    assert "Ingenting är noterat den här månaden." in words(as_bo.get("/logg/?manad=2021-01"))
    assert as_bo.get("/logg/?manad=något").status_code == 200


def test_who_neither_manages_nor_administers_has_no_log(
    city: None, as_amina: Client, signed_in: Callable[[Account], Client]
) -> None:
    reader = create_account("lisa@kommunen.example", "Lisa", PASSWORD)
    give_role(reader, "stad", "reads")
    assert as_amina.get("/logg/").status_code == 404
    assert signed_in(reader).get("/logg/").status_code == 404
    assert "/logg/" not in as_amina.get("/mer/").content.decode()


def test_every_action_that_the_code_notes_has_words() -> None:
    noted = set(actions_in_code()) | {f"report {kind.value.replace('_', ' ')}" for kind in Turn.Kind}
    noted |= {f"method {kind.value.replace('_', ' ')}" for kind in set(MethodTurn.Kind) - {MethodTurn.Kind.REMOVED}}
    assert len(noted) > 40
    assert noted - set(log.HIDDEN) == set(log_words.shipped())


def actions_in_code() -> Iterator[str]:
    for path in Path(settings.PROJECT, "web").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", ""))
            if isinstance(node, ast.Call) and called in ("note", "_changed", "_noted") and len(node.args) > 1:
                yield from constants(node.args[1])


def constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
