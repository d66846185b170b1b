"""Five steps: each step has a cell, and the two highest one together."""

from tests.spec.conftest import Counting


def test_steps_and_the_two_highest_together(counted: Counting) -> None:
    counted(
        "scale",
        """
        unit   | month   | helped
        farsta | 2021-01 | 5
        farsta | 2021-01 | 5
        farsta | 2021-01 | 4
        farsta | 2021-01 | 1
        farsta | 2021-01 | -
        """,
    ).shows(
        """
        cell             | farsta
        helped.answered  | 4
        helped.not_known | 1
        helped.1         | 1
        helped.2         | 0
        helped.3         | 0
        helped.4         | 1
        helped.5         | 2
        helped.top_two   | 3
        """
    )
