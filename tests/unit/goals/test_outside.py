"""A figure from outside is exactly what its source says, with the source; what a measure can't be is refused."""

from datetime import date
from decimal import Decimal

import pytest

from folja.goals import place
from folja.goals.followed import Outside
from folja.goals.measure import decimals_of, read_number, shipped
from folja.goals.outside import OutsideFigure
from folja.goals.standing import standing_of_outside
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused

DATED = date(2022, 1, 20)


def entered(measure: str, value: str | None, year: str = "2021", unit: str = "farsta", **more: object) -> OutsideFigure:
    number = None if value is None else Decimal(value)
    values: dict[str, object] = {"source": "Elevenkäten", "note": ""} | more
    return OutsideFigure(
        shipped()[measure],
        unit,
        Period.parse(year),
        number,
        dated=DATED,
        entered_by="Bo",
        **values,  # type: ignore[arg-type]
    )


def test_it_is_judged_without_uncertainty_against_the_year_before() -> None:
    now, before = entered("grade8_know_field_workers", "39.7"), entered("grade8_know_field_workers", "53", "2020")
    standing = standing_of_outside(now, before)
    assert standing.now is not None
    assert standing.now.low == standing.now.high == Decimal("39.7")
    assert standing.change is not None
    assert standing.change.value == Decimal("-13.3")


@pytest.mark.parametrize(
    ("measure", "value", "says"),
    [
        ("staff_index", "101", "från 0 till 100"),
        ("staff_index", "-1", "från 0 till 100"),
        ("staff_index", "76.5", "helt tal"),
        ("abc_mean", "0", "från 1 till 5"),
        ("abc_mean", "4.35", "högst en decimal"),
        ("youth_clinic_visits", "-3", "0 eller mer"),
    ],
)
def test_what_a_measure_cannot_be_is_refused(measure: str, value: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        entered(measure, value)
    assert says in refused.value.problems[0].text.sv


def test_a_source_is_always_said_and_so_is_why_there_is_no_value() -> None:
    with pytest.raises(Refused, match="where the figure comes from"):
        entered("staff_index", "76", source=" ")
    with pytest.raises(Refused, match="why there is none"):
        entered("abc_mean", None)
    assert not entered("abc_mean", None, note="Inga träffar hölls.").shown


@pytest.mark.parametrize(
    ("written", "number"),
    [("39,7", "39.7"), ("1 040", "1040"), ("1\u00a0040,5", "1040.5"), ("−9,9", "-9.9"), ("76", "76"), ("7.45", "7.45")],
)
def test_a_number_is_read_as_swedes_write_it(written: str, number: str) -> None:
    assert read_number(written) == Decimal(number)


@pytest.mark.parametrize("written", ["", "sju", "NaN", "inf", "1,2,3", "--4", "1e1", "1_0", "٤", "9" * 5000])
def test_what_is_no_number_is_none(written: str) -> None:
    assert read_number(written) is None


def test_noughts_at_the_end_are_no_decimals() -> None:
    assert [decimals_of(Decimal(written)) for written in ("39.70", "100", "7.45")] == [1, 0, 2]


RIKET = "place:nation"


def test_the_same_measure_of_the_same_period_stands_beside_in_the_places_order_whatever_the_numbers() -> None:
    own = entered("sick_leave", "6.1")
    malmo, nation = entered("sick_leave", "9", unit="place:malmo"), entered("sick_leave", "2", unit=RIKET)
    another_year = entered("sick_leave", "5", "2020", unit=RIKET)
    not_measured = entered("sick_leave", None, unit="place:gothenburg", note="Ingen uppgift.")
    unknown = entered("sick_leave", "5", unit="place:atlantis")
    kept = Outside.of(
        (own, malmo, nation, another_year, not_measured, unknown, entered("staff_index", "7", unit=RIKET))
    )
    assert kept.beside(own) == (nation, malmo)
    assert kept.beside(entered("sick_leave", None, note="Ingen uppgift.")) == ()


def test_no_number_of_another_place_is_set_beside_a_units() -> None:
    with pytest.raises(Refused, match="a number can't stand beside another place's"):
        entered("youth_clinic_visits", "1000000", unit=RIKET)


def test_every_place_is_named_in_a_file_by_a_name_of_its_own() -> None:
    names = [{name.casefold() for name in (one.title.sv, one.title.en)} for one in place.shipped().values()]
    assert sum(map(len, names)) == len(set.union(*names))
