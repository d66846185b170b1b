"""Everything that comes with Följa loads, is complete, and names only what exists."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from folja.counting.plan import plan_for
from folja.disclosure import policy
from folja.figures import indicator as indicators
from folja.figures.indicator import Indicator, is_asked
from folja.instruments.content import SHIPPED, Node, files, read
from folja.instruments.instrument import Instrument
from folja.instruments.loading import check_examples, shipped
from folja.instruments.question import Question
from folja.instruments.validation import registration
from folja.vocabulary.text import Text

VERSIONS = [version for code in shipped() for version in shipped().of(code)]
QUESTIONS = [(version, question) for version in VERSIONS for question in version.questions]
INDICATORS = indicators.shipped()
FILES = sorted(SHIPPED.rglob("*.yaml"))


def named(value: Any) -> str:
    return f"{value.code}-{value.version}" if isinstance(value, Instrument) else getattr(value, "code", str(value))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SHIPPED).as_posix())
def test_every_file_reads_as_a_mapping_without_a_key_given_twice(path: Any) -> None:
    assert read(path, SHIPPED).values


@pytest.mark.parametrize("instrument", VERSIONS, ids=named)
def test_a_file_stands_where_its_code_and_version_say(instrument: Instrument) -> None:
    assert (SHIPPED / "instruments" / instrument.code / f"{instrument.version}.yaml").is_file()
    assert [version.version for version in shipped().of(instrument.code)] == [
        number + 1 for number in range(len(shipped().of(instrument.code)))
    ]


@pytest.mark.parametrize(("instrument", "question"), QUESTIONS, ids=named)
def test_every_question_says_how_it_is_meant(instrument: Instrument, question: Question) -> None:
    for text in (question.text, question.help):
        assert text.sv.strip() not in ("", "None")
        assert text.en.strip() not in ("", "None")
    assert question.help.sv != question.text.sv


@pytest.mark.parametrize("instrument", VERSIONS, ids=named)
def test_every_example_is_a_valid_answer(instrument: Instrument) -> None:
    assert len(instrument.examples) >= 2
    for example in instrument.examples:
        assert registration(instrument, "farsta", instrument.first_month, example, today=date(2022, 6, 14)).answers


def test_the_products_own_check_agrees() -> None:
    check_examples()


@pytest.mark.parametrize("instrument", VERSIONS, ids=named)
def test_every_question_is_answered_by_some_example(instrument: Instrument) -> None:
    answered = {code for example in instrument.examples for code, value in example.items() if value is not None}
    assert answered <= instrument.by_code.keys()
    assert {question.code for question in instrument.questions} - answered == set()


@pytest.mark.parametrize("instrument", VERSIONS, ids=named)
def test_an_instrument_is_for_a_level_of_prevention_that_exists(instrument: Instrument) -> None:
    levels = {value.code for value in shipped().classifications["prevention_level"].values}
    assert instrument.level in levels


def test_every_classification_has_options_with_words_in_both_languages() -> None:
    for classification in shipped().classifications.values():
        assert len(classification.values) >= 2
        assert all(value.title.sv and value.title.en for value in classification.values)


# --- indicators ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=named)
def test_an_indicator_is_asked_for_by_the_latest_version_or_an_earlier_one(indicator: Indicator) -> None:
    assert any(is_asked(indicator, plan_for(version)) for version in shipped().of(indicator.instrument))


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=named)
def test_an_indicator_has_a_definition_and_fits_in_a_sentence(indicator: Indicator) -> None:
    texts: list[Text] = [indicator.title, indicator.phrase, indicator.definition]
    assert all(text.sv.strip() and text.en.strip() for text in texts)
    assert indicator.phrase.sv[0].islower()
    assert not indicator.phrase.sv.endswith(".")


@pytest.mark.parametrize("indicator", [one for one in INDICATORS.values() if len(one.numerator) > 1], ids=named)
def test_cells_that_are_added_exclude_each_other(indicator: Indicator) -> None:
    """Options of one question, kinds of people, or cells of questions of which one is asked after the other's."""
    for instrument in shipped().of(indicator.instrument):
        if is_asked(indicator, plan_for(instrument)):
            for one in (indicator.numerator, indicator.base):
                assert len({term.code for term in one}) == len(one)
                kinds = {type(instrument.by_code[term.attribute]).__name__ for term in one}
                assert "ManyQuestion" not in kinds


# --- reports -------------------------------------------------------------------------------------------------


def sections() -> Iterator[tuple[str, Node]]:
    for path in files(SHIPPED, "reports"):
        report = read(path, SHIPPED)
        for section in report.nodes("sections"):
            yield f"{report.word('code')}.{section.word('code')}", section


SECTIONS = dict(sections())


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_of_a_report_names_indicators_that_exist_and_of_the_right_kind(section: str) -> None:
    node = SECTIONS[section]
    volumes, figures = node.words("volumes"), node.words("figures")
    assert {INDICATORS[code].kind for code in volumes} <= {"volume"}
    assert "volume" not in {INDICATORS[code].kind for code in figures}
    for key in ("trend", "bars"):
        if key in node.values:
            assert INDICATORS[node.word(key)].kind == "share"
    if "bars" in node.values:
        assert INDICATORS[node.word("bars")].distribution


def test_no_indicator_is_shown_twice_in_a_section() -> None:
    for node in SECTIONS.values():
        shown = [*node.words("volumes"), *node.words("figures")]
        assert len(shown) == len(set(shown))


def test_what_each_kind_of_question_for_families_says_is_in_the_report() -> None:
    told = {INDICATORS[code].instrument for node in SECTIONS.values() for code in node.words("figures")}
    assert {one.code for one in map(shipped().latest, shipped()) if one.audience == "family"} <= told


def test_the_policy_is_the_one_that_privacy_promises() -> None:
    found = policy.shipped()
    assert (found.rounding_base, found.least_registrations, found.least_staff) == (5, 20, 3)
    assert found.least_base_for_share == 40
    assert found == policy.Policy()


def test_habits_are_about_how_staff_work_and_are_these() -> None:
    """A new one is a decision about privacy: see docs/decisions/0008."""
    habits = {
        f"{version.code}.{q.code}" for version in VERSIONS for q in version.questions if getattr(q, "habit", False)
    }
    assert habits == {
        "collaboration_activity.activity",
        "collaboration_activity.way",
        "consultation.asked_by",
        "consultation.way",
        "home_visit.visit_way",
        "outreach.place",
        "programme.programme",
        "programme.way",
        "single_home_visit.visit_way",
        "talk.meeting_way",
        "theme_meeting.form",
        "theme_meeting.way",
    }
