"""Signing in with the municipality's own account, in a browser, at providers that others have written."""

from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import expect

from folja.web.organisation.models import Account
from tests import identity_providers as idp
from tests import simplesamlphp
from tests.journeys.conftest import Visit

pytestmark = [pytest.mark.journey, pytest.mark.filterwarnings(idp.OLD_WAYS)]

BO = {"email": "bo@kommunen.example", "given_name": "Bo", "groups": ["folja-farsta_stod-chef"]}


def test_a_manager_signs_in_by_oidc_is_asked_for_more_and_signs_out_of_both(
    city: None, visit: Visit, complaints: list[str], settings: Any
) -> None:
    with idp.serving_oidc(bo=BO) as server:
        settings.FOLJA_SIGN_IN = idp.configured(idp.oidc(server))
        page = visit(address="/mal/")
        page.get_by_role("link", name="Logga in med Exempelkommun").click()
        page.get_by_role("button", name="bo").first.click()
        expect(page.get_by_role("heading", name="Logga in med e-legitimation")).to_be_visible()

        with_card = BO | {"acr": idp.STRONG}
        requests.put(f"{server}/users/bo", json=with_card, timeout=10).raise_for_status()
        page.get_by_role("link", name="Logga in säkrare").click()
        page.get_by_role("button", name="bo").first.click()
        expect(page.get_by_role("link", name="Mer")).to_be_visible()
        assert list(Account.objects.get().roles.values_list("kind", "unit_id")) == [("manages", "farsta_stod")]

        page.goto("/mer/")
        page.get_by_role("button", name="Logga ut").click()
        page.get_by_role("link", name="Logga ut från Exempelkommun").click()
        assert page.url.startswith(f"{server}/oauth2/end_session")
        page.goto("/")
        expect(page.get_by_role("heading", name="Logga in")).to_be_visible()
    assert complaints == []


@pytest.mark.long
def test_a_manager_signs_in_and_out_by_saml_at_simplesamlphp(
    city: None, visit: Visit, complaints: list[str], settings: Any, live_server: Any, tmp_path: Path
) -> None:
    ours = f"{live_server}/logga-in/saml/saml-kommunen/"
    with simplesamlphp.serving(tmp_path, ours) as metadata:
        settings.FOLJA_SIGN_IN = idp.configured(idp.saml(metadata))
        page = visit(address="/mal/")
        page.get_by_role("link", name="Logga in med Exempelregionen").click()
        page.locator("input[name=username]").fill("bo")
        page.locator("input[name=password]").fill("hemligt")
        page.locator("#submit_button, button[type=submit]").first.click()
        expect(page.get_by_role("heading", name="Mål")).to_be_visible()
        account = Account.objects.get()
        assert list(account.roles.values_list("kind", "unit_id")) == [("manages", "farsta_stod")]

        page.goto("/mer/")
        page.get_by_role("button", name="Logga ut").click()
        page.get_by_role("link", name="Logga ut från Exempelregionen").click()
        expect(page.get_by_role("heading", name="Logga in")).to_be_visible()
        page.get_by_role("link", name="Logga in med Exempelregionen").click()
        expect(page.locator("input[name=password]")).to_be_visible()  # it asks again: both sessions have ended
    assert complaints == []
