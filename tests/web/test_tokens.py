"""Making and withdrawing tokens: an administrator's, at the units they administer."""

from datetime import timedelta

import pytest
from django.test import Client

from folja.vocabulary.clock import today
from folja.web.api.models import Token
from folja.web.organisation.actions import create_account, give_role
from folja.web.organisation.models import Account, AuditEntry
from tests.conftest import PASSWORD
from tests.tokens import system, token_of


@pytest.fixture
def ada(city: None) -> Account:
    """Administers Farsta."""
    account = create_account("ada@kommunen.example", "Ada", PASSWORD)
    give_role(account, "farsta", "administers")
    return account


@pytest.fixture
def as_ada(ada: Account) -> Client:
    browser = Client()
    browser.force_login(ada)
    return browser


def sent(**changed: object) -> dict[str, object]:
    last_day = today() + timedelta(days=30)
    return {"name": "Beslutsstöd", "unit": "farsta_stod", "reads": ["figures"], "last_day": str(last_day)} | changed


def test_a_token_is_shown_once_and_reads_what_it_was_made_for(closed: None, ada: Account, as_ada: Client) -> None:
    page = as_ada.post("/konton/nycklar/ny/", sent()).content.decode()
    token = page.partition("<code>folja_")[2].partition("<")[0]
    assert len(token) == 43
    assert system(f"folja_{token}").get("/api/v1/figures/men_share_talks").status_code == 200
    listed = as_ada.get("/konton/nycklar/").content.decode().replace("\xa0", " ")
    assert "Beslutsstöd" in listed
    assert "Senast använd 14 juni 2022" in listed
    assert token not in listed
    [entry] = AuditEntry.objects.filter(action="token made")
    assert entry.account == ada
    assert "farsta_stod figures" in entry.about
    assert token not in entry.about


def test_a_token_that_is_withdrawn_opens_nothing(as_ada: Client, ada: Account) -> None:
    token = token_of("farsta")
    assert system(token).get("/api/v1/periods").status_code == 200
    as_ada.post("/konton/nycklar/", {"withdraw": Token.objects.get().pk})
    assert system(token).get("/api/v1/periods").status_code == 401
    assert AuditEntry.objects.filter(action="token withdrawn", account=ada).count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": " "}, "Skriv vilket system"),
        ({"unit": "hasselby_stod"}, "Välj en enhet som du sköter"),
        ({"unit": "stad"}, "Välj en enhet som du sköter"),
        ({"reads": []}, "Välj minst en sak"),
        ({"reads": ["registrations"]}, "Välj minst en sak"),
        ({"last_day": "i sommar"}, "Skriv ett datum"),
        ({"last_day": "2022-06-13"}, "Skriv ett datum"),
        ({"last_day": "2031-01-01"}, "högst två år"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_written_stays(
    as_ada: Client, changed: dict[str, object], said: str
) -> None:
    answer = as_ada.post("/konton/nycklar/ny/", sent(**changed))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert ("Beslutsstöd" in page) == ("name" not in changed)
    assert not Token.objects.exists()


def test_another_units_tokens_are_neither_seen_nor_withdrawn(as_ada: Client, as_bo: Client) -> None:
    token_of("hasselby_stod")
    assert "Beslutsstöd" not in as_ada.get("/konton/nycklar/").content.decode()
    as_ada.post("/konton/nycklar/", {"withdraw": Token.objects.get().pk})
    assert Token.objects.count() == 1
    assert as_bo.get("/konton/nycklar/").status_code == as_bo.post("/konton/nycklar/ny/", sent()).status_code == 404


def test_a_form_of_another_site_makes_none(ada: Account) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    assert browser.post("/konton/nycklar/ny/", sent()).status_code == 403
    assert not Token.objects.exists()
