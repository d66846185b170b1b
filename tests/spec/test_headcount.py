"""How many of each kind: counted as acts where a kind took part, as acts with one adult alone, or as people."""

from tests.spec.conftest import Counting


def test_presence_counts_acts_and_not_people(counted: Counting) -> None:
    counted(
        "presence",
        """
        unit   | month   | adults.women | adults.men | adults.other_gender
        farsta | 2021-01 | 1            | 0          | 0
        farsta | 2021-01 | 3            | 0          | 0
        farsta | 2021-01 | 0            | 2          | 0
        farsta | 2021-01 | 2            | 1          | 0
        farsta | 2021-01 | 1            | 0          | 1
        """,
    ).shows(
        """
        cell                 | farsta
        adults.answered      | 5
        adults.not_known     | 0
        adults.women         | 4
        adults.men           | 2
        adults.other_gender  | 1
        adults.only_women    | 3
        adults.only_men      | 1
        adults.women_and_men | 1
        adults.neither       | 0
        """
    )


def test_only_women_means_no_men_whoever_else_came(counted: Counting) -> None:
    counted(
        "presence",
        """
        unit   | month   | adults.women | adults.men | adults.other_gender
        farsta | 2021-01 | 1            | 0          | 1
        farsta | 2021-01 | 0            | 0          | 1
        """,
    ).shows(
        """
        cell                | farsta
        adults.women        | 1
        adults.only_women   | 1
        adults.other_gender | 2
        adults.neither      | 1
        """
    )


def test_one_number_given_makes_the_others_nothing(counted: Counting) -> None:
    counted(
        "presence",
        """
        unit   | month   | adults.women | adults.men | adults.other_gender
        farsta | 2021-01 | 1            | -          | -
        """,
    ).shows(
        """
        cell              | farsta
        adults.answered   | 1
        adults.only_women | 1
        adults.men        | 0
        """
    )


def test_all_zeros_is_an_answer_and_no_number_at_all_is_none(counted: Counting) -> None:
    counted(
        "presence",
        """
        unit   | month   | adults.women | adults.men | adults.other_gender
        farsta | 2021-01 | 0            | 0          | 0
        farsta | 2021-01 | -            | -          | -
        """,
    ).shows(
        """
        cell             | farsta
        adults.answered  | 1
        adults.not_known | 1
        adults.women     | 0
        adults.only_men  | 0
        adults.neither   | 1
        """
    )


def test_alone_is_exactly_one_adult_of_any_kind(counted: Counting) -> None:
    counted(
        "alone",
        """
        unit   | month   | adults.women | adults.men | adults.other_gender
        farsta | 2021-01 | 1            | 0          | 0
        farsta | 2021-01 | 2            | 0          | 0
        farsta | 2021-01 | 1            | 0          | 1
        farsta | 2021-01 | 0            | 1          | 0
        farsta | 2021-01 | 1            | 1          | 0
        farsta | 2021-01 | 0            | 0          | 1
        """,
    ).shows(
        """
        cell               | farsta
        adults.answered    | 6
        adults.only_women  | 3
        adults.alone_women | 1
        adults.more_women  | 2
        adults.only_men    | 1
        adults.alone_men   | 1
        adults.more_men    | 0
        adults.rest        | 4
        """
    )


def test_people_are_added_and_acts_without_an_answer_add_nobody(counted: Counting) -> None:
    counted(
        "people",
        """
        unit   | month   | participants.women | participants.men | participants.other_gender
        farsta | 2021-01 | 4                  | 2                | 0
        farsta | 2021-01 | 0                  | 1                | 0
        farsta | 2021-01 | 0                  | 0                | 0
        farsta | 2021-01 | -                  | -                | -
        """,
    ).shows(
        """
        cell                             | farsta
        participants.answered            | 3
        participants.not_known           | 1
        participants.women_people        | 4
        participants.men_people          | 3
        participants.other_gender_people | 0
        """
    )
