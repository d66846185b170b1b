"""A nation's figures are the sums of its municipalities', and what is hidden in one of them stays so."""

from dataclasses import replace

import pytest

from folja.disclosure import policy
from folja.disclosure.publication import Publication
from folja.figures import indicator
from folja.figures.library import Library
from folja.figures.reading import read
from folja.instruments.loading import shipped
from folja.pooling.adding import may_leave, pooled
from folja.reports.document import Name
from folja.reports.included import municipalities
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused
from folja.vocabulary.unit import UnitTree
from tests.city import with_staff
from tests.pooled import MUNICIPALITIES, NATION, T1, T2, part, published, summed


def library(*publications: Publication) -> Library:
    given = shipped(), indicator.shipped(), policy.shipped()
    return Library(publications[-1].units.tree, *given, {one.period: one for one in publications})


def test_every_count_of_the_nation_is_the_sum_of_the_municipalities() -> None:
    nation = library(summed(T1), summed(T2))
    own = [library(published(code, T1), published(code, T2)) for code in MUNICIPALITIES]
    adding_up = [code for code, one in indicator.shipped().items() if one.kind in ("volume", "count", "sum")]
    seen = 0
    for code in adding_up:
        for period in (T1, T2, Period.parse("2021T1-T2"), Period.parse("2021-03")):
            [figure] = read(nation, code, "riket", period)
            there = [read(one, code, one.tree.city.code, period)[0] for one in own]
            if figure.value is not None:
                seen += 1
                assert figure.value == sum(one.value or 0 for one in there), (code, period)
                for one, municipality in zip(there, MUNICIPALITIES, strict=True):
                    assert read(nation, code, municipality, period)[0].value == one.value
            else:
                assert all(one.value is None for one in there), (code, period)
    assert seen >= 8


def test_a_share_of_the_nation_has_the_sum_of_numerators_and_bases() -> None:
    [figure] = read(library(summed()), "men_share_talks", "riket", T1)
    parts = [read(library(published(code)), "men_share_talks", published(code).units.tree.city.code, T1)[0]
             for code in MUNICIPALITIES]  # fmt: skip
    assert figure.shown
    assert (figure.numerator, figure.base) == (sum(p.numerator or 0 for p in parts), sum(p.base or 0 for p in parts))


def test_units_keep_their_places_under_their_municipality_and_never_collide() -> None:
    tree = summed().units.tree
    assert tree.is_national
    assert [unit.code for unit in tree.children("riket")] == ["0180", "0319", "1480"]
    assert tree["0180"].name == "Storstaden"
    assert tree.path("0180-farsta_stod") == ("0180-farsta_stod", "0180-farsta", "0180", "riket")
    again = pooled(NATION, [part("0180"), replace(part("0180"), code="0181")])
    assert len(again.units.tree.leaves) == 2 * len(published("0180").units.tree.leaves)


def test_who_took_over_is_named_by_the_code_it_has_in_the_nation() -> None:
    there = published("0319").units
    ended = tuple(replace(one, successors=("centrum",)) if one.code == "landet" else one for one in there.tree.units)
    frozen = replace(published("0319"), units=replace(there, tree=UnitTree(ended)))
    tree = pooled(NATION, [replace(part("0319"), publication=frozen)]).units.tree
    assert tree["0319-landet"].successors == ("0319-centrum",)


def test_small_units_that_were_counted_together_are_so_in_the_nation() -> None:
    leaves = {leaf.code: leaf for leaf in summed().by_code["talk.adults"].leaves}
    assert leaves["0180-farsta:other"].units == ("0180-farsta_liten", "0180-farsta_lykta")
    assert leaves["0180-farsta:other"].under == "0180-farsta"


def test_the_order_in_which_municipalities_come_changes_nothing() -> None:
    assert pooled(NATION, [part(code) for code in reversed(MUNICIPALITIES)]).hash == summed().hash


def test_no_hidden_units_volume_leaves_and_every_sum_that_is_shown_stays() -> None:
    whole, shared = published("0180"), may_leave(published("0180"))
    assert {"farsta_liten", "farsta_lykta"} <= whole.units.hidden
    assert whole.volumes["talk"]["farsta_liten"]
    assert len({"farsta_lykta", "farsta_liten"} & set(shared.volumes["talk"])) == 1
    for unit in ("farsta", "farsta_stod", "hasselby", "stad"):
        before, after = (library(one).volume_below("talk", unit, T1.first, "acts") for one in (whole, shared))
        assert before == after
    assert shared.hash != whole.hash, "the hash of what is hidden would let it be tried out"
    salted = replace(whole, provenance=replace(whole.provenance, salt="drawn"))
    assert may_leave(salted) == shared, "nor does what the municipality's own hash is salted with leave"


def test_what_is_hidden_in_a_municipality_is_hidden_in_the_nation() -> None:
    nation = pooled(NATION, [replace(part("0180"), publication=may_leave(published("0180"))), part("0319")])
    assert nation.units.hidden == {"0180-farsta_liten", "0180-farsta_lykta"}
    [figure] = read(library(nation), "talks", "0180-farsta_liten", T1)
    assert (figure.shown, figure.value) == (False, None)


def test_a_municipality_that_is_hidden_as_a_whole_is_not_shared() -> None:
    frozen = published("0319")
    tree: UnitTree = with_staff(frozen.units.tree, centrum=1, landet=1)
    hidden = frozenset({"kommunen", "centrum", "landet"})
    with pytest.raises(Refused, match="so few staff"):
        may_leave(replace(frozen, units=replace(frozen.units, tree=tree, hidden=hidden)))


def test_a_unit_whose_code_becomes_too_long_is_refused_by_name() -> None:
    long = "x" * 56
    there = published("0319").units
    longer = tuple(replace(unit, code=long) if unit.code == "landet" else unit for unit in there.tree.units)
    spoilt = replace(published("0319"), units=replace(there, tree=UnitTree(longer)))
    with pytest.raises(Refused, match=f"0319-{long}"):
        pooled(NATION, [replace(part("0319"), publication=spoilt)])


def test_a_report_says_which_municipalities_its_figures_are_from_and_which_for_a_part() -> None:
    later = pooled(NATION, [part("0180", T2), part("1480", T2)])
    nation = library(later, summed(T1))
    lines = [
        "".join(piece.words if isinstance(piece, Name) else str(piece) for piece in paragraph.pieces)
        for paragraph in municipalities(nation, Period.parse("2021T1-T2"), "sv")
    ]
    assert lines == [
        "Siffrorna är från Storstaden och Havsstaden.",
        "Bara en del av perioden är med från Lillköping.",
    ]
    assert list(municipalities(library(published("0180")), T1, "sv")) == []
