"""What each of the cast may register for, manage and read."""

import pytest

from folja.web.organisation.actions import create_account, give_role, load_units
from folja.web.organisation.models import Account
from folja.web.organisation.scope import Scope, read_scope
from tests.command.own_city import UNITS


def codes(scope: Scope, part: str) -> set[str]:
    return {unit.code for unit in getattr(scope, part)}


def test_amina_registers_for_her_unit_and_reads_it_and_those_above(amina: Account) -> None:
    scope = read_scope(amina)
    assert codes(scope, "registers") == {"farsta_stod"}
    assert codes(scope, "manages") == set()
    assert codes(scope, "reads") == {"farsta_stod", "farsta", "stad"}


def test_bo_manages_his_unit_and_registers_nothing(bo: Account) -> None:
    scope = read_scope(bo)
    assert codes(scope, "registers") == set()
    assert codes(scope, "manages") == {"farsta_stod"}


def test_carin_manages_and_reads_everything(carin: Account) -> None:
    scope = read_scope(carin)
    everything = {unit.code for unit in scope.tree.units}
    assert codes(scope, "manages") == codes(scope, "reads") == everything
    assert scope.leads_city


def test_dan_reads_nothing_of_farsta(dan: Account) -> None:
    assert not {"farsta", "farsta_stod"} & codes(read_scope(dan), "reads")


def test_a_role_at_a_district_holds_for_its_units(amina: Account) -> None:
    give_role(amina, "hasselby", "registers")
    assert codes(read_scope(amina), "registers") == {"farsta_stod", "hasselby_stod", "hasselby_liten"}


def test_without_a_role_nothing_may_be_seen(city: None) -> None:
    scope = read_scope(Account(email="ny@kommunen.example"))
    assert (scope.registers, scope.manages, scope.reads) == ((), (), ())


LATER = (
    UNITS.replace("parent;staff", "parent;staff;valid_to;successor")
    .replace("farsta_stod;Föräldrastöd Farsta;unit;farsta;6", "farsta_stod;Föräldrastöd Farsta;unit;farsta;6;{last};ny")
    .replace("farsta_lykta;Familjecentralen Lyktan;unit;farsta;4", "farsta_lykta;Lyktan;unit;farsta;4;{last};ny")
    + "ny;Familjehuset Farsta;unit;farsta;10\n"
)


@pytest.mark.parametrize(("last", "writes"), [("2022-05", True), ("2022-02", True), ("2021-12", False)])
def test_a_unit_that_has_ended_is_written_about_until_the_tertial_after_is_closed(
    amina: Account, bo: Account, last: str, writes: bool
) -> None:
    """It is June 2022 and nothing is closed yet."""
    load_units(LATER.format(last=last).encode())
    own = {"farsta_stod"} if writes else set()
    assert (codes(read_scope(amina), "registers"), codes(read_scope(bo), "manages")) == (own, own)
    assert codes(read_scope(amina), "reads") == {"farsta_stod", "farsta", "stad"}
    assert codes(read_scope(amina), "follows") == ({"farsta_stod", "farsta", "stad"} if writes else set())


def test_who_manages_a_unit_reads_those_it_took_over_from_and_writes_nothing_there(city: None) -> None:
    load_units(LATER.format(last="2021-12").encode())
    eva = create_account("eva@kommunen.example", "Eva", "ett långt lösenord")
    give_role(eva, "ny", "manages")
    scope = read_scope(eva)
    assert codes(scope, "reads") == {"ny", "farsta", "stad", "farsta_stod", "farsta_lykta"}
    assert codes(scope, "works") == {"ny"}
    assert codes(scope, "follows") == {"ny", "farsta", "stad"}
