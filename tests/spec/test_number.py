"""A number about people is counted in bands; one about the act itself is added, exactly and by month."""

from tests.spec.conftest import Counting


def test_both_ends_of_a_band_belong_to_it(counted: Counting) -> None:
    counted(
        "number",
        """
        unit   | month   | waiting_days
        farsta | 2021-01 | 0
        farsta | 2021-01 | 7
        farsta | 2021-01 | 8
        farsta | 2021-01 | 60
        farsta | 2021-01 | -
        """,
    ).shows(
        """
        cell                     | farsta
        waiting_days.answered    | 4
        waiting_days.not_known   | 1
        waiting_days.within_week | 2
        waiting_days.later       | 2
        """
    )


def test_a_number_about_the_act_is_a_volume_and_no_cell(counted: Counting) -> None:
    found = counted(
        "about_act",
        """
        unit    | month   | sessions | way
        farsta  | 2021-01 | 3        | phone
        farsta  | 2021-01 | -        | phone
        farsta  | 2021-03 | 2        | -
        hokaran | 2021-03 | -        | -
        """,
    )
    found.shows_volumes(
        """
        unit    | month   | acts | sessions
        farsta  | 2021-01 | 2    | 3
        farsta  | 2021-03 | 1    | 2
        hokaran | 2021-03 | 1    | 0
        """
    )
    assert not [cell for cell in found.counts.cells["farsta"] if cell.startswith("sessions")]
