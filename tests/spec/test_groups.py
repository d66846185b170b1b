"""Options counted together: a group is its options added, and a group inside it is part of both."""

from tests.spec.conftest import Counting


def test_a_group_and_the_group_inside_it_count_their_options(counted: Counting) -> None:
    counted(
        "groups",
        """
        unit   | month   | language
        farsta | 2021-01 | sv
        farsta | 2021-01 | ar
        farsta | 2021-01 | ar
        farsta | 2021-01 | so
        farsta | 2021-01 | fi
        farsta | 2021-01 | -
        """,
    ).shows(
        """
        cell                    | farsta
        language.answered       | 5
        language.not_known      | 1
        language.sv             | 1
        language.ar             | 2
        language.so             | 1
        language.fi             | 1
        language.far            | 3
        language.other_language | 4
        """
    )
