"""`folja protect` and `folja attack` as people run them: what is printed, exit codes, and nothing half written."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.command.conftest import Output, folja

COUNTS = "district,unit,gender,n\nNorth,Quay,woman,21\nNorth,Quay,man,2\nSouth,Park,woman,34\nSouth,Park,man,11\n"
BY = ("--by", "district,unit", "--by", "gender")


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    return written(tmp_path / "counts.csv", COUNTS)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def rows(output: Output) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(output.out)))


def test_a_table_is_protected_and_then_nothing_of_it_is_proved(counts: Path, tmp_path: Path) -> None:
    done = folja("protect", str(counts), *BY, "--count", "n")
    assert done.code == 0
    assert "enligt regeln leaves:5. Inget går att räkna ut om någon av 1-4." in done.err
    found = rows(done)
    assert found[0].keys() == {"district", "unit", "gender", "value"}
    assert {int(row["value"]) % 5 for row in found} == {0}
    table = written(tmp_path / "table.csv", done.out)
    tried = folja("attack", str(table), *BY, "--rule", "leaves:5")
    assert (tried.code, tried.out) == (0, "")
    assert "Inget gick att räkna ut om någon." in tried.err


def test_what_can_be_proved_is_printed_and_the_code_says_so(tmp_path: Path) -> None:
    text = "unit,gender,value\nA,woman,21\nA,man,..\nA,total,23\nB,woman,30\nB,man,9\nB,total,39\n"
    table = written(tmp_path / "table.csv", text)
    asked = ("attack", str(table), "--by", "unit", "--by", "gender", "--rule", "suppressed:1-4")
    said = folja(*asked)
    assert (said.code, said.out) == (1, "A × man must be 2 (from A = 23; A × woman = 21)\n")
    assert "1 fynd: något går att räkna ut. Publicera inte." in said.err
    (row,) = json.loads(folja(*asked, "--format", "json").out)
    assert (row["unit"], row["gender"], row["low"], row["high"]) == ("A", "man", 2, 2)
    assert rows(folja(*asked, "--format", "csv"))[0]["from"] == "A = 23; A × woman = 21"


def test_totals_that_everybody_knows_are_told_in_a_file(tmp_path: Path) -> None:
    table = written(tmp_path / "table.csv", "gender,value\nwoman,20\nman,0\ntotal,20\n")
    known = written(tmp_path / "known.csv", "gender,value\ntotal,26\n")
    asked = ("attack", str(table), "--by", "gender", "--rule", "leaves:5", "--language", "en")
    assert folja(*asked).code == 0
    told = folja(*asked, "--known", str(known))
    assert told.code == 1
    assert "man must be 2 to 4 (from " in told.out
    assert "something can be proved. Do not publish." in told.err


def test_files_protocol_and_tables_are_written_as_asked(counts: Path, tmp_path: Path) -> None:
    out, protocol = tmp_path / "table.json", tmp_path / "protocol.json"
    asked = ("--table", "district,gender", "--table", "unit", "--known", "unit", "--base", "3", "--format", "json")
    done = folja("protect", str(counts), *BY, "--count", "n", *asked, "--out", str(out), "--protocol", str(protocol))
    assert (done.code, done.out) == (0, "")
    assert {row["value"] % 3 for row in json.loads(out.read_text())} == {0}
    told = json.loads(protocol.read_text())
    assert (told["rule"], told["tables"], told["known_totals"], told["attacked"]) == (
        "leaves:3",
        [[1, 1], [2, 0]],
        2,
        "whole",
    )
    assert "error" not in told


def test_how_far_from_the_truth_is_told_only_when_it_is_asked_for(counts: Path) -> None:
    assert "Hemligt" not in folja("protect", str(counts), *BY, "--count", "n").err
    assert "Hemligt: talen är i snitt" in folja("protect", str(counts), *BY, "--count", "n", "--error").err


def test_records_are_counted(tmp_path: Path) -> None:
    people = written(tmp_path / "people.csv", "unit,gender\n" + "A,woman\n" * 30 + "A,man\n" * 20)
    done = folja("protect", str(people), "--by", "unit", "--by", "gender", "--records")
    assert [row["value"] for row in rows(done)] == ["50", "20", "30", "50", "20", "30"]


@pytest.mark.parametrize(
    ("change", "options", "code", "said"),
    [
        (("34", "-34"), ("--count", "n"), 1, "counts.csv:4, n: Här ska stå ett helt tal, 0 eller större"),
        (("", ""), ("--count", "antal"), 1, "counts.csv:1, antal: Kolumnen finns inte. Filens kolumner är: district"),
        (("", ""), (), 2, "Ange --count med kolumnen för antalet, eller --records"),
        (("", ""), ("--count", "n", "--table", "district,unit"), 1, "unit är ingen kolumn att dela upp efter, eller"),
        (
            ("", ""),
            ("--count", "n", "--classification", "gender=x.csv"),
            2,
            "--classification: gender=x.csv: finns inte",
        ),
    ],
)
def test_what_can_not_be_done_is_told_and_nothing_is_written(
    tmp_path: Path, change: tuple[str, str], options: tuple[str, ...], code: int, said: str
) -> None:
    counts = written(tmp_path / "counts.csv", COUNTS.replace(*change) if change[0] else COUNTS)
    out = tmp_path / "table.csv"
    done = folja("protect", str(counts), *BY, *options, "--out", str(out))
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert "Traceback" not in done.err
    assert not out.exists()
