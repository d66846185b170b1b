"""Content that disclosure control can't follow, or that nobody can answer, is refused where it stands."""

from pathlib import Path

import pytest
import yaml

from folja.counting.plan import plan_for
from folja.instruments.content import SHIPPED
from folja.instruments.loading import check_examples, load
from folja.vocabulary.problem import Refused

HEAD = """\
code: tiny
version: 1
from: 2019-02
audience: staff
level: universal
icon: talk
title: {sv: Prov, en: Trial}
definition: {sv: Prov, en: Trial}
nouns: {sv: {one: prov, the: provet, many: prov}, en: {one: trial, the: the trial, many: trials}}
questions:
"""
ASKED = "text: {sv: Fråga, en: Question}, help: {sv: Hjälp, en: Help}"
TWO = "options: [{code: a, title: {sv: A, en: A}}, {code: b, title: {sv: B, en: B}}]"
ONE = f"  - {{code: first, kind: one, {ASKED}, {TWO}}}\n"
MANY = f"  - {{code: several, kind: many, {ASKED}, {TWO}}}\n"


def refused(tmp_path: Path, questions: str) -> str:
    """What the loader says of an instrument with these questions."""
    (tmp_path / "classifications").mkdir()
    folder = tmp_path / "instruments" / "tiny"
    folder.mkdir(parents=True)
    (folder / "1.yaml").write_text(HEAD + questions, encoding="utf-8")
    with pytest.raises(Refused) as caught:
        load(tmp_path)
    return caught.value.problems[0].in_language("en")


@pytest.mark.parametrize(
    ("questions", "line", "said"),
    [
        (MANY + f"  - {{code: child, kind: one, {ASKED}, {TWO}, show_if: {{several: {{any: [a]}}}}}}\n", 12, "can't"),
        (
            ONE
            + ONE.replace("first", "second")
            + f"  - {{code: child, kind: one, {ASKED}, {TWO}, "
            + "show_if: {and: [{first: {is: a}}, {second: {is: a}}]}}\n",
            13,
            "two questions",
        ),
        (
            f"  - {{code: child, kind: one, {ASKED}, {TWO}, show_if: {{first: {{is: a}}}}}}\n" + ONE,
            11,
            "before this one",
        ),
        (ONE + ONE, 11, "twice"),
        (f"  - {{code: first, kind: guess, {ASKED}}}\n", 11, "no question kind"),
        (f"  - {{code: first, kind: one, text: {{sv: Fråga}}, help: {{sv: H, en: H}}, {TWO}}}\n", 11, "lacks words"),
    ],
)
def test_it_is_refused_where_it_stands(tmp_path: Path, questions: str, line: int, said: str) -> None:
    words = refused(tmp_path, questions)
    place, _, rest = words.partition(": ")
    assert place.startswith("instruments/tiny/1.yaml:")
    assert abs(int(place.rpartition(":")[2]) - line) <= 1
    assert said in rest


def test_groups_that_overlap_are_refused(tmp_path: Path) -> None:
    three = TWO.replace("]", ", {code: c, title: {sv: C, en: C}}]")
    groups = "groups: [{code: x, title: {sv: X, en: X}, of: [a, b]}, {code: y, title: {sv: Y, en: Y}, of: [b, c]}]"
    assert "overlap" in refused(tmp_path, f"  - {{code: first, kind: one, {ASKED}, {three}, {groups}}}\n")


MARKED = ONE.replace("kind: one", "kind: one, sensitive: true")
HANGING = f"  - {{code: child, kind: one, {ASKED}, {TWO}, show_if: {{first: {{is: a}}}}}}\n"
ALONE = "groups: [{code: x, title: {sv: X, en: X}, of: [a]}]"
STEPS = "options: [{code: '1', title: {sv: A, en: A}}, {code: '2', title: {sv: B, en: B}}]"
SCALE = f"  - {{code: helped, kind: scale, {ASKED}, {STEPS}}}\n"


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (f"  - {{code: days, kind: number, sensitive: true, {ASKED}}}\n", "only a question with options"),
        (MARKED.replace("sensitive", "habit: true, sensitive"), "only a question with options and about the family"),
        (MARKED + HANGING, "child is shown after an answer to this one"),
        (MARKED.replace(TWO, f"{TWO}, {ALONE}"), "the group x is a single option or all of them"),
        (MARKED + SCALE + "crosses: [{question: helped, by: first}]\n", "a sensitive question can't be crossed"),
    ],
    ids=["a number", "a habit", "with one that hangs on it", "a group of one", "crossed"],
)
def test_a_sensitive_question_that_something_else_would_tell_of_is_refused(
    tmp_path: Path, questions: str, said: str
) -> None:
    assert said in refused(tmp_path, questions)


def test_a_question_is_said_to_be_sensitive_where_it_is_asked(tmp_path: Path) -> None:
    folder = tmp_path / "instruments" / "tiny"
    folder.mkdir(parents=True)
    (folder / "1.yaml").write_text(HEAD + MARKED + MANY, encoding="utf-8")
    assert plan_for(load(tmp_path).latest("tiny")).sensitive == ("first",)


def test_every_example_in_the_shipped_content_is_a_valid_answer() -> None:
    check_examples()


def test_every_shipped_question_has_help_in_both_languages() -> None:
    for path in (SHIPPED / "instruments").rglob("*.yaml"):
        for question in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["questions"]:
            assert set(question["help"]) >= {"sv", "en"}, f"{path.name}: {question['code']}"
