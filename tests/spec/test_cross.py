"""A rating by who gave it: of each gender, how many answered, chose the two highest steps, and the highest."""

from tests.spec.conftest import Counting


def test_answers_of_those_whose_gender_is_not_known_are_in_no_part_of_the_cross(counted: Counting) -> None:
    counted(
        "cross",
        """
        unit   | month   | helped | parent_gender
        farsta | 2021-01 | 5      | woman
        farsta | 2021-01 | 4      | woman
        farsta | 2021-01 | 2      | woman
        farsta | 2021-01 | -      | woman
        farsta | 2021-01 | 5      | man
        farsta | 2021-01 | 5      | -
        """,
    ).shows(
        """
        cell                                  | farsta
        helped.answered                       | 5
        helped.top_two                        | 4
        parent_gender.woman                   | 4
        helped_by_parent_gender.woman.answered | 3
        helped_by_parent_gender.woman.top_two | 2
        helped_by_parent_gender.woman.5       | 1
        helped_by_parent_gender.man.answered  | 1
        helped_by_parent_gender.man.5         | 1
        helped_by_parent_gender.other.answered | 0
        """
    )
