"""Families' pages in every language there are words for, on the narrowest phone: whole, and written the right way."""

import pytest
from playwright.sync_api import Page

from folja.vocabulary.languages import Tongue
from folja.vocabulary.period import Month
from folja.web.answers.actions import ask_for_one_time_codes, make_way_in
from folja.web.answers.asked import family_instruments
from folja.web.wordings import drafts
from folja.web.wordings.actions import approve
from folja.web.wordings.reviewing import translated
from tests.journeys.conftest import Visit
from tests.pages.test_every_page import CUT_OFF, NARROWEST, fits

pytestmark = pytest.mark.journey

# How wide the page is and which words are cut: on the first page, then at each question in turn.
THROUGH_THE_QUESTIONS = f"""() => {{
  const look = () => [document.documentElement.scrollWidth, ({CUT_OFF})()];
  const next = () => [...document.querySelectorAll("[data-next]")].find((one) => one.checkVisibility());
  const looks = [look()];
  for (let on = document.querySelector("form[data-first] .main"); on; on = next()) {{
    on.click();
    looks.push(look());
  }}
  return looks;
}}"""


@pytest.mark.parametrize("tongue", translated(), ids=lambda tongue: tongue.code)
def test_no_page_is_cut_or_turned_the_wrong_way(closed: None, visit: Visit, tongue: Tongue) -> None:
    approve(tongue.code, drafts.shipped()[tongue.code], None, by="Den som läst")
    page = visit(None, f"/s/?sprak={tongue.code}", width=NARROWEST)
    seen = {spoken(page)}
    fits(page)
    for instrument in family_instruments(Month(2022, 6)):
        code = make_way_in("farsta_stod", instrument.code, None).code
        page.goto(f"/s/{code}/{tongue.code}/")
        looks = page.evaluate(THROUGH_THE_QUESTIONS)
        assert len(looks) > 3
        assert all(width <= NARROWEST and not cut for width, cut in looks), looks
        seen.add(spoken(page))
    for last in ("tack/", "kommentar/", "be-oss/", "ni-sa/", "slut/"):
        page.goto(f"/s/{code}/{tongue.code}/{last}")
        fits(page)
        seen.add(spoken(page))
    ask_for_one_time_codes(code, None, ask=True)
    page.goto(f"/s/{code}/{tongue.code}/")
    page.locator("form[data-first] .main").click()
    fits(page)
    page.goto(f"/s/OKÄND/{tongue.code}/")
    fits(page)
    assert seen == {(tongue.tag, tongue.direction)}


def spoken(page: Page) -> tuple[str, str]:
    """The language and direction of a page."""
    language, direction = page.eval_on_selector("html", "html => [html.lang, html.dir]")
    return language, direction
