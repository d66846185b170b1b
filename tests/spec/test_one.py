"""One option of several: every option has a cell; not known stands outside the answered."""

from tests.spec.conftest import Counting


def test_each_option_is_counted_and_a_missing_answer_never_enters_the_answered(counted: Counting) -> None:
    counted(
        "one",
        """
        unit   | month   | way
        farsta | 2021-01 | phone
        farsta | 2021-01 | phone
        farsta | 2021-02 | on_site
        farsta | 2021-03 | -
        """,
    ).shows(
        """
        cell          | farsta
        way.answered  | 3
        way.not_known | 1
        way.on_site   | 1
        way.phone     | 2
        way.video     | 0
        """
    )


def test_units_are_counted_each_on_its_own(counted: Counting) -> None:
    counted(
        "one",
        """
        unit    | month   | way
        farsta  | 2021-01 | phone
        hokaran | 2021-01 | video
        hokaran | 2021-01 | -
        """,
    ).shows(
        """
        cell          | farsta | hokaran
        way.answered  | 1      | 1
        way.not_known | 0      | 1
        way.phone     | 1      | 0
        way.video     | 0      | 1
        """
    )


def test_a_unit_where_nobody_answered_anything_has_acts_and_only_not_known(counted: Counting) -> None:
    found = counted(
        "one",
        """
        unit   | month   | way
        farsta | 2021-01 | -
        farsta | 2021-01 | -
        """,
    )
    found.shows(
        """
        cell          | farsta
        way.answered  | 0
        way.not_known | 2
        way.phone     | 0
        """
    )
    found.shows_volumes(
        """
        unit   | month   | acts
        farsta | 2021-01 | 2
        """
    )


def test_a_note_is_never_counted_and_never_leaves_the_database(counted: Counting) -> None:
    found = counted(
        "one",
        """
        unit   | month   | way   | remark
        farsta | 2021-01 | phone | Ett kort samtal
        """,
    )
    assert not [cell for cell in found.counts.cells["farsta"] if cell.startswith("remark")]
