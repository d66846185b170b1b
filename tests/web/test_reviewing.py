"""Carin reads translations, corrects and approves them, and sends them to a bureau and back."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from folja.demo import building
from folja.vocabulary.languages import BY_CODE
from folja.web.organisation.models import AuditEntry
from folja.web.wordings.actions import approve, keep_drafts
from folja.web.wordings.offered import offered
from folja.web.wordings.reviewing import parts, progress
from folja.web.wordings.sources import all_sources
from folja.web.wordings.stored import standings
from tests.web.pages import words

PAGE = "/oversattningar/ar/"
AROUND = f"{PAGE}?del=around"


def fields(page: str) -> dict[str, str]:
    """What the form would send as it stands."""
    sent = dict(re.findall(r'name="(s-\w+)" value="(\w+)"', page))
    sent |= dict(re.findall(r'name="(w-\w+)"[^>]*>([^<]*)</textarea>', page))
    return sent | dict.fromkeys(re.findall(r'name="(a-\w+)" checked', page), "on")


def named(page: str, swedish: str) -> str:
    """The name of a wording's fields."""
    found = re.search(rf'<p class="swedish">{re.escape(swedish)}</p>.*?name="w-(\w+)"', page, re.DOTALL)
    assert found
    return found[1]


def filled_in(client: Client, swedish: str, written: str, *, ticked: bool) -> dict[str, str]:
    page = client.get(AROUND).content.decode()
    name = named(page, swedish)
    sent = fields(page) | {f"w-{name}": written}
    sent.pop(f"a-{name}", None)
    return sent | ({f"a-{name}": "on"} if ticked else {})


def test_carin_corrects_a_draft_and_approves_it(as_carin: Client) -> None:
    keep_drafts("ar", {"Nästa": "التلي"}, None)
    answer = as_carin.post(AROUND, filled_in(as_carin, "Nästa", "التالي", ticked=True), follow=True)
    assert "Sparat." in words(answer)
    settled = standings("ar")["Nästa"].approved
    assert settled is not None
    assert (settled.words, settled.by) == ("التالي", "Carin (carin@kommunen.example)")
    assert "Godkänd 14 juni 2022 av Carin" in words(answer)


def test_what_families_read_can_be_taken_back_also_while_a_draft_waits(as_carin: Client) -> None:
    approve("ar", {"Nästa": "التالي"}, None, by="Den som läst")
    keep_drafts("ar", {"Nästa": "التلي"}, None)
    assert "töm rutan" in words(as_carin.get(AROUND))
    as_carin.post(AROUND, filled_in(as_carin, "Nästa", "", ticked=False))
    kept = standings("ar")["Nästa"]
    assert (kept.approved, kept.draft is not None) == (None, True)


def test_a_file_that_says_two_things_is_refused_also_where_one_of_them_stands_already(as_carin: Client) -> None:
    approve("ar", {"Nästa": "التالي"}, None, by="Den som läst")
    for rows in ("Nästa;التالي\nNästa;التلي", "Nästa;التلي\nNästa;التالي"):
        file = SimpleUploadedFile("ar.csv", f"Svenska;Översättning\n{rows}\n".encode())
        answer = as_carin.post(f"{PAGE}fil/", {"file": file})
        assert (answer.status_code, "två rader med olika översättning" in words(answer)) == (422, True)
    assert standings("ar")["Nästa"].draft is None


def test_what_is_not_ticked_is_kept_as_a_draft_and_what_is_untouched_as_it_was(as_carin: Client) -> None:
    approve("ar", {"Tillbaka": "رجوع"}, None, by="Den som läst")
    as_carin.post(AROUND, filled_in(as_carin, "Nästa", "التالي", ticked=False))
    kept = standings("ar")
    assert kept["Nästa"].draft is not None
    assert kept["Nästa"].approved is None
    assert kept["Tillbaka"].approved is not None
    assert kept["Tillbaka"].approved.by == "Den som läst"


def test_to_untick_takes_the_words_from_families(as_carin: Client) -> None:
    approve("ar", {"Nästa": "التالي"}, None)
    as_carin.post(AROUND, filled_in(as_carin, "Nästa", "التالي", ticked=False))
    assert standings("ar")["Nästa"].approved is None
    assert standings("ar")["Nästa"].words == "التالي"


def test_it_is_said_when_families_can_no_longer_choose_the_language_and_when_they_can_again(as_carin: Client) -> None:
    approve("ar", {text.sv: text.sv for text in all_sources()}, None)
    assert "Tar du bort ett godkännande försvinner språket för dem" in words(as_carin.get(AROUND))
    gone = "Familjer kan inte längre välja språket, för du har tagit tillbaka ett godkännande."
    unticked = as_carin.post(AROUND, filled_in(as_carin, "Nästa", "Nästa", ticked=False), follow=True)
    assert gone in words(unticked)
    assert "försvinner språket" not in words(unticked)
    again = words(as_carin.post(AROUND, filled_in(as_carin, "Nästa", "Nästa", ticked=True), follow=True))
    assert "Allt är godkänt: familjer kan välja språket." in again
    assert gone not in again


def test_it_is_said_when_the_language_goes_from_some_of_the_forms(as_carin: Client) -> None:
    approve("ar", {text.sv: text.sv for text in all_sources()}, None)
    page = "/oversattningar/ar/?del=child_answers"
    sent = fields(as_carin.get(page).content.decode())
    sent.pop(next(name for name in sent if name.startswith("a-")))
    assert "i alla formulär där de kunde det" in words(as_carin.post(page, sent, follow=True))


def test_what_can_not_stand_for_the_swedish_is_told_and_nothing_is_saved(as_carin: Client) -> None:
    sent = filled_in(as_carin, "Fråga {place} av {of}", "سؤال {place}", ticked=True)
    name = named(as_carin.get(AROUND).content.decode(), "Nästa")
    answer = as_carin.post(AROUND, sent | {f"w-{name}": "التالي", f"a-{name}": "on"})
    assert answer.status_code == 422
    assert "Skriv just: {of} {place}" in words(answer)
    assert "سؤال {place}" in answer.content.decode()
    assert "التالي" in answer.content.decode()
    assert not standings("ar").get("Nästa") or not standings("ar")["Nästa"].approved


def test_an_approval_of_nothing_is_told(as_carin: Client) -> None:
    answer = as_carin.post(AROUND, filled_in(as_carin, "Nästa", "  ", ticked=True))
    assert "Skriv översättningen." in words(answer)


def test_two_reviewers_do_not_overwrite_each_other(as_carin: Client) -> None:
    sent = filled_in(as_carin, "Nästa", "التالي", ticked=True)
    approve("ar", {"Nästa": "الآتي"}, None, by="Den andra")
    answer = as_carin.post(AROUND, sent)
    assert answer.status_code == 422
    assert "Någon annan har ändrat texten" in words(answer)
    assert "الآتي" in answer.content.decode()
    assert standings("ar")["Nästa"].words == "الآتي"


def test_the_list_says_how_far_each_language_has_come(as_carin: Client) -> None:
    approve("ar", {"Nästa": "التالي", "Tillbaka": "رجوع"}, None)
    page = words(as_carin.get("/oversattningar/"))
    assert f"2 av {len(all_sources())} godkända" in page
    assert "Visas inte för familjer än" in page
    approve("ar", {text.sv: text.sv for text in all_sources()}, None)
    assert "Familjer kan välja språket" in words(as_carin.get("/oversattningar/"))


def test_a_bureau_gets_everything_and_what_comes_back_changed_becomes_drafts(as_carin: Client) -> None:
    approve("ar", {"Nästa": "التالي", "Tillbaka": "رجوع"}, None)
    answer = as_carin.get("/oversattningar/ar.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    rows = list(book.active.iter_rows(min_row=3))
    assert [row[0].value for row in rows] == [text.sv for text in all_sources()]
    for row in rows:
        if row[0].value == "Nästa":
            assert (row[2].value, row[3].value) == ("التالي", "godkänd")
            row[2].value = "الآتي"
        if row[0].value == "Skriv koden":
            row[2].value = "=SUM(1)"  # words, also when they look like a formula
            row[2].data_type = "s"
    filled = io.BytesIO()
    book.save(filled)
    page = as_carin.post(
        f"{PAGE}fil/", {"file": SimpleUploadedFile("ar.xlsx", filled.getvalue())}, headers={"accept": "text/html"}
    )
    assert "2 nya utkast väntar på att läsas." in words(page)
    kept = standings("ar")
    assert (kept["Nästa"].words, kept["Nästa"].approved is not None) == ("الآتي", True)
    assert kept["Skriv koden"].words == "=SUM(1)"
    assert kept["Tillbaka"].is_settled


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("Svenska;Översättning\nNästa;التالي\nHittepå;…\n", "Rad 3: Den svenska texten finns inte"),
        ("Svenska;Översättning\nNästa;a\nNästa;b\n", "Rad 3: Den svenska texten står på två rader"),
        ("Svenska;Översättning\nFråga {place} av {of};سؤال\n", "Rad 2: Det som står inom klamrar"),
        ("Swedish;Arabic\nNästa;التالي\n", "Överst saknas raden som säger vad varje kolumn är."),
        ("", "Filen är tom"),
    ],
)
def test_of_a_file_with_a_mistake_nothing_is_taken_in(as_carin: Client, content: str, says: str) -> None:
    before = standings("ar")
    answer = as_carin.post(f"{PAGE}fil/", {"file": SimpleUploadedFile("ar.csv", content.encode())})
    assert answer.status_code == 422
    assert says in words(answer)
    assert standings("ar") == before


def test_without_a_file_the_page_asks_for_one(as_carin: Client) -> None:
    assert "Välj en fil först." in words(as_carin.post(f"{PAGE}fil/"))


def test_the_demo_city_has_something_left_to_read_in_one_language_which_families_do_not_meet(as_carin: Client) -> None:
    building._approve_drafts()
    there = {tongue.code for tongue in offered()}
    assert set(BY_CODE) - there == {building.LEFT_TO_READ}
    for part in parts():
        page = words(as_carin.get(f"/oversattningar/{building.LEFT_TO_READ}/?del={part}"))
        assert page.count("Utkast som följer med Följa.") == building.LEFT_OF_A_PART, part
    assert not any(progress(BY_CODE[building.LEFT_TO_READ]).met_in)
    assert progress(BY_CODE["so"]).is_everywhere
    entries = AuditEntry.objects.count()
    building._approve_drafts()
    assert AuditEntry.objects.count() == entries, "a second call does nothing"


def test_only_the_one_who_leads_the_city_reviews(as_bo: Client, as_amina: Client) -> None:
    for client in (as_bo, as_amina):
        for address in ("/oversattningar/", PAGE, "/oversattningar/ar.xlsx"):
            assert client.get(address).status_code == 404
        assert client.post(f"{PAGE}fil/").status_code == 404


def test_what_is_no_translated_language_has_no_page(as_carin: Client) -> None:
    assert as_carin.get("/oversattningar/sv/").status_code == 404
    assert as_carin.get("/oversattningar/xx/").status_code == 404


def test_it_is_logged_who_approved_how_many(as_carin: Client) -> None:
    as_carin.post(AROUND, filled_in(as_carin, "Nästa", "التالي", ticked=True))
    entry = AuditEntry.objects.filter(action="wordings approved").get()
    assert (entry.about, entry.account.email if entry.account else "") == ("ar 1", "carin@kommunen.example")
