"""What is taken, passed over and refused when a spreadsheet is read, and that what was written comes back."""

import csv
import io
import json
import re
import time
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from folja.instruments.instrument import Instrument
from folja.instruments.loading import Instruments, shipped
from folja.instruments.question import HeadcountQuestion, ManyQuestion, NoteQuestion, OneQuestion, Question
from folja.spreadsheets import table
from folja.spreadsheets.headings import template
from folja.spreadsheets.reading import ImportReport, read_sheet
from folja.spreadsheets.spelling import month
from folja.spreadsheets.summary import counted, first_problems, interpreted
from folja.vocabulary.period import Month
from folja.vocabulary.problem import Refused
from folja.vocabulary.text import Text
from folja.vocabulary.unit import Unit, UnitTree
from tests.generative.strategies import answers
from tests.instruments import TINY, tiny

TODAY = date(2022, 6, 14)
TREE = UnitTree(
    (
        Unit("staden", "Staden", "city"),
        Unit("farsta", "Farsta", "district", "staden"),
        Unit("farsta_foraldrastod", "Föräldrastöd Farsta", "unit", "farsta", 8),
        Unit("farsta_oppna", "Öppna insatser", "unit", "farsta", 4, valid_to=Month(2021, 6)),
        Unit("skarpnack", "Skarpnäck", "district", "staden"),
        Unit("skarpnack_oppna", "Öppna insatser", "unit", "skarpnack", 5),
    )
)
FARSTA = "Föräldrastöd Farsta"
SPREADSHEET_DAY = datetime(2021, 3, 14)  # noqa: DTZ001  spreadsheets know no time zones

Rows = Sequence[Sequence[Any]]


def as_csv(rows: Rows, separator: str = ";", encoding: str = "utf-8") -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode(encoding)


def as_workbook(*sheets: Rows) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def as_lines(*objects: Mapping[str, Any]) -> bytes:
    return "\n".join(json.dumps(found, ensure_ascii=False) for found in objects).encode()


def read(
    content: bytes, filename: str = "blad.csv", code: str = "talk", among: Instruments | None = None
) -> ImportReport:
    return read_sheet(content, filename, among or shipped(), code, TREE, TODAY)


def read_rows(*rows: Sequence[Any], code: str = "talk", among: Instruments | None = None) -> ImportReport:
    return read(as_csv(rows), code=code, among=among)


def only(report: ImportReport) -> dict[str, Any]:
    """The answers of a report's only row."""
    assert report.ok, [problem.in_language("sv") for problem in report.problems]
    (registration,) = report.registrations
    return dict(registration.answers)


def said(report: ImportReport) -> list[str]:
    return [problem.in_language("sv") for problem in report.problems]


def refusal(content: bytes, filename: str = "blad.csv", code: str = "talk") -> list[str]:
    with pytest.raises(Refused) as refused:
        read(content, filename, code)
    return [problem.in_language("sv") for problem in refused.value.problems]


# What is taken


def test_a_row_becomes_a_registration_of_the_unit_the_month_and_the_answers() -> None:
    (made,) = read_rows(
        ["unit", "month", "adults.women", "adults.men", "first_talk"], ["farsta_foraldrastod", "2021-03", 1, 0, "yes"]
    ).registrations
    assert (made.instrument, made.version, made.unit, made.month) == ("talk", 2, "farsta_foraldrastod", Month(2021, 3))
    assert made.answers == {"adults": {"women": 1, "men": 0, "other_gender": 0}, "first_talk": "yes"}
    assert not made.late


def test_headings_may_be_swedish_words_questions_or_codes_in_any_case_and_punctuation() -> None:
    lives_in = shipped().latest("talk").by_code["lives_in"]
    assert isinstance(lives_in, OneQuestion)
    in_district = lives_in.options[0].title.sv
    report = read_rows(
        [
            "ENHET:",
            "Månad",
            "kvinnor",
            "Vilka vuxna deltog? – Män",
            "adults.OTHER_gender",
            "VAR BOR FAMILJEN",
            "Next step",
        ],
        [FARSTA, "2021-03", 1, 2, 3, in_district.upper(), "group"],
    )
    assert only(report) == {
        "adults": {"women": 1, "men": 2, "other_gender": 3},
        "lives_in": "this_district",
        "next_step": "group",
    }


def test_the_headings_may_come_after_a_title_and_the_report_says_where() -> None:
    report = read_rows(["Samtal i Farsta, våren 2021"], [], ["Enhet", "Månad", "Kvinnor"], [FARSTA, "2021-03", 2])
    assert only(report)["adults"]["women"] == 2
    assert "Rubrikerna står på rad 3." in map(str, report.notes)
    assert report.taken[0].row == 4


def test_several_choices_stand_in_one_column_or_in_one_each() -> None:
    together = read_rows(["unit", "month", "roles"], [FARSTA, "2021-03", "child| Mamma"])
    apart = read_rows(
        ["unit", "month", "roles.mother", "roles.father", "roles.child"], [FARSTA, "2021-03", "x", "nej", 1]
    )
    assert only(together) == only(apart) == {"roles": ["mother", "child"]}


def test_a_step_of_a_scale_is_a_number_or_its_words() -> None:
    for written in ("4", 4.0, "Ja", "yes"):
        report = read_rows(["unit", "month", "helped"], [FARSTA, "2021-03", written], code="talk_answers")
        assert only(report) == {"helped": 4}


@pytest.mark.parametrize("written", ["ja", "Yes", "1", "x", "X", "true", "SANT", "Ja, första"])
def test_yes_has_many_spellings(written: str) -> None:
    assert only(read_rows(["unit", "month", "first_talk"], [FARSTA, "2021-03", written])) == {"first_talk": "yes"}


@pytest.mark.parametrize("written", ["Nej", "no", "0", "FALSKT"])
def test_no_has_many_spellings(written: str) -> None:
    assert only(read_rows(["unit", "month", "first_talk"], [FARSTA, "2021-03", written])) == {"first_talk": "no"}


@pytest.mark.parametrize("written", ["-4", ".4", "4 %", "4,5", 4.5, "6", "0", True])
def test_a_number_that_is_no_step_is_never_taken_for_one(written: object) -> None:
    report = read_rows(["unit", "month", "helped"], [FARSTA, "2021-03", written], code="talk_answers")
    assert len(report.refused) == 1


@pytest.mark.parametrize("written", ["", " ", "-", "–", "vet ej", "Vet ej", "okänt", "?", "unknown"])
def test_left_empty_is_not_no(written: str) -> None:
    report = read_rows(
        ["unit", "month", "first_talk", "roles", "talk_order", "adults.women"],
        [FARSTA, "2021-03", written, written, written, written],
    )
    assert only(report) == {}


def test_when_one_kind_is_counted_the_empty_ones_are_none_and_the_row_says_so() -> None:
    report = read_rows(["unit", "month", "adults.women", "adults.men"], [FARSTA, "2021-03", 1, ""])
    assert only(report)["adults"] == {"women": 1, "men": 0, "other_gender": 0}
    assert "tomt → adults: 0 för Män" in map(str, report.taken[0].notes)
    assert "ingen kolumn → adults: 0 för Annan könstillhörighet" in map(str, report.notes)


def test_a_kind_that_is_said_to_be_unknown_is_not_made_none() -> None:
    report = read_rows(["unit", "month", "Kvinnor", "Män"], [FARSTA, "2021-03", 1, "vet ej"])
    (told,) = said(report)
    assert told.startswith("rad 2, kolumn Kvinnor: Män är inte känt, men de andra har ett antal. Skriv ett antal")


def test_identical_rows_are_as_many_registrations() -> None:
    row = [FARSTA, "2021-03", "yes"]
    assert len(read_rows(["unit", "month", "first_talk"], row, row, row).registrations) == 3


def test_no_version_means_the_one_in_force_that_month() -> None:
    report = read_rows(
        ["Enhet", "Månad", "interpreter", "talk_language"],
        [FARSTA, "2020-12", "Ja", ""],
        [FARSTA, "2021-01", "", "Svenska"],
    )
    assert [made.version for made in report.registrations] == [1, 2]


def test_a_version_that_does_not_hold_that_month_is_refused() -> None:
    report = read_rows(
        ["unit", "month", "version"], [FARSTA, "2021-03", 1], [FARSTA, "2021-03", 2], [FARSTA, "2021-03", 7]
    )
    assert said(report) == [
        "rad 2, kolumn version: I mars 2021 gäller version 2. Skriv 2 och svara på dess frågor.",
        "rad 4, kolumn version: Versionen ”7” finns inte. Skriv 1 eller 2, eller lämna tomt.",
    ]


def test_an_answer_to_a_question_of_another_version_is_refused() -> None:
    report = read_rows(["unit", "month", "interpreter"], [FARSTA, "2021-03", "ja"], [FARSTA, "2021-03", "vet ej"])
    assert said(report) == [
        "rad 2, kolumn interpreter: Frågan finns inte i version 2, som gäller den månaden. Töm rutan."
    ]


# Months


@pytest.mark.parametrize(
    "written",
    [
        "2021-03-14", "2021-03", "2021-3", "2021/03", "2021.03", "14/3 2021", "2021-03-14 09:30:00", "14/3/2021",
        "14/3-2021", "14/3-21", "14.3.2021",
        "3/2021", "03-2021", "14 mars 2021", "den 14 mars 2021", "14 mar. 2021", "mars 2021", "Mars, 2021", "mar-21",
        "14-mar-21", "March 14, 2021", "14 March 2021", "2021 mars", "202103", "20210314",
        "2021-03-14T09:30:00", "44269",
        202103, 20210314, 202103.0, 44269, date(2021, 3, 14), SPREADSHEET_DAY.replace(hour=9),
    ],
)  # fmt: skip
def test_a_month_has_many_spellings_and_of_a_date_only_the_month_is_kept(written: object) -> None:
    assert month(written).value == Month(2021, 3)


@pytest.mark.parametrize("number", range(1, 13))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_month_may_be_named_in_full_or_in_short(number: int, language: str) -> None:
    named = Month(2021, number)
    assert month(named.name(language)).value == named
    assert month(f"{named.name(language)[:3]} 2021").value == named


@pytest.mark.parametrize(
    "written",
    [
        "2021",
        "2021T1",
        "14/3/21",
        "21-03-14",
        "2021.1",
        "2021-03-14 Amina",
        "31/2 2021",
        "2021-13",
        "3/14/2021",
        "mars",
        12,
        2021.1,
        True,
    ],
)
def test_what_could_be_several_months_or_none_is_no_month(written: object) -> None:
    reading = month(written)
    assert reading.value is None
    assert reading.wrong == Text.of(
        sv="Månaden går inte att läsa. Skriv den som 2021-03 eller mars 2021.",
        en="the month can't be read; write it as 2021-03 or March 2021",
    )


def test_the_row_says_what_was_interpreted_and_only_that() -> None:
    (taken,) = read_rows(
        ["Enhet", "Datum", "first_talk", "roles", "next_step"],
        [FARSTA, "2021-03-14", "Ja", "mother|Pappa", "group"],
    ).taken
    assert [str(note) for note in taken.notes] == [
        "Föräldrastöd Farsta → farsta_foraldrastod",
        "datum → mars 2021",
        "Ja → first_talk: yes",
        "mother | Pappa → roles: mother, father",
    ]
    (plain,) = read_rows(["unit", "month", "first_talk"], ["farsta_foraldrastod", "2021-03", "yes"]).taken
    assert plain.notes == ()


def test_the_summary_says_each_way_of_writing_once_with_its_first_rows() -> None:
    report = read_rows(
        ["unit", "month", "Pappa", "first_talk"],
        ["farsta_foraldrastod", "2021-03", "x", "yes"],
        *(["farsta_foraldrastod", f"{day}/3 2021", "", "Ja"] for day in range(1, 11)),
        [],
        ["farsta_foraldrastod", "mar-21", "", "nej"],
        ["Summa"],
    )
    assert [line.sv for line in interpreted(report)] == [
        "Pappa → roles.father",
        "datum → mars 2021 (11 rader, först rad 3, 4 och 5)",
        "Ja → first_talk: yes (10 rader, först rad 3, 4 och 5)",
        "nej → first_talk: no (rad 14)",
        "Raden är tom (rad 13)",
        "Raden är en summa av andra rader (rad 15)",
    ]
    assert interpreted(report)[1].en == "date → March 2021 (11 rows, first row 3, 4 and 5)"
    assert str(counted(report)) == "12 rader går att läsa in, 2 hoppas över och 0 måste rättas."
    assert first_problems(report.problems) == ()


def test_the_summary_tells_the_first_fifty_faults_and_how_many_more_there_are() -> None:
    report = read_rows(["unit", "month"], [FARSTA, "2021-03"], *([FARSTA, "aldrig"] for _ in range(53)))
    told = [problem.in_language("sv") for problem in first_problems(report.problems)]
    assert told[0] == "rad 3, kolumn month: Månaden går inte att läsa. Skriv den som 2021-03 eller mars 2021."
    assert (len(told), told[50]) == (51, "… och 3 fel till.")
    assert str(counted(report)) == "1 rad går att läsa in, 0 hoppas över och 53 måste rättas."


def test_the_summary_is_no_longer_for_a_file_where_every_row_is_written_in_its_own_way() -> None:
    themes = [option.code for option in shipped().latest("talk").by_code["topics"].options]  # type: ignore[attr-defined]
    spelled = [f"{one.upper()}|{other.upper()}" for one in themes for other in themes if one != other]
    report = read_rows(["unit", "month", "topics"], *(["farsta_foraldrastod", "2021-03", both] for both in spelled))
    assert report.ok, said(report)
    assert len(interpreted(report)) == 51
    assert str(interpreted(report)[50]) == f"… och {len(spelled) - 50} tolkningar till."


def test_the_report_says_what_headings_were_interpreted() -> None:
    report = read_rows(["unit", "month", "Pappa", "talk order"], [FARSTA, "2021-03", 1, ""])
    assert [str(note) for note in report.notes] == ["Pappa → roles.father"]


# What is passed over


def test_blank_rows_and_sums_are_passed_over_and_said() -> None:
    report = read_rows(
        ["Enhet", "Månad", "Kvinnor"],
        [FARSTA, "2021-03", 1],
        ["", " ", ""],
        ["SUMMA:", "", 1],
        ["Totalt Farsta", "2021-03", 1],
        [FARSTA, "Delsumma", 1],
        ["", "", "Total 2021"],
        ["S:a", "", 3],
        [FARSTA, "2021-04", 1],
        [],
        [],
    )
    assert [(row.row, str(row.why)) for row in report.skipped] == [
        (3, "Raden är tom."),
        *((number, "Raden är en summa av andra rader.") for number in range(4, 9)),
    ]
    assert [row.row for row in report.taken] == [2, 9]


def test_a_row_with_unit_and_month_is_never_passed_over_as_a_sum() -> None:
    report = read_rows(["unit", "month", "first_talk"], [FARSTA, "2021-03", "Totalt"])
    assert not report.skipped
    assert len(report.refused) == 1


# What is refused in a row


def with_note() -> Instruments:
    """A tiny instrument with a free text besides its question."""
    words = Text.of(sv="Vad blev det av det?", en="What came of it?")
    instrument = tiny("one")
    noted = replace(instrument, questions=(*instrument.questions, NoteQuestion("outcome", words, words, longest=30)))
    return Instruments({**TINY.versions, "one": (noted,)}, TINY.classifications)


@pytest.mark.parametrize(
    ("heading", "written", "problem"),
    [
        ("Enhet", "Föräldrastöd Farsa", "Enheten finns inte. Menade du Föräldrastöd Farsta?"),
        ("Enhet", "", "Enheten saknas. Skriv dess namn eller kod."),
        ("Enhet", "Farsta", "Farsta registrerar inte själv. Skriv en enhet där, till exempel Föräldrastöd Farsta och"),
        ("Enhet", "Öppna insatser", "Flera enheter heter så. Skriv en av koderna farsta_oppna och skarpnack_oppna."),
        ("Enhet", "farsta_oppna", "Öppna insatser fanns inte i mars 2022. Skriv enheten som fanns då"),
        ("Månad", "", "Månaden saknas. Skriv den som 2021-03."),
        ("Månad", "våren", "Månaden går inte att läsa. Skriv den som 2021-03 eller mars 2021."),
        ("Månad", "2022-07", "Juli 2022 har inte börjat. Välj juni 2022 eller tidigare."),
        ("Månad", "2018-07", "Formuläret började användas i februari 2019. Välj en senare månad."),
        ("Kvinnor", "21", "Du har skrivit 21. Skriv ett tal från 0 till 20"),
        ("Kvinnor", "-1", "Du har skrivit -1. Skriv ett tal från 0 till 20"),
        ("Kvinnor", "1,5", "Här behövs ett helt tal, 0–20."),
        ("Kvinnor", "två", "Här behövs ett helt tal, 0–20."),
        ("first_talk", "kanske", "Svaret ”kanske” finns inte bland alternativen. Skriv Ja, första / Nej."),
        ("Vilket samtal i ordningen är det?", "3", "Frågan ställs bara efter ett annat svar"),
        ("roles.mother", "kanske", "Här står varken ja eller nej. Skriv x om det stämmer, annars inget."),
    ],
)  # fmt: skip
def test_a_row_is_refused_with_row_column_what_is_wrong_and_what_to_do(
    heading: str, written: str, problem: str
) -> None:
    filled = {"Enhet": FARSTA, "Månad": "2022-03"} | {heading: written}
    report = read_rows(list(filled), list(filled.values()))
    (told,) = said(report)
    assert told.startswith(f"rad 2, kolumn {heading}: {problem}")
    assert not report.ok


def test_the_nearest_option_is_suggested() -> None:
    (problem,) = said(read_rows(["unit", "month", "roles"], [FARSTA, "2021-03", "mother|Papppa"]))
    assert problem.endswith("Menade du Pappa? Skriv | mellan flera svar.")


def test_all_that_is_wrong_in_a_row_is_told_at_once() -> None:
    report = read_rows(["unit", "month", "first_talk", "adults.men"], ["nowhere", "2023-01", "kanske", 99])
    assert [problem.where for problem in report.problems] == [
        "rad 2, kolumn unit", "rad 2, kolumn month", "rad 2, kolumn first_talk", "rad 2, kolumn adults.men",
    ]  # fmt: skip


def test_one_bad_row_makes_the_report_not_ok_and_leaves_the_others_taken() -> None:
    report = read_rows(["unit", "month"], [FARSTA, "2021-03"], [FARSTA, "aldrig"])
    assert (len(report.taken), len(report.refused), report.ok) == (1, 1, False)


def test_a_cell_beside_the_headings_is_refused() -> None:
    report = read_rows(
        ["unit", "month", "", "first_talk"], [FARSTA, "2021-03", "", "yes", "", "mer"], [FARSTA, "2021-03", 7]
    )
    assert [problem.where for problem in report.problems] == ["rad 2, kolumn F", "rad 3, kolumn C"]


PERSONAL = ["Amina Andersson", "070-123 45 67", "19800101-1234", 198001011234, "amina@example.org"]


@pytest.mark.parametrize("written", PERSONAL)
def test_what_may_be_about_a_person_is_never_repeated(written: object) -> None:
    codes = ["unit", "month", "version", "first_talk", "roles", "adults.women", "talk_order", "roles.child"]
    for code in codes:
        filled = {"unit": FARSTA, "month": "2021-03"} | {code: written}
        report = read_rows(list(filled), list(filled.values()))
        assert report.refused, code
        everything = " ".join(problem.in_language(language) for problem in report.problems for language in ("sv", "en"))
        assert str(written) not in everything


def test_a_free_text_is_taken_but_never_told() -> None:
    rows = [["unit", "month", "outcome"], [FARSTA, "2021-03", " Det gick  bra "], [FARSTA, "2021-03", "Amina " * 20]]
    report = read(as_csv(rows), code="one", among=with_note())
    assert report.registrations[0].answers == {"outcome": "Det gick  bra"}
    assert said(report) == ["rad 3, kolumn outcome: Texten är 119 tecken. Korta den till 30."]
    assert "bra" not in str(report.taken[0].notes)


def test_a_free_text_that_speaks_of_totals_does_not_make_its_row_a_sum() -> None:
    report = read_rows(
        ["unit", "month", "outcome"], ["", "2021-03", "Totalt kaos"], ["", "", "Totalt"], code="one", among=with_note()
    )
    assert [row.row for row in report.refused] == [2]
    assert [row.row for row in report.skipped] == [3]


# What is refused in the headings


def test_an_unknown_column_refuses_the_file_and_suggests_the_nearest() -> None:
    assert refusal(as_csv([["Enhet", "Månad", "Kvinor", "Telefon hem"], [FARSTA, "2021-03", 1, 2]])) == [
        "kolumn Kvinor: Kolumnen finns inte. Menade du Kvinnor?",
        "kolumn Telefon hem: Kolumnen finns inte. Ta bort den, eller skriv en rubrik ur det tomma kalkylbladet.",
    ]


@pytest.mark.parametrize("heading", ["19800101-1234", "070-123 45 67", "amina@example.org"])
def test_a_heading_that_may_be_about_a_person_is_named_by_its_letter(heading: str) -> None:
    (problem,) = refusal(as_csv([["Enhet", "Månad", heading], [FARSTA, "2021-03", 1]]))
    assert problem.startswith("kolumn C: ")


def test_a_missing_column_is_named() -> None:
    assert refusal(as_csv([["Månad", "Kvinnor"], ["2021-03", 1]])) == [
        "kolumn Enhet: Kolumnen Enhet saknas. Lägg till den och fyll i den på varje rad."
    ]


def test_two_columns_that_say_the_same_are_refused() -> None:
    assert refusal(as_csv([["unit", "month", "Datum", "roles", "roles.mother"], [FARSTA, "2021-03", "", "", ""]])) == [
        "kolumn Datum: Kolumnerna month och Datum säger samma sak. Ta bort en av dem.",
        "kolumn roles.mother: Kolumnerna roles och roles.mother säger samma sak. Ta bort en av dem.",
    ]


def test_one_column_for_a_whole_headcount_is_refused_with_the_columns_to_write() -> None:
    (problem,) = refusal(as_csv([["unit", "month", "Vilka vuxna deltog?"], [FARSTA, "2021-03", 2]]))
    assert problem.endswith("adults.women, adults.men och adults.other_gender. Dela upp kolumnen.")


def test_an_ambiguous_heading_asks_which_is_meant_and_the_template_avoids_it() -> None:
    instrument = tiny("presence")
    (adults,) = (question for question in instrument.questions if isinstance(question, HeadcountQuestion))
    words = Text.of(sv="Vilka fler kom?", en="Who else came?")
    twice = replace(instrument, questions=(*instrument.questions, replace(adults, code="others", text=words)))
    among = Instruments({"presence": (twice,)}, {})
    title = adults.kinds[0].title.sv
    with pytest.raises(Refused) as refused:
        read(as_csv([["unit", "month", title], [FARSTA, "2021-03", 1]]), code="presence", among=among)
    paths = [f"{code}.{adults.kinds[0].code}" for code in (adults.code, "others")]
    assert refused.value.problems[0].text.sv == f"Rubriken kan vara {' eller '.join(paths)}. Skriv den som är rätt."
    assert f"Vilka fler kom? {title}" in template(twice)


def test_a_code_comes_before_a_title_that_reads_the_same() -> None:
    words = Text.of(sv="Vad sa hon?", en="What did she say?")
    many = tiny("many")
    noted = replace(many, questions=(*many.questions, NoteQuestion("mother", words, words)))
    among = Instruments({"many": (noted,)}, {})
    report = read_rows(["unit", "month", "mother", "Pappa"], [FARSTA, "2021-03", "Hej", "x"], code="many", among=among)
    assert only(report) == {"roles": ["father"], "mother": "Hej"}


def test_a_title_that_two_options_share_is_no_answer_but_their_codes_are() -> None:
    many = tiny("many")
    (roles,) = (question for question in many.questions if isinstance(question, ManyQuestion))
    shared = tuple(replace(option, title=Text.of(sv="Förälder", en="Parent")) for option in roles.options[:2])
    twins = replace(many, questions=(replace(roles, options=(*shared, *roles.options[2:])),))
    among = Instruments({"many": (twins,)}, {})
    rows = [["unit", "month", "roles"], [FARSTA, "2021-03", "Förälder"], [FARSTA, "2021-03", "father"]]
    report = read_rows(*rows, code="many", among=among)
    assert [row.row for row in report.refused] == [2]
    assert [made.answers for made in report.registrations] == [{"roles": ["father"]}]


# Files


ROWS: Rows = [["Enhet", "Månad", "Kvinnor", "Vad pratade ni om?"], [FARSTA, "2021-03", 2, "Relationen, mellan oss"]]
PLAIN: Rows = [["Enhet", "Månad", "Kvinnor", "Män"], [FARSTA, "2021-03", 2, 1]]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_may_have_any_common_separator_and_encoding(separator: str, encoding: str) -> None:
    rows = [["Samtal, våren; 2021"], *PLAIN]
    assert only(read(as_csv(rows, separator, encoding)))["adults"] == {"women": 2, "men": 1, "other_gender": 0}


def test_a_file_in_old_letters_is_read_with_a_warning() -> None:
    notes = [str(note) for note in read(as_csv(PLAIN, encoding="cp1252")).notes]
    assert notes[0] == "Filens bokstäver är sparade på ett äldre sätt. Se efter att å, ä och ö blev rätt."


def test_a_separator_inside_the_headings_does_not_mislead() -> None:
    instrument = shipped().latest("programme")
    participants = "Hur många fullföljde, och hur många slutade i förtid? Kvinnor som fullföljde"
    content = f"Enhet;Månad;{participants}\n{FARSTA};2021-03;6\n".encode()
    assert instrument.by_code["participants"].text.sv in participants
    assert only(read(content, code="programme"))["participants"]["women_completed"] == 6
    assert only(read(b"Farsta" + b", maj, juni" * 9 + b"\n" + as_csv(PLAIN)))["adults"]["women"] == 2


def test_a_workbook_is_read_with_its_dates_and_numbers() -> None:
    content = as_workbook(
        [
            ["Enhet", "Datum", "Kvinnor", "Är det första samtalet med de här föräldrarna?", "talk_order"],
            [FARSTA, SPREADSHEET_DAY, 2.0, False, 3],
            [FARSTA, 202103, "2", "Nej", "3.0"],
        ]
    )
    report = read(content, "blad.xlsx")
    assert report.ok, said(report)
    first, second = report.registrations
    assert first == second
    assert first.answers["talk_order"] == 3
    assert str(report.taken[0].notes[1]) == "datum → mars 2021"


def test_a_workbook_as_excel_writes_it_keeps_its_words_apart_and_hides_its_lists() -> None:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    hidden, sheet = book.add_worksheet("Listor"), book.add_worksheet("Samtal")
    hidden.write_column(0, 0, ["Enhet", FARSTA])
    hidden.hide()
    sheet.activate()
    for number, row in enumerate([*PLAIN, [FARSTA, "mars 2021", "", ""]]):
        sheet.write_row(number, 0, row)
    sheet.write_datetime(2, 1, SPREADSHEET_DAY, book.add_format({"num_format": "mmm-yy"}))
    sheet.write_formula(2, 2, "=1+1", value=2)
    sheet.data_validation("A2:A9", {"validate": "list", "source": "=Listor!$A$1:$A$2"})
    book.close()
    report = read(written.getvalue(), "blad.xlsx")
    assert [made.answers for made in report.registrations] == [
        {"adults": {"women": 2, "men": men, "other_gender": 0}} for men in (1, 0)
    ]
    assert [str(note) for note in report.notes] == [
        "Kvinnor → adults.women",
        "Män → adults.men",
        "ingen kolumn → adults: 0 för Annan könstillhörighet",
    ]


def test_a_workbook_is_read_from_its_sheet_with_headings_and_says_that_it_has_others() -> None:
    report = read(as_workbook([], [["Läs mig först"]], PLAIN), "blad.xlsx")
    assert only(report)["adults"]["men"] == 1
    assert str(report.notes[0]).startswith("Bara en flik är läst. Filen har 1 till")


def test_a_workbook_is_read_beyond_the_size_it_says_it_has() -> None:
    with zipfile.ZipFile(io.BytesIO(as_workbook(PLAIN))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    shrunk = sheet.replace(b'ref="A1:D2"', b'ref="A1:B1"')
    assert shrunk != sheet
    assert only(read(workbook_parts(sheet1=shrunk), "blad.xlsx"))["adults"]["men"] == 1


def test_rows_that_are_only_formatted_are_not_counted() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in PLAIN:
        sheet.append(list(row))
    sheet.cell(table.MOST_ROWS + 5, 1).number_format = "0.00"
    written = io.BytesIO()
    book.save(written)
    assert len(read(written.getvalue(), "blad.xlsx").rows) == 1


def test_json_lines_hold_stored_answers_or_columns() -> None:
    stored = {"adults": {"women": 1, "men": 0, "other_gender": 0}, "roles": ["mother"], "talk_language": None}
    flat = {"adults.women": 1, "roles": "Mamma", "unit": FARSTA, "month": "mars 2021"}
    held = {"unit": "farsta_foraldrastod", "month": "2021-03", "version": 2, "answers": stored}
    first, second = read(as_lines(held, flat), "blad.jsonl").registrations
    assert first == second


def test_a_broken_line_is_refused_by_its_number_and_not_repeated() -> None:
    content = b'{"unit": "a", "month": "2021-03"}\n\n{"unit": Amina\n[1]\n{"unit": 1, "unit": 2}\n' + b"[" * 100_000
    problems = refusal(content, "blad.jsonl")
    assert [problem.split(":")[0] for problem in problems] == ["rad 3", "rad 4", "rad 5", "rad 6"]
    assert "Amina" not in " ".join(problems)


def workbook_parts(**changed: bytes) -> bytes:
    """An ordinary workbook with some of its parts replaced, by their file name without suffix."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_workbook(PLAIN))) as before,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for part in before.infolist():
            after.writestr(part.filename, changed.get(Path(part.filename).stem, before.read(part)))
    return written.getvalue()


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024)
NO_WORKBOOK = (
    "filen: Filen går inte att läsa som .xlsx. Öppna den i ett kalkylprogram, spara den som .xlsx och försök igen."
)
NO_ROWS = "filen: Filen är tom: det står inget under den översta raden. Fyll i den och välj filen igen."


@pytest.mark.parametrize(
    ("content", "filename", "problem"),
    [
        (b"", "blad.csv", NO_ROWS),
        (b"\n ;\n", "blad.csv", NO_ROWS),
        (as_csv(PLAIN[:1]), "blad.csv", NO_ROWS),
        (as_workbook([]), "blad.xlsx", NO_ROWS),
        (b"\n\n", "blad.jsonl", NO_ROWS),
        (b"hej", "blad.xlsx", NO_WORKBOOK),
        (OLD_EXCEL, "blad.xlsx", NO_WORKBOOK),
        (as_workbook(PLAIN)[:2000], "blad.xlsx", NO_WORKBOOK),
        (workbook_parts(sheet1=b"<worksheet"), "blad.xlsx", NO_WORKBOOK),
        (LOCKED, "blad.xlsx", "filen: Filen är låst med lösenord. Spara en kopia utan lösenord och försök igen."),
        (as_workbook(PLAIN), "blad.csv", "filen: Filen är ingen textfil. Spara den som .csv"),
        (b"\xff\xfe\xfd", "blad.jsonl", "filen: Filen är inte skriven i UTF-8. Spara den så och försök igen."),
        (as_csv(PLAIN), "blad.pdf", "filen: Den här sortens fil går inte att läsa. Spara den som Excel-fil (.xlsx)"),
        (as_csv([["Hej"], ["då"]]), "blad.csv", "filen: Överst saknas raden som säger vad varje kolumn är."),
        (b'Enhet;M\xc3\xa5nad\n"Farsta;2021-03\n', "blad.csv", "rad 2: Ett citattecken saknar sitt par, eller"),
        (b"Enhet;M\xc3\xa5nad\nFarsta;" + b"x" * 131_073, "blad.csv", "rad 2: Ett citattecken saknar sitt par, eller"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(content: bytes, filename: str, problem: str) -> None:
    (told,) = refusal(content, filename)
    assert told.startswith(problem)


TOO_LARGE = ["filen: Filen är för stor. Dela upp den: högst 200000 rader, 300 kolumner och 20 MB."]


def test_a_file_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    bomb = workbook_parts(sheet1=bytes(table.LARGEST_UNPACKED + 1))
    assert len(bomb) < 1_000_000
    assert refusal(bomb, "blad.xlsx") == TOO_LARGE
    large = tmp_path / "blad.csv"
    with large.open("wb") as file:
        file.truncate(table.LARGEST_FILE + 1)
    with pytest.raises(Refused) as refused:
        read_sheet(large, "blad.csv", shipped(), "talk", TREE, TODAY)
    assert [problem.in_language("sv") for problem in refused.value.problems] == TOO_LARGE


def test_too_many_rows_or_columns_are_refused() -> None:
    line = f"{FARSTA};2021-03\n".encode()
    assert refusal(b"Enhet;M\xc3\xa5nad\n" + line * table.MOST_ROWS) == TOO_LARGE
    assert refusal(as_workbook([["Enhet", "Månad"], ["", *[None] * 400, "x"]]), "blad.xlsx") == TOO_LARGE


def test_too_many_blank_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "_MOST_CELLS", 100)
    book = Workbook()
    book.worksheets[0].cell(1, 200).number_format = "0.00"
    written = io.BytesIO()
    book.save(written)
    assert refusal(written.getvalue(), "blad.xlsx") == TOO_LARGE


def test_entities_that_multiply_are_refused() -> None:
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    start = f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY e0 "ha">{laughs}]>'
    with zipfile.ZipFile(io.BytesIO(as_workbook(PLAIN))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    bomb = start + sheet.replace("Enhet", "Enhet &e11;")
    assert bomb != start + sheet
    assert refusal(workbook_parts(sheet1=bomb.encode()), "blad.xlsx") == [NO_WORKBOOK]


def test_formulas_without_results_are_refused_rather_than_read_as_empty() -> None:
    content = as_workbook([PLAIN[0], [FARSTA, "2021-03", "=1+1", 0]])
    assert refusal(content, "blad.xlsx") == [
        "filen: Filen har formler som inte är uträknade. Öppna den i ett kalkylprogram, spara den och försök igen."
    ]


def test_a_formula_that_came_out_empty_is_read_as_empty() -> None:
    with zipfile.ZipFile(io.BytesIO(as_workbook([PLAIN[0], [FARSTA, "2021-03", "=1+1", ""]]))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    computed = re.sub(rb'<c r="C2"[^>]*>', b'<c r="C2" t="str">', sheet)
    assert computed != sheet
    assert only(read(workbook_parts(sheet1=computed), "blad.xlsx")) == {}


@given(place=st.integers(0, 5000), damage=st.binary(min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(place: int, damage: bytes) -> None:
    content = as_workbook(PLAIN)
    with suppress(Refused):
        read(content[:place] + damage + content[place + len(damage) :], "blad.xlsx")


@given(content=st.binary(max_size=200), start=st.sampled_from([b"", b"\xff\xfe", b"unit;month\n", b'{"unit":']))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused_and_nothing_else(content: bytes, start: bytes) -> None:
    for filename in ("blad.csv", "blad.jsonl", "blad.xlsx"):
        with suppress(Refused):
            read(start + content, filename)


def test_an_unknown_instrument_is_refused_with_those_there_are() -> None:
    (problem,) = refusal(as_csv(PLAIN), code="samtal")
    assert problem.startswith("Det finns inget som heter ”samtal”. Välj ett av ")


def test_a_thousand_rows_take_well_under_a_second() -> None:
    headings = template(shipped().latest("talk"))
    row = {"Enhet": FARSTA, "Månad": "2021-03", "Kvinnor": 1, "Vad händer nu?": "new_talk"}
    rows: Rows = [headings, *([row.get(heading, "") for heading in headings] for _ in range(1000))]
    for content, filename in ((as_csv(rows), "blad.csv"), (as_workbook(rows), "blad.xlsx")):
        started = time.process_time()
        assert len(read(content, filename).taken) == 1000
        assert time.process_time() - started < 1


# There and back


def headings_of(instrument: Instrument, language: str) -> list[str]:
    """Headings as codes, or as the template has them in a language."""
    if language != "codes":
        return template(instrument, language)
    parts = [
        [f"{question.code}.{kind}" for kind in question.kind_codes]
        if isinstance(question, HeadcountQuestion)
        else [question.code]
        for question in instrument.questions
    ]
    return ["unit", "month", *(code for codes in parts for code in codes)]


def cells_of(question: Question, answer: Any, language: str) -> list[Any]:
    if isinstance(question, HeadcountQuestion):
        return [answer[code] for code in question.kind_codes] if answer else [""] * len(question.kinds)
    if answer is None or not isinstance(question, OneQuestion | ManyQuestion):
        return ["" if answer is None else answer]
    titles = {option.code: option.title for option in question.options}
    chosen = [str(code) for code in (answer if isinstance(answer, list) else [answer])]
    return ["|".join(code if language == "codes" else titles[code].in_language(language) for code in chosen)]


def written(instrument: Instrument, sheets: Sequence[Mapping[str, Any]], language: str) -> Rows:
    unit = "farsta_foraldrastod" if language == "codes" else FARSTA
    when = str(instrument.first_month) if language == "codes" else instrument.first_month.name(language)
    rows = [
        [
            unit,
            when,
            *(
                cell
                for question in instrument.questions
                for cell in cells_of(question, sheet.get(question.code), language)
            ),
        ]
        for sheet in sheets
    ]
    return [headings_of(instrument, language), *rows]


EVERY = [version for code in shipped() for version in shipped().of(code)]
NAMES = [f"{instrument.code}-{instrument.version}" for instrument in EVERY]


@pytest.mark.parametrize("language", ["codes", "sv", "en"])
@pytest.mark.parametrize("instrument", EVERY, ids=NAMES)
def test_every_shipped_example_comes_back_as_it_was_written(instrument: Instrument, language: str) -> None:
    rows = written(instrument, instrument.examples, language)
    for content, filename in ((as_csv(rows), "blad.csv"), (as_workbook(rows), "blad.xlsx")):
        report = read(content, filename, instrument.code)
        assert [made.answers for made in report.registrations] == list(instrument.examples), said(report)


@pytest.mark.parametrize("instrument", EVERY, ids=NAMES)
def test_every_template_is_read_without_questions(instrument: Instrument) -> None:
    for language in ("sv", "en"):
        assert len(set(template(instrument, language))) == len(template(instrument, language))
        with pytest.raises(Refused) as refused:
            read(as_csv([template(instrument, language)]), code=instrument.code)
        assert str(refused.value.problems[0].in_language("sv")) == NO_ROWS


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_answers_come_back_as_they_were_written(data: st.DataObject) -> None:
    noted = with_note()
    instrument = data.draw(st.sampled_from([*EVERY, *(found for code in noted for found in noted.of(code))]))
    among = shipped() if instrument in EVERY else noted
    sheets = data.draw(st.lists(answers(instrument), min_size=1, max_size=3))
    language = data.draw(st.sampled_from(["codes", "sv", "en"]))
    content = as_csv(written(instrument, sheets, language), data.draw(st.sampled_from(";,\t")))
    report = read(content, code=instrument.code, among=among)
    assert [made.answers for made in report.registrations] == sheets, said(report)
    stored = [
        {"unit": "farsta_foraldrastod", "month": str(instrument.first_month), "answers": sheet} for sheet in sheets
    ]
    lines = read(as_lines(*stored), "blad.jsonl", instrument.code, among)
    assert [made.answers for made in lines.registrations] == sheets, said(lines)
