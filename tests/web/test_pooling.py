"""A national installation takes what trusted municipalities hand over, whole or not at all, and registers nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from folja.disclosure.publication import Cube
from folja.figures.reading import read
from folja.instruments.sheet import Sheet
from folja.pooling.adding import may_leave
from folja.vocabulary.period import Month, Period
from folja.vocabulary.problem import Refused
from folja.web.collection.actions import record
from folja.web.organisation.actions import create_account, give_role, load_units
from folja.web.organisation.models import StoredUnit
from folja.web.organisation.scope import read_scope
from folja.web.organisation.units import tree
from folja.web.pooling.actions import take, trust
from folja.web.pooling.models import TakenPublication
from folja.web.pooling.sharing import municipality_key, signed_file
from folja.web.publication.actions import close_tertial
from folja.web.publication.models import ClosedTertial
from folja.web.publication.shelf import library
from tests import pooled
from tests.pooled import MUNICIPALITIES, NATION_FILE, T1, T2, definitions, file_of, key, published, summed

RECEIPT = "AAAQEAYEAUDAOCAJBIFQYDIOB4"


@pytest.fixture
def nation(db: None, today: str) -> None:
    """The nation trusts all three municipalities, and has taken nothing yet."""
    load_units(NATION_FILE.encode())
    for code, (name, *_) in MUNICIPALITIES.items():
        trust(key(code).public, name)


@pytest.fixture
def taken(nation: None) -> None:
    """All three have handed over 2021T1."""
    take([(f"{code}.folja", file_of(code)) for code in MUNICIPALITIES])


def refused(*files: tuple[str, bytes]) -> str:
    """What is said when files are refused, after seeing that nothing at all has changed."""
    before = kept()
    with pytest.raises(Refused) as told:
        take(files)
    assert kept() == before
    return "\n".join(problem.in_language("sv") for problem in told.value.problems)


def kept() -> list[object]:
    """Every row that taking a file may touch."""
    models = (TakenPublication, ClosedTertial, StoredUnit)
    return [row for model in models for row in model.objects.order_by("pk").values_list()]


NESTED = """code,name,kind,parent,staff
stad,Nästköping,city,,
yttre,Yttre,district,stad,
yttre_1,Familjecentralen,unit,yttre,2
yttre_2,Öppna förskolan,unit,yttre,3
yttre_3,Föräldrastöd,unit,yttre,10
inre,Inre,district,yttre,
inre_1,Lotsen,unit,inre,1
inre_2,Caféet,unit,inre,1
annan,Annan,district,stad,
annan_1,Föräldrastöd Annan,unit,annan,5
annan_2,Öppna Annan,unit,annan,5
"""


def test_a_sound_file_is_taken_where_a_hidden_district_lies_in_another(
    nation: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = {"yttre_1": 20, "yttre_2": 25, "yttre_3": 60, "inre_1": 15, "inre_2": 12, "annan_1": 50, "annan_2": 4}
    monkeypatch.setattr(pooled, "MUNICIPALITIES", {**MUNICIPALITIES, "0999": ("Nästköping", NESTED, held)})
    trust(key("0999").public, "Nästköping")
    leaving = may_leave(published("0999"))
    assert {leaf.code for leaf in leaving.cubes[0].leaves} >= {"yttre:other", "stad:other"}, "else this says nothing"
    assert take([("nested.folja", file_of("0999", leaving))])
    raw = replace(leaving, cubes=tuple(_without_rounding(cube) for cube in leaving.cubes))
    assert "inte avrundade" in refused(("raw.folja", file_of("0999", raw)))


def _without_rounding(cube: Cube) -> Cube:
    return replace(cube, values={leaf: {c: v + 1 for c, v in found.items()} for leaf, found in cube.values.items()})


def test_what_was_taken_is_read_as_any_other_publication(taken: None) -> None:
    books = library()
    assert books.publications[T1] == summed()
    assert [figure.value for figure in read(books, "talks", "riket", T1)] == [353]
    assert [unit.name for unit in tree().children("riket")] == ["Storstaden", "Lillköping", "Havsstaden"]


def test_municipalities_may_come_one_by_one_and_the_same_file_twice(nation: None) -> None:
    for code in reversed(MUNICIPALITIES):
        [one] = take([(code, file_of(code))])
        assert one.is_new
    before = kept()
    [again] = take([("0319", file_of("0319"))])
    assert not again.is_new
    assert kept() == before
    assert library().publications[T1] == summed()


def test_a_later_tertial_has_its_own_units_and_the_earlier_is_left_as_it_was(taken: None) -> None:
    take([("0319", file_of("0319", published("0319", T2)))])
    books = library()
    assert books.publications[T1] == summed()
    assert [unit.code for unit in books.tree_in(T2).children("riket")] == ["0319"]
    assert "0180-farsta_stod" in tree()


def test_the_same_tertial_with_other_numbers_is_refused(taken: None) -> None:
    said = refused(("ny.folja", file_of("0319", published("0319", seed=8))))
    assert said.startswith("ny.folja, 2021T1: Lillköping har redan lämnat tertial 1 2021, med andra siffror.")


def test_one_file_that_is_refused_stops_all(nation: None) -> None:
    spoilt = file_of("0319").replace(b"Lillk", b"Storek")
    said = refused(("a.folja", file_of("0180")), ("b.folja", spoilt))
    assert said.startswith("b.folja, underskrift: Filen har ändrats")


def test_definitions_that_differ_are_refused_by_name(nation: None) -> None:
    means = definitions()
    theirs = replace(means, thresholds={**means.thresholds, "least_staff": 2})
    said = refused(("a.folja", file_of("0319", definitions=theirs)))
    assert "a.folja, policy.yaml, least_staff: Kommunen har 2, här gäller 3." in said


def test_numbers_that_give_somebody_away_are_refused(nation: None) -> None:
    """A unit of three talks with cells of its own: of 3 acts, answered 5 is 1 to 3."""
    frozen = published("0319")
    few = {unit: {T1.first: {"acts": 3}} for unit in ("centrum", "landet")}
    said = refused(("a.folja", file_of("0319", replace(frozen, volumes={**frozen.volumes, "talk": few}))))
    assert "går det att räkna ut något om enskilda" in said


def test_invented_numbers_never_get_among_real_ones(nation: None) -> None:
    assert "påhittad stad" in refused(("a.folja", file_of("0319", invented=True)))


def test_another_key_is_trusted_only_when_it_is_said_to_replace_the_first(nation: None) -> None:
    other = replace(key("0319"), raw=b"x" * 32)
    with pytest.raises(Refused, match="another key already"):
        trust(other.public, "Lillköping")
    trust(other.public, "Lillköping", replace=True)
    assert "ingen här har sagt" in refused(("a.folja", file_of("0319")))


def test_a_municipality_makes_one_key_and_shares_what_is_closed_and_can_be_described(
    closed: None, settings: "pytest.FixtureRequest", tmp_path: Path
) -> None:
    settings.FOLJA_HOME = tmp_path  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="no key yet"):
        signed_file(T1)
    with pytest.raises(Refused, match="1–12 letters and digits"):
        municipality_key("01-80")
    first = municipality_key("0180")
    assert municipality_key("0180").raw == first.raw
    with pytest.raises(Refused, match="that of municipality 0180"):
        municipality_key("0319")
    with pytest.raises(Refused, match="only closed tertials"):
        signed_file(Period.parse("2022T2"))
    with pytest.raises(Refused, match="frozen with other instruments or rules"):
        signed_file(T1)  # tests/published.py names a plan that is none


def test_a_municipalitys_own_installation_takes_nothing(city: None) -> None:
    with pytest.raises(Refused, match="municipality's installation"):
        trust(key("0319").public, "Lillköping")
    with pytest.raises(Refused, match="municipality's installation"):
        take([("a.folja", file_of("0319"))])


def test_nothing_is_registered_or_closed_in_a_nation(taken: None) -> None:
    sheet = Sheet("talk", 2, "0319-centrum", Month(2022, 6), {})
    with pytest.raises(Refused, match="nothing is registered"):
        record(RECEIPT, sheet)
    with pytest.raises(Refused, match="nothing to close"):
        close_tertial(T2, today=date(2022, 6, 14))
    with pytest.raises(Refused, match="municipalities that make keys"):
        municipality_key("0180")


def test_the_units_of_a_nation_come_with_the_numbers_and_stay(taken: None) -> None:
    load_units(NATION_FILE.replace("Sverige", "Hela Sverige").encode())
    assert tree().city.name == "Hela Sverige"
    assert len(tree().leaves) == 10
    with pytest.raises(Refused, match="a single row, of kind nation"):
        load_units((NATION_FILE + "0180,Storstaden,city,riket,\n").encode())


def test_who_leads_the_nation_reads_every_figure_and_meets_no_families(
    taken: None, client: Client, settings: "pytest.FixtureRequest"
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    lead = create_account("eva@riket.example", "Eva", "ett långt lösenord")
    give_role(lead, "riket", "leads_city")
    client.force_login(lead)
    assert client.get("/").status_code == 200
    assert "Lillköping" in client.get("/siffror/riket/2021T1/").content.decode()
    compiled = client.get("/rapport/nation/riket/2021T1/").content.decode()
    assert "Siffrorna är från Storstaden, Lillköping och Havsstaden." in compiled
    scope = read_scope(lead)
    assert (scope.meets_families, scope.registers) == ((), ())
