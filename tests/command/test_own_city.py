"""From a spreadsheet to published numbers by command, held against an independent count of the same rows."""

import csv
import hashlib
import io
import json
from collections import Counter
from pathlib import Path

import jsonschema
import pytest

from tests.command.conftest import PROJECT, City, folja
from tests.command.own_city import UNITS, spreadsheet, talks
from tests.databases import rows

SCHEMAS = PROJECT / "docs" / "reference"


def test_volumes_are_exact(closed_city: City) -> None:
    expected = Counter(talk.unit.partition("_")[0] for talk in closed_city.talks)
    rows = closed_city.folja("figure", "talks", "--by", "unit", "--period", "2021T1").rows
    assert {row["unit"]: row["value"] for row in rows} == expected


def test_counts_about_people_are_multiples_of_five_and_within_five_of_the_truth(closed_city: City) -> None:
    cells = closed_city.folja("cube", "talk.adults", "--period", "2021T1").rows
    leaves = {(cell["leaf"], cell["category"]): cell["value"] for cell in cells if cell["leaf"]}
    counted_as = {"farsta_lykta": "farsta:other", "farsta_liten": "farsta:other"}
    for leaf in ("farsta_stod", "farsta:other", "hasselby_stod"):
        here = [talk for talk in closed_city.talks if counted_as.get(talk.unit, talk.unit) == leaf]
        known = [talk for talk in here if talk.women is not None]
        truth = {
            "answered": len(known),
            "women": sum(talk.women > 0 for talk in known),
            "men": sum(talk.men > 0 for talk in known),
            "women_and_men": sum(talk.women > 0 and talk.men > 0 for talk in known),
            "alone_women": sum((talk.women, talk.men) == (1, 0) for talk in known),
        }
        for category, count in truth.items():
            assert leaves[leaf, category] % 5 == 0
            assert abs(leaves[leaf, category] - count) < 5


@pytest.mark.parametrize("form", ["json", "csv"])
def test_every_cell_that_is_ever_printed_is_a_multiple_of_five(closed_city: City, form: str) -> None:
    done = closed_city.folja("cube", "all", "--format", form)
    cells = done.rows if form == "json" else list(csv.DictReader(io.StringIO(done.out)))
    assert len(cells) > 200
    assert [cell for cell in cells if float(cell["value"]) % 5] == []


def test_sums_are_exactly_the_sums_of_their_leaves(closed_city: City) -> None:
    cells = closed_city.folja("cube", "talk.first_talk").rows
    leaves: Counter[str] = Counter()
    for cell in cells:
        if cell["leaf"]:
            leaves[cell["category"]] += cell["value"]
    city = {
        c["category"]: c["value"]
        for c in cells
        if c["leaf"] is None and c["unit"] == "stad" and c["period"] == "2021T1"
    }
    assert city == leaves


def test_small_units_are_counted_together_and_never_alone(closed_city: City) -> None:
    leaves = {cell["leaf"] for cell in closed_city.folja("cube", "talk.adults").rows if cell["leaf"]}
    assert leaves == {"farsta_stod", "farsta:other", "hasselby_stod"}


def test_a_share_times_its_base_is_a_multiple_of_five(closed_city: City) -> None:
    [figure] = closed_city.folja("figure", "men_share_talks", "--unit", "farsta", "--period", "2021T1").rows
    assert figure["shown"]
    assert figure["value"] * figure["base"] == pytest.approx(figure["numerator"])
    assert figure["numerator"] % 5 == figure["base"] % 5 == 0
    assert figure["low"] < figure["value"] < figure["high"]


def test_nothing_about_people_is_shown_before_the_tertial_is_closed(closed_city: City) -> None:
    said = closed_city.folja("figure", "men_share_talks", "--period", "2021T2")
    assert said.code == 0
    [figure] = said.rows
    assert (figure["value"], figure["shown"], figure["reason"]) == (None, False, "open")


def test_open_months_show_exact_volumes(closed_city: City) -> None:
    [figure] = closed_city.folja("figure", "talks", "--period", "2021T2").rows
    assert figure["value"] == 200


def test_a_colleague_alone_does_not_show_in_the_volumes(closed_city: City) -> None:
    rows = closed_city.folja("figure", "talks", "--unit", "farsta", "--by", "unit", "--period", "2021T1").rows
    shown = {row["unit"]: row["shown"] for row in rows}
    assert shown["farsta_liten"] is False
    assert list(shown.values()).count(False) == 2  # one alone could be had by subtraction
    assert all(row["offered"]["unit"] == "farsta" for row in rows if not row["shown"])


def test_what_is_printed_fits_the_published_schemas(closed_city: City) -> None:
    for command, schema in (
        (("figure", "talks_by_next_step", "--by", "unit"), "figure"),
        (("figure", "men_share_talks", "--unit", "farsta_liten"), "figure"),
        (("figure", "response_rate_talks", "--by", "unit"), "figure"),
        (("cube", "talk.adults"), "cube"),
    ):
        described = json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8"))
        jsonschema.validate(closed_city.folja(*command).rows, described)


def test_a_closing_draws_a_salt_for_its_checksum_that_nothing_prints(closed_city: City, tmp_path: Path) -> None:
    [(document,)] = rows(closed_city.home, "SELECT document FROM publication_closedtertial")
    salt = json.loads(document)["provenance"]["salt"]
    assert len(salt) == 64
    page = tmp_path / "report.html"
    report = ("report", "tertial", "--unit", "stad", "--period", "2021T1", "--out", str(page))
    assert closed_city.folja(*report).code == 0
    said = page.read_text(encoding="utf-8")
    assert hashlib.sha256(document.encode()).hexdigest() in said
    assert salt not in said + closed_city.folja("cube", "all").out


def test_the_audit_is_clean_and_turns_red_on_raw_counts(closed_city: City, tmp_path: Path) -> None:
    assert closed_city.folja("audit").code == 0
    cells = closed_city.folja("cube", "all").rows
    (tmp_path / "cells.json").write_text(json.dumps(cells), encoding="utf-8")
    assert closed_city.folja("audit", str(tmp_path / "cells.json")).code == 0
    known = Counter(talk.unit for talk in closed_city.talks if talk.women is not None)
    for cell in cells:
        if cell["cube"] == "talk.adults" and cell["category"] == "answered" and cell["leaf"] in known:
            cell["value"] = known[cell["leaf"]]
    (tmp_path / "raw.json").write_text(json.dumps(cells), encoding="utf-8")
    said = closed_city.folja("audit", str(tmp_path / "raw.json"))
    assert said.code == 1
    assert "talk.adults.answered" in said.out


def test_a_closed_tertial_is_not_closed_again(closed_city: City) -> None:
    said = closed_city.folja("close", "2021T1")
    assert said.code == 1
    assert "redan stängt" in said.err


def test_a_tertial_is_not_closed_before_its_days_of_grace_have_run_out(closed_city: City) -> None:
    said = closed_city.folja("close", "2021T2", today="2021-09-15")
    assert said.code == 1
    assert "16 september 2021" in said.err


def test_tertials_are_closed_in_turn(closed_city: City) -> None:
    said = closed_city.folja("close", "2021T3", today="2022-02-01")
    assert said.code == 1
    assert "Tertial 2 2021 är inte stängt och har registreringar. Stäng det först." in said.err


def test_the_same_file_is_not_taken_in_twice(closed_city: City, tmp_path: Path) -> None:
    (tmp_path / "later.csv").write_text(spreadsheet(talks(200, first_month=5, seed=2)), encoding="utf-8")
    said = closed_city.folja("import", "talk", str(tmp_path / "later.csv"))
    assert said.code == 1
    assert "redan inläst" in said.err


def test_rows_of_a_closed_month_are_refused_and_nothing_is_taken(closed_city: City, tmp_path: Path) -> None:
    rows = [*talks(3, first_month=6, months=1, seed=5), *talks(1, first_month=2, months=1, seed=6)]
    (tmp_path / "mixed.csv").write_text(spreadsheet(rows), encoding="utf-8")
    before = closed_city.folja("figure", "talks", "--period", "2021-06", today="2021-12-02").rows
    said = closed_city.folja("import", "talk", str(tmp_path / "mixed.csv"))
    assert said.code == 1
    assert "stängd" in said.err
    assert closed_city.folja("figure", "talks", "--period", "2021-06", today="2021-12-03").rows == before


def test_a_dry_run_says_what_would_be_taken_and_takes_nothing(closed_city: City, tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text(spreadsheet(talks(5, first_month=7, months=1, seed=8)), encoding="utf-8")
    said = closed_city.folja("import", "talk", str(tmp_path / "new.csv"), "--dry-run")
    assert said.code == 0
    assert "5 rader går att läsa in" in said.err
    assert "Ingenting har sparats" in said.err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("close", "2021T1", "--engine", "abacus"), "finns inte"),
        (("close", "2999T3"), "kan stängas från och med 16 januari 3000"),
        (("close", "1900T1"), "1900T1: "),
    ],
)
def test_unknown_words_are_refused_with_what_to_do(closed_city: City, words: tuple[str, ...], expected: str) -> None:
    said = closed_city.folja(*words)
    assert said.code == 1
    assert expected in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("close", "2021T9"), "2021T9 är ingen period. Skriv 2021-03"),
        (("close", "1899T3"), "1899T3 är ingen period"),
        (("figure",), "Missing argument 'INDICATOR'"),
        (("figure", "men_share_talk"), "men_share_talk finns inte. Menade du men_share_talks"),
        (("figure", "talks", "--by", "age"), "--by: age finns inte. Välj bland unit, gender."),
        (("figure", "talks", "--unit", "farsta_sto"), "farsta_sto finns inte. Menade du farsta_stod eller"),
        (("cube", "talk.adult"), "Menade du talk.adults"),
        (("cube", "talk.nothing"), "Alla listas av python3 run.py cube"),
        (("cube", "talk.adults", "--unit", "farst"), "--unit: farst finns inte. Menade du farsta"),
        (("report", "tertial", "--unit", "x", "--period", "2021T1", "--out", "x.pdf"), "x finns inte. Välj bland stad"),
        (("account", "bo@kommunen.example", "--role", "manages", "--unit", "x", "--password", "å" * 9), "x finns inte"),
        (("serve", "--port", "99999"), "99999 är ingen port. Välj ett tal från 1 till 65535"),
    ],
)
def test_wrong_use_is_told_with_exit_code_two(closed_city: City, words: tuple[str, ...], expected: str) -> None:
    said = closed_city.folja(*words)
    assert said.code == 2
    assert said.out == ""
    assert expected in said.err


def test_small_units_that_are_counted_together_can_be_asked_for_by_their_common_name(closed_city: City) -> None:
    [common] = {cell["leaf"] for cell in closed_city.folja("cube", "talk.adults").rows if ":" in (cell["leaf"] or "")}
    cells = closed_city.folja("cube", "talk.adults", "--unit", common).rows
    assert {cell["leaf"] for cell in cells} == {common}


def test_a_long_import_is_summed_up_in_a_few_lines(closed_city: City, tmp_path: Path) -> None:
    (tmp_path / "long.csv").write_text(spreadsheet(talks(400, first_month=5, seed=9)), encoding="utf-8")
    said = closed_city.folja("import", "talk", str(tmp_path / "long.csv"), "--dry-run")
    assert "Kvinnor → adults.women" in said.err
    assert "datum → maj 2021 (" in said.err
    assert "400 rader går att läsa in, 0 hoppas över och 0 måste rättas." in said.err
    assert len(said.err.splitlines()) < 15


def test_many_faults_are_told_up_to_fifty_and_then_counted(closed_city: City, tmp_path: Path) -> None:
    rows = "".join(f"farsta_stod;2021-05;{number}00\n" for number in range(1, 81))
    (tmp_path / "faulty.csv").write_text(f"Enhet;Månad;Kvinnor\n{rows}", encoding="utf-8")
    said = closed_city.folja("import", "talk", str(tmp_path / "faulty.csv"), "--dry-run")
    assert said.code == 1
    assert said.err.count("kolumn Kvinnor: ") == 50
    assert "… och 30 fel till." in said.err
    assert "Ingenting har lästs in." in said.err


@pytest.mark.parametrize("content", [b"Enhet;M\xc3\xa5nad\nfarsta_stod;\0", b"Enhet;M\xc3\xa5nad\nx;" + b"x" * 131_073])
def test_a_file_that_is_no_table_is_refused_without_a_traceback(
    closed_city: City, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "odd.csv").write_bytes(content)
    said = closed_city.folja("import", "talk", str(tmp_path / "odd.csv"))
    assert said.code == 1
    assert "Traceback" not in said.err


def test_units_with_an_error_are_refused_with_the_row_and_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(UNITS.replace("farsta;6", "no_such;6"), encoding="utf-8")
    said = folja("init", "--home", str(tmp_path / "home"), "--units", str(tmp_path / "units.csv"))
    assert said.code == 1
    assert "no_such" in said.err
    assert "Traceback" not in said.err


def test_a_home_without_an_installation_says_how_to_make_one(tmp_path: Path) -> None:
    said = folja("figure", "talks", "--home", str(tmp_path / "nothing"))
    assert said.code == 1
    assert f"Kör först: python3 run.py init --home {tmp_path / 'nothing'} --units FIL.csv" in said.err


def test_a_new_installation_says_what_to_type_next(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    home = str(tmp_path / "home")
    said = folja("init", "--home", home, "--units", str(tmp_path / "units.csv"))
    assert f"python3 run.py account E-POST --home {home} --role leads_city --unit stad" in said.err
    assert f"python3 run.py serve --home {home}" in said.err


def test_a_file_in_the_place_of_the_home_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for home in (tmp_path / "file", tmp_path / "file" / "below"):
        for words in (("figure", "talks"), ("demo", "--no-serve")):
            said = folja(*words, "--home", str(home))
            assert said.code == 2
            assert "är en fil. Ange en mapp" in said.err


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("FOLJA_TODAY", "i går", "FOLJA_TODAY: ”i går” är inget datum. Skriv det som 2022-06-14"),
        ("FOLJA_HTTPS", "kanske", "En inställning går inte att läsa. Rätta den, eller ta bort den."),
    ],
)
def test_a_setting_that_cannot_be_read_is_told_and_nothing_is_made(
    tmp_path: Path, name: str, value: str, expected: str
) -> None:
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    words = ("init", "--home", str(tmp_path / "home"), "--units", str(tmp_path / "units.csv"))
    said = folja(*words, **{name: value})
    assert said.code == 1
    assert expected in said.err
    assert "Traceback" not in said.err
    assert not (tmp_path / "home").exists()


def test_the_report_is_a_pdf_one_can_send(closed_city: City, tmp_path: Path) -> None:
    out = tmp_path / "rapport.pdf"
    said = closed_city.folja("report", "tertial", "--unit", "farsta", "--period", "2021T1", "--out", str(out))
    assert said.code == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_the_content_check_passes() -> None:
    assert folja("check").code == 0


def test_a_database_from_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    home = tmp_path / "home"
    assert folja("init", "--home", str(home), "--units", str(tmp_path / "units.csv")).code == 0
    rows(
        home,
        "INSERT INTO django_migrations (app, name, applied) VALUES ('collection', '9999_from_later', '2021-01-01') "
        "RETURNING id",
    )
    said = folja("figure", "talks", "--home", str(home))
    assert said.code == 1
    assert "nyare version" in said.err


def test_invented_registrations_never_get_into_a_real_installation(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    home = tmp_path / "home"
    assert folja("init", "--home", str(home), "--units", str(tmp_path / "units.csv")).code == 0
    said = folja("demo", "--home", str(home), "--no-serve")
    assert said.code == 1
    assert "riktig installation" in said.err
