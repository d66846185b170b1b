"""A snapshot is made of answers as they are kept: typed, in no order, a few at a time, and nothing wrong in silence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from folja.counting import snapshot
from folja.counting.snapshot import write
from folja.instruments.loading import shipped
from folja.instruments.question import NoteQuestion
from folja.instruments.registration import Kept
from folja.vocabulary.problem import Refused
from tests.instruments import TINY

TALK = shipped().version("talk", 2)
VERSIONS = {("talk", 2): TALK}
RIGHT = '{"adults":{"men":0,"other_gender":0,"women":1},"child_ages":["age_0_6","age_7_12"],"first_talk":"yes"}'


def talk(answers: str) -> Kept:
    return "talk", 2, "farsta_stod", "2021-03", answers


@pytest.mark.parametrize(
    ("answers", "question"),
    [
        ('{"first_talk":"perhaps"}', "first_talk"),
        ('{"first_talk":1}', "first_talk"),
        ('{"first_talk":["yes"]}', "first_talk"),
        ('{"child_ages":["age_0_6","age_of_reason"]}', "child_ages"),
        ('{"child_ages":"age_0_6"}', "child_ages"),
        ('{"child_ages":[]}', "child_ages"),
        ('{"adults":{"men":0,"other_gender":0,"women":"1"}}', "adults"),
        ('{"adults":{"men":0,"other_gender":0,"women":1.5}}', "adults"),
        ('{"adults":{"men":0,"other_gender":0,"women":99}}', "adults"),
        ('{"adults":{"men":0,"women":1}}', "adults"),
        ('{"adults":{"aunts":1,"men":0,"other_gender":0,"women":1}}', "adults"),
        ('{"adults":2}', "adults"),
        ('{"weather":"rain"}', ""),
        ("[]", ""),
        ("null", ""),
        ('{"first_talk":"ye', ""),
        ("", ""),
    ],
)
def test_what_could_not_have_been_registered_is_refused_by_question_and_not_repeated(
    tmp_path: Path, answers: str, question: str
) -> None:
    with pytest.raises(Refused) as refused:
        write([talk(RIGHT), talk(answers), talk(RIGHT)], VERSIONS, tmp_path)
    [problem] = refused.value.problems
    place = "Råd- och stödsamtal, mars 2021"
    assert problem.where == (f"{place}, {question}" if question else place)
    assert problem.text.sv == (
        "Det finns svar som inte kan ha registrerats. Databasen är ändrad utanför Följa: "
        "läs tillbaka en säkerhetskopia, eller ta bort det som är fel."
    )
    assert list(tmp_path.iterdir()) == []


def test_questions_that_nobody_asked_then_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="registrations of version 1, which is not in force"):
        write([("talk", 1, "farsta_stod", "2021-03", "{}")], VERSIONS, tmp_path)


def test_only_a_few_rows_are_in_memory_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "ROWS_AT_A_TIME", 10)
    alive: list[int] = []

    class Answers(str):
        """Counts those of its kind that are alive."""

        def __init__(self, _: str) -> None:
            alive.append(1)

        def __del__(self) -> None:
            alive.pop()

    most = 0

    def rows() -> Iterator[Kept]:
        nonlocal most
        for _ in range(95):
            yield talk(Answers(RIGHT))
            most = max(most, len(alive))

    found = write(rows(), VERSIONS, tmp_path)
    assert most <= 30  # one batch that is read, one that is taken in, and one that is being let go of
    assert len(list(found.registrations(TALK))) == 95


def test_what_is_written_freely_is_in_no_file(tmp_path: Path) -> None:
    instrument = TINY.latest("one")
    [note] = [question.code for question in instrument.questions if isinstance(question, NoteQuestion)]
    answers = f'{{"{note}":"Ett ovanligt vittnesmål"}}'
    row = (instrument.code, instrument.version, "farsta_stod", "2021-03", answers)
    found = write([row], {(instrument.code, instrument.version): instrument}, tmp_path)
    [file] = found.files(instrument)
    assert list(tmp_path.iterdir()) == [file]
    assert b"vittnesm" not in file.read_bytes()
