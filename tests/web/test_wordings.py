"""Families' words in other languages: only what somebody has approved is ever shown."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folja.instruments.loading import Instruments, shipped
from folja.vocabulary.languages import TONGUES
from folja.vocabulary.period import Month
from folja.vocabulary.problem import Refused
from folja.vocabulary.text import Text
from folja.web.answers.actions import make_way_in
from folja.web.answers.asked import family_instruments
from folja.web.wordings import drafts
from folja.web.wordings.actions import approve, keep_drafts, take_back
from folja.web.wordings.chosen import chosen_language
from folja.web.wordings.offered import offered
from folja.web.wordings.reviewing import rows
from folja.web.wordings.say import said, say
from folja.web.wordings.sources import all_sources, around_questions, of_instrument
from folja.web.wordings.stored import standings
from tests.web.pages import words

TALK = shipped().latest("talk_answers")
YES = Text.of(sv="Ja", en="Yes")


def invented(text: Text) -> str:
    """A translation that can be told from everything else."""
    return f"ar·{text.sv}"


def approve_arabic(*texts: Text) -> None:
    approve("ar", {text.sv: invented(text) for text in texts}, None, by="Den som läst")


def codes(*, of: bool = True) -> list[str]:
    return [tongue.code for tongue in offered(TALK if of else None)]


def test_a_draft_is_never_said(city: None) -> None:
    keep_drafts("ar", {"Ja": "نعم"}, None)
    assert said(YES, "ar") == "Yes"
    approve("ar", {"Ja": "نعم"}, None, by="Den som läst")
    assert said(YES, "ar") == "نعم"
    assert (said(YES, "sv"), said(YES, "so")) == ("Ja", "Yes")


def test_a_page_asks_once_whether_the_words_have_changed(code: str) -> None:
    approve_arabic(*around_questions(), *of_instrument(TALK))
    for language in ("sv", "ar"):
        with CaptureQueriesContext(connection) as asked:
            assert Client().get(f"/s/{code}/{language}/").headers["Content-Language"] == language
        assert sum("edition" in query["sql"] for query in asked.captured_queries) == 1


def test_a_language_is_offered_when_everything_a_family_may_read_is_approved(city: None) -> None:
    assert codes() == ["sv", "en"]
    approve_arabic(*around_questions())
    assert codes() == ["sv", "en"]
    assert codes(of=False) == ["sv", "en", "ar"]
    approve_arabic(*of_instrument(TALK))
    assert codes() == ["sv", "en", "ar"]
    take_back("ar", TALK.title.sv, None)
    assert codes() == ["sv", "en"]


def test_a_new_draft_waits_beside_what_is_approved_until_somebody_has_read_it(city: None) -> None:
    approve("ar", {"Ja": "نعم"}, None)
    keep_drafts("ar", {"Ja": "أجل"}, None)
    assert said(YES, "ar") == "نعم"
    assert (standings("ar")["Ja"].words, standings("ar")["Ja"].is_settled) == ("أجل", False)
    approve("ar", {"Ja": "أجل"}, None)
    assert said(YES, "ar") == "أجل"
    assert standings("ar")["Ja"].is_settled


def test_what_is_taken_back_is_a_draft_again(city: None) -> None:
    approve("ar", {"Ja": "نعم"}, None)
    take_back("ar", "Ja", None)
    assert said(YES, "ar") == "Yes"
    assert standings("ar")["Ja"].words == "نعم"
    approve("ar", {"Ja": "نعم"}, None)
    keep_drafts("ar", {"Ja": "أجل"}, None)
    take_back("ar", "Ja", None)
    assert (said(YES, "ar"), standings("ar")["Ja"].words) == ("Yes", "أجل")


def test_what_is_decided_here_stands_before_what_ships(city: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "shipped", lambda: {"so": {"Ja": "Haa"}})
    assert (standings("so")["Ja"].words, standings("so")["Ja"].is_settled) == ("Haa", False)
    approve("so", {"Ja": "Haa!"}, None, by="Den som läst")
    decided = standings("so")["Ja"].approved
    assert decided is not None
    assert (decided.words, decided.by, str(decided.on)) == ("Haa!", "Den som läst", "2022-06-14")


@pytest.mark.parametrize(
    ("swedish", "written", "says"),
    [
        ("Ja", "  ", "Skriv översättningen."),
        ("Ja", "x" * 1001, "1001 tecken"),
        ("Ja", "ja {place}", "Ta bort det som står inom klamrar."),
        ("Fråga {place} av {of}", "سؤال {place}", "Skriv just: {of} {place}"),
        ("Det här har ingen skrivit", "…", "har ändrats"),
    ],
)
def test_words_that_do_not_fit_are_refused(city: None, swedish: str, written: str, says: str) -> None:
    with pytest.raises(Refused) as error:
        approve("ar", {swedish: written}, None)
    assert says in error.value.problems[0].text.sv
    assert said(YES, "ar") == "Yes"


def test_of_many_words_all_are_approved_or_none(city: None) -> None:
    with pytest.raises(Refused):
        approve("ar", {"Ja": "نعم", "Nej": ""}, None)
    assert said(YES, "ar") == "Yes"


def test_swedish_and_english_are_not_translated_here(city: None) -> None:
    with pytest.raises(Refused):
        approve("en", {"Ja": "Yeah"}, None)


def test_pasted_words_are_made_one_line_without_what_turns_its_direction(city: None) -> None:
    approve("ar", {"Ja": "\u202eنعم\u202c\n \tنعم\u0000"}, None)
    assert said(YES, "ar") == "نعم نعم"


def test_a_space_that_keeps_a_sign_on_its_line_is_kept(city: None) -> None:
    approve("fr", {"Ja": " Oui\u00a0 \u202f! "}, None)
    assert said(YES, "fr") == "Oui\u00a0 \u202f!"


def test_words_are_shown_as_words_and_holes_are_nothing_but_holes(city: None, code: str) -> None:
    approve_arabic(*all_sources())
    approve("ar", {"Börja": "<b>ابدأ</b> &"}, None)
    approve("ar", {"Fråga {place} av {of}": "{place} {of} {} {place.x}"}, None)
    page = Client().get(f"/s/{code}/ar/").content.decode()
    assert "&lt;b&gt;ابدأ&lt;/b&gt; &amp;" in page
    assert say("page.question_of", "ar", place=1, of=5) == "1 5 {} {place.x}"


def test_a_family_is_met_in_the_language_of_the_address_when_it_is_offered(code: str) -> None:
    assert Client().get(f"/s/{code}/ar/").headers["Content-Language"] == "sv"
    approve_arabic(*around_questions(), *of_instrument(TALK))
    page = Client().get(f"/s/{code}/ar/")
    assert page.headers["Content-Language"] == "ar"
    assert 'lang="ar" dir="rtl"' in page.content.decode()
    assert invented(TALK.title) in words(page)


def test_one_wording_that_nobody_has_approved_keeps_a_language_from_families(city: None) -> None:
    needed = [*around_questions(), *of_instrument(TALK)]
    approve_arabic(*needed)
    for text in needed:
        take_back("ar", text.sv, None)
        assert "ar" not in codes(), text.sv
        approve_arabic(text)


def test_no_draft_is_on_any_page_in_any_language_of_any_instrument(city: None) -> None:
    """Drafts of everything, and approvals of all but one: families meet Swedish, and nowhere a word that is a draft."""
    ways = [make_way_in("farsta_stod", one.code, None).code for one in family_instruments(Month(2022, 6))]
    for tongue in TONGUES[2:]:
        keep_drafts(tongue.code, {text.sv: f"UTKAST {text.sv}" for text in all_sources()}, None)
        approve(tongue.code, {text.sv: f"LÄST {text.sv}" for text in all_sources()[1:]}, None)
        take_back(tongue.code, "Nästa", None)
        for code in ways:
            for page in ("", "tack/", "kommentar/", "be-oss/", "ni-sa/"):
                answer = Client().get(f"/s/{code}/{tongue.code}/{page}")
                assert "UTKAST" not in answer.content.decode(), (tongue.code, page)
                assert answer.headers["Content-Language"] == "sv"


@pytest.mark.parametrize(
    ("wanted", "header", "chosen"),
    [
        ("", "", "sv"),
        ("", "ar-SE,ar;q=0.9,sv;q=0.8", "ar"),
        ("", "de,sv;q=0.5,ar;q=0.7", "ar"),
        ("", "de-DE,de;q=0.9", "sv"),
        ("", "fa-AF", "prs"),
        ("", "hr", "hbs"),
        ("", ";;q=,;q=x,\u0000", "sv"),
        ("", "en-GB,en;q=0.9", "en"),
        ("en", "ar", "en"),
        ("xx", "ar", "sv"),
    ],
)
def test_the_language_is_the_one_asked_for_else_one_that_the_browser_reads(
    wanted: str, header: str, chosen: str
) -> None:
    offered_here = [one for one in TONGUES if one.code in ("sv", "en", "ar", "prs", "hbs")]
    assert chosen_language(wanted, header, offered_here) == chosen


def test_the_browsers_languages_are_read_and_not_kept(code: str) -> None:
    page = Client().get(f"/s/{code}/", headers={"Accept-Language": "en"})
    assert page.headers["Content-Language"] == "en"
    assert not page.cookies


def test_the_words_of_every_version_can_be_approved_and_mended(city: None, worded_anew: Instruments) -> None:
    before, now = (one.by_code["helped"].text for one in worded_anew.of("talk_answers"))
    approve_arabic(before, now)
    assert {before.sv, now.sv} <= {text.sv for text in all_sources()}
    assert [text.sv for text in all_sources()].count(before.sv) == 1
    assert {before.sv, now.sv} <= {row.text.sv for row in rows("ar", "talk_answers")}
