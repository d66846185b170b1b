"""Several options: an act is in every option that was chosen, once in a group, and once in the answered."""

from tests.spec.conftest import Counting


def test_an_act_with_both_options_of_a_group_is_counted_once_in_the_group(counted: Counting) -> None:
    counted(
        "many",
        """
        unit   | month   | roles
        farsta | 2021-01 | mother
        farsta | 2021-01 | mother, father
        farsta | 2021-01 | father, child
        farsta | 2021-01 | other
        farsta | 2021-01 | -
        """,
    ).shows(
        """
        cell            | farsta
        roles.answered  | 4
        roles.not_known | 1
        roles.mother    | 2
        roles.father    | 2
        roles.child     | 1
        roles.other     | 1
        roles.parents   | 3
        """
    )


def test_the_order_in_which_options_were_chosen_means_nothing(counted: Counting) -> None:
    counted(
        "many",
        """
        unit    | month   | roles
        farsta  | 2021-01 | mother, child
        hokaran | 2021-01 | child, mother
        """,
    ).shows(
        """
        cell           | farsta | hokaran
        roles.answered | 1      | 1
        roles.mother   | 1      | 1
        roles.child    | 1      | 1
        roles.parents  | 1      | 1
        """
    )
