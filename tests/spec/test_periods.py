"""Months and tertials: cells are of a whole tertial, volumes of each month, and other tertials are left alone."""

from tests.spec.conftest import Counting

OVER_THE_YEARS = """
    unit   | month   | way
    farsta | 2020-12 | phone
    farsta | 2021-01 | phone
    farsta | 2021-04 | phone
    farsta | 2021-04 | video
    farsta | 2021-05 | on_site
    """


def test_a_tertial_is_its_four_months(counted: Counting) -> None:
    found = counted("one", OVER_THE_YEARS, "2021T1")
    found.shows(
        """
        cell         | farsta
        way.answered | 3
        way.phone    | 2
        way.on_site  | 0
        """
    )
    found.shows_volumes(
        """
        unit   | month   | acts
        farsta | 2021-01 | 1
        farsta | 2021-04 | 2
        """
    )


def test_a_tertial_without_registrations_has_no_units(counted: Counting) -> None:
    found = counted("one", OVER_THE_YEARS, "2021T3")
    assert (found.counts.cells, found.counts.volumes) == ({}, {})


def test_each_version_is_counted_by_its_own_questions(counted: Counting) -> None:
    before = counted("versions", "unit | month | interpreter\n farsta | 2020-12 | yes", "2020T3", version=1)
    before.shows("cell | farsta\n interpreter.yes | 1\n way.not_known | 1")
    after = counted("versions", "unit | month | language\n farsta | 2021-01 | so", "2021T1", version=2)
    after.shows("cell | farsta\n language.so | 1\n language.answered | 1")
    assert "interpreter.yes" not in after.counts.cells["farsta"]
