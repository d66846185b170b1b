"""What each of the cast may register for, manage and read."""

from folja.web.organisation.actions import give_role
from folja.web.organisation.models import Account
from folja.web.organisation.scope import Scope, read_scope


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
