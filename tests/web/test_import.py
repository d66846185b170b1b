"""Taking in a spreadsheet: looked through first, saved whole or not at all, for one's own units only."""

import io
import os
import re
import time
from threading import Event
from typing import Any

from django.test import Client

from folja.instruments.loading import shipped
from folja.instruments.validation import registration
from folja.vocabulary.clock import today
from folja.vocabulary.period import Month
from folja.web.collection import cleaning, uploads
from folja.web.collection.actions import add_all
from folja.web.collection.models import RefreshedOn, StoredRegistration
from folja.web.organisation.models import AuditEntry
from folja.web.publication.models import ClosedTertial

HEADINGS = "Enhet;Månad;Kvinnor;Män;first_talk"
GOOD = f"{HEADINGS}\nfarsta_stod;2022-05;1;0;Ja\nfarsta_stod;2022-06;;1;Nej\n"


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def look(browser: Client, content: str, name: str = "samtal.csv", instrument: str = "talk") -> Any:
    file = io.BytesIO(content.encode())
    file.name = name
    return browser.post("/import/", {"instrument": instrument, "file": file})


def take(browser: Client, looked: Any, instrument: str = "talk") -> Any:
    return browser.post("/import/", {"instrument": instrument, "take": looked.context["name"]})


def test_nothing_is_saved_by_looking(as_bo: Client) -> None:
    answer = look(as_bo, GOOD)
    assert "Läs in 2 rader" in words(answer)
    assert not StoredRegistration.objects.exists()


def test_all_rows_are_saved_and_the_audit_log_says_only_that(as_bo: Client) -> None:
    answer = take(as_bo, look(as_bo, GOOD))
    assert "2 rader är inlästa" in words(answer)
    assert StoredRegistration.objects.count() == 2
    entry = AuditEntry.objects.filter(action="file imported").get()
    assert (entry.account.first_name, entry.about) == ("Bo", "talk")  # type: ignore[union-attr]


def test_a_file_is_taken_once(as_bo: Client) -> None:
    looked = look(as_bo, GOOD)
    take(as_bo, looked)
    assert "Filen har legat för länge, eller är redan inläst." in words(take(as_bo, looked))
    assert "Den här filen är redan inläst." in words(look(as_bo, GOOD))
    assert StoredRegistration.objects.count() == 2


def test_one_faulty_row_stops_all_and_is_told_by_place(as_bo: Client) -> None:
    answer = look(as_bo, GOOD + "farsta_stod;2022-13;1;;\n")
    assert answer.status_code == 422
    assert "Rad 4" in words(answer)
    assert "Läs in" not in words(answer).split("<main", 1)[1]
    assert not StoredRegistration.objects.exists()


def test_what_staff_hold_stands_before_what_families_answer_each_by_name(as_bo: Client) -> None:
    titles = re.findall(r"download>.*?<strong>(.*?)</strong>", as_bo.get("/import/").content.decode(), re.DOTALL)
    ours = [title for title in titles if not title.startswith("Frågor")]
    assert titles == [*sorted(ours), *sorted(set(titles) - set(ours))]
    assert len(ours) == 8


def test_another_units_rows_are_refused(as_bo: Client) -> None:
    page = words(look(as_bo, f"{HEADINGS}\nhasselby_stod;2022-05;1;0;Ja\n"))
    assert "<strong>Föräldrastöd Hässelby:</strong> Du kan bara läsa in för enheter som du är chef för." in page


def test_rows_in_a_closed_month_are_refused(as_bo: Client) -> None:
    ClosedTertial.objects.create(period="2022T1", state=ClosedTertial.State.FROZEN)
    assert "Filen har rader från april 2022 eller tidigare, och de månaderna är stängda." in words(
        look(as_bo, f"{HEADINGS}\nfarsta_stod;2022-04;1;0;Ja\n")
    )


def test_a_month_that_closes_while_one_looks_is_refused_too(as_bo: Client) -> None:
    looked = look(as_bo, f"{HEADINGS}\nfarsta_stod;2022-04;1;0;Ja\n")
    ClosedTertial.objects.create(period="2022T1", state=ClosedTertial.State.COUNTING)
    assert "Filen har rader från april 2022 eller tidigare, och de månaderna är stängda." in words(take(as_bo, looked))
    assert not StoredRegistration.objects.exists()


def test_no_file_and_a_broken_file_are_told(as_bo: Client) -> None:
    assert "Välj en fil först." in words(as_bo.post("/import/", {"instrument": "talk"}))
    assert look(as_bo, "inte alls", name="samtal.xlsx").status_code == 422


def test_what_waits_can_only_be_taken_by_its_name_and_for_an_hour(as_bo: Client) -> None:
    name = uploads.keep(b"innehall", "csv")
    assert uploads.take("../secret_key") is None
    kept = uploads.keep(b"gammalt", "csv")
    [path] = [path for path in uploads._folder().iterdir() if path.name == kept]
    os.utime(path, (time.time() - uploads.LONGEST - 1,) * 2)
    assert uploads.take(kept) is None
    assert not path.exists()
    assert uploads.take(name) == b"innehall"
    assert uploads.take(name) is None


def test_what_waits_too_long_is_removed_while_the_server_runs_though_nobody_comes(as_bo: Client) -> None:
    class OneRound(Event):
        def wait(self, timeout: float | None = None) -> bool:
            """Says to go on the first time, and to stop the second."""
            assert timeout is not None
            assert timeout + uploads.LONGEST <= 60 * 60
            went_on = self.is_set()
            self.set()
            return went_on

    old, new = uploads.keep(b"gammalt", "csv"), uploads.keep(b"nytt", "csv")
    os.utime(uploads._folder() / old, (time.time() - uploads.LONGEST - 1,) * 2)
    cleaning.keep_clean(OneRound())
    assert not (uploads._folder() / old).exists()
    assert uploads.take(new) == b"nytt"


def test_the_sheet_that_the_unit_uses_most_is_chosen_and_else_the_talk(as_bo: Client) -> None:
    assert 'value="talk" selected' in words(as_bo.get("/import/"))
    assert 'value="outreach" selected' in words(as_bo.get("/import/?instrument=outreach"))
    month = Month(2022, 5)
    sheet = shipped().in_force("consultation", month)
    assert sheet
    add_all([registration(sheet, "farsta_stod", month, {}, today=today())])
    RefreshedOn.objects.all().delete()  # as of last night
    assert 'value="consultation" selected' in words(as_bo.get("/import/"))


def test_how_several_answers_are_written_is_told_beforehand(as_bo: Client) -> None:
    assert "Flera svar i samma ruta skiljs med |." in words(as_bo.get("/import/"))


def test_each_way_of_writing_is_shown_once_with_its_first_rows(as_bo: Client) -> None:
    rows = "".join(f"farsta_stod;{day}/5 2022;1;0;Ja\n" for day in range(1, 31))
    page = words(look(as_bo, f"{HEADINGS}\n{rows}"))
    assert "Datum → maj 2022 (30 rader, först rad 2, 3 och 4)" in page
    assert page.count("maj 2022") == 1


def test_many_faults_are_shown_up_to_fifty_and_then_counted(as_bo: Client) -> None:
    page = words(look(as_bo, HEADINGS + "\nfarsta_stod;aldrig;1;0;Ja" * 73))
    assert page.count("Månaden går inte att läsa.") == 50
    assert "… och 23 fel till." in page


def test_amina_who_manages_nothing_takes_in_nothing(as_amina: Client) -> None:
    assert as_amina.get("/import/").status_code == 403


def test_an_empty_spreadsheet_has_the_headings_and_opens_with_swedish_letters(as_bo: Client) -> None:
    answer = as_bo.get("/import/mall/talk.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert "Kvinnor;Män" in answer.content.decode("utf-8-sig")
    assert look(as_bo, answer.content.decode("utf-8-sig") + "\n").status_code in (200, 422)
