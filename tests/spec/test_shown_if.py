"""Questions that are asked only after some answers: whoever was not asked is outside their base."""

import pytest

from folja.vocabulary.problem import Refused
from tests.instruments import tiny
from tests.spec.conftest import Counting
from tests.spec.tables import registrations


def test_after_one_option_only_those_asked_can_be_not_known(counted: Counting) -> None:
    counted(
        "shown_by_option",
        """
        unit   | month   | first | easy
        farsta | 2021-01 | yes   | easy
        farsta | 2021-01 | yes   | -
        farsta | 2021-01 | no    | -
        farsta | 2021-01 | -     | -
        """,
    ).shows(
        """
        cell            | farsta
        first.answered  | 3
        first.not_known | 1
        first.yes       | 2
        easy.answered   | 1
        easy.not_known  | 1
        easy.easy       | 1
        easy.hard       | 0
        """
    )


def test_after_a_set_of_options_the_base_is_the_set_added(counted: Counting) -> None:
    counted(
        "shown_by_set",
        """
        unit   | month   | visit   | why_late
        farsta | 2021-01 | visit_1 | -
        farsta | 2021-01 | visit_2 | work
        farsta | 2021-01 | visit_3 | illness
        farsta | 2021-01 | visit_3 | -
        farsta | 2021-01 | visit_4 | -
        """,
    ).shows(
        """
        cell                         | farsta
        visit.answered               | 5
        visit.any_of_visit_2_visit_3 | 3
        why_late.answered            | 2
        why_late.not_known           | 1
        why_late.work                | 1
        """
    )


def test_after_any_answer_the_base_is_the_answered(counted: Counting) -> None:
    counted(
        "shown_by_answered",
        """
        unit   | month   | roles          | topics
        farsta | 2021-01 | mother, father | sleep
        farsta | 2021-01 | child          | -
        farsta | 2021-01 | -              | -
        """,
    ).shows(
        """
        cell             | farsta
        roles.answered   | 2
        roles.not_known  | 1
        topics.answered  | 1
        topics.not_known | 1
        topics.sleep     | 1
        """
    )


def test_a_chain_hides_together(counted: Counting) -> None:
    counted(
        "chain",
        """
        unit   | month   | first | found_us | who
        farsta | 2021-01 | yes   | nurse    | mother
        farsta | 2021-01 | yes   | nurse    | -
        farsta | 2021-01 | yes   | friend   | -
        farsta | 2021-01 | yes   | -        | -
        farsta | 2021-01 | no    | -        | -
        """,
    ).shows(
        """
        cell               | farsta
        first.yes          | 4
        found_us.answered  | 3
        found_us.not_known | 1
        found_us.nurse     | 2
        who.answered       | 1
        who.not_known      | 1
        who.mother         | 1
        """
    )


@pytest.mark.parametrize(
    ("instrument", "table"),
    [
        ("shown_by_option", "unit | month | first | easy\n farsta | 2021-01 | no | hard"),
        ("shown_by_set", "unit | month | visit | why_late\n farsta | 2021-01 | visit_4 | work"),
        ("shown_by_answered", "unit | month | roles | topics\n farsta | 2021-01 | - | sleep"),
        ("chain", "unit | month | first | found_us | who\n farsta | 2021-01 | no | - | mother"),
    ],
)
def test_an_answer_to_a_question_that_is_not_asked_is_refused_and_never_dropped(instrument: str, table: str) -> None:
    with pytest.raises(Refused, match="not asked"):
        registrations(tiny(instrument), table)
