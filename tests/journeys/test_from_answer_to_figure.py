"""What parents answer on a tablet becomes figures and a leaflet when the tertial closes, and nothing before."""

from datetime import date

import pytest
from playwright.sync_api import expect

from folja.figures.reading import read
from folja.vocabulary.period import Month, Period
from folja.web.answers import flood, kiosk_views
from folja.web.answers.actions import make_way_in
from folja.web.answers.flood import Flood
from folja.web.answers.tries import Tries
from folja.web.organisation.models import Account
from folja.web.publication.actions import close_tertial
from folja.web.publication.shelf import library
from tests.journeys.conftest import Visit
from tests.journeys.test_kiosk import SERVE, TABLET, ready
from tests.published import hold

pytestmark = pytest.mark.journey

UNIT, TERTIAL = "farsta_stod", Period.parse("2022T2")
FIGURES = ("helped_top_two", "recommend_top_two", "response_rate_talks")
SHEET = f"/familjen/ni-sa/{UNIT}/{TERTIAL}/"


def shown() -> list[bool]:
    return [read(library(), code, UNIT, TERTIAL)[0].shown for code in FIGURES]


@pytest.mark.slow
def test_answers_given_on_a_tablet_are_figures_and_a_leaflet_after_closing_and_nowhere_before(
    closed: None, bo: Account, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kiosk_views, "tries", Tries())
    for limit in ("FROM_ONE_CONNECTION", "A_DAY"):
        monkeypatch.setattr(flood, limit, 1000)
    monkeypatch.setattr(flood, "answers", Flood())
    code = make_way_in(UNIT, "talk_answers", None).code
    hold(150, Month(2022, 6), UNIT)

    tablet = visit(None, f"/s/{code}/sv/platta/", width=TABLET)
    ready(tablet)
    assert tablet.evaluate(SERVE, 150) == []

    assert shown() == [False, False, False]
    manager = visit(bo, f"/siffror/{UNIT}/{TERTIAL}/", width=1280)
    expect(manager.get_by_text("Tycker att samtalet hjälpte")).to_have_count(0)
    assert manager.goto(SHEET).status == 404  # type: ignore[union-attr]

    close_tertial(TERTIAL, today=date(2022, 9, 20))
    assert shown() == [True, True, True]
    rate = read(library(), "response_rate_talks", UNIT, TERTIAL)[0]
    assert rate.base == 150
    assert rate.value is not None
    assert 0.6 < rate.value < 0.9  # every sixth skips the question

    manager.goto(SHEET)
    manager.get_by_label("Vad gjorde ni?").fill("Nu har vi öppet till 19 på tisdagar.")
    manager.get_by_role("button", name="Publicera").click()
    expect(manager.get_by_role("heading", name="Publicerat")).to_be_visible()
    parent = visit(None, f"/s/{code}/sv/ni-sa/")
    expect(parent.get_by_text("Hjälpte samtalet dig som förälder?")).to_be_visible()
    expect(parent.get_by_text("Nu har vi öppet till 19 på tisdagar.")).to_be_visible()
