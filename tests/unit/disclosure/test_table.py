"""Anybody's table: rounded so that it adds up, and attacked by hand-worked examples of what can be proved."""

from random import Random

import pytest

from folja import disclosure
from folja.disclosure.table.shape import Key, sums
from folja.vocabulary.problem import Refused

BY = [["district", "unit"], ["gender"]]
COUNTS = """district,unit,gender,n
North,Mill Lane,woman,21
North,Mill Lane,man,2
North,Quay,woman,9
North,Quay,man,13
South,Park,woman,34
South,Park,man,11
South,Hill,man,1
"""
COUNTED = disclosure.read_counts(COUNTS.encode(), BY, "n")
KNOWN_UNITS = (2, 0)


def published(text: str, *by: str) -> disclosure.Published:
    return disclosure.read_published(text.encode(), [one.split("+") for one in by], "value")


def proofs(table: disclosure.Published, rule: str, **known: int) -> dict[str, tuple[int, int]]:
    exact = {key: known[table.shape.said(key)] for key in table.numbers if table.shape.said(key) in known}
    found = disclosure.attack_table(table, disclosure.rule(rule), exact).proofs
    return {proof.said(table.shape).partition(" must")[0]: (proof.low, proof.high) for proof in found}


# --- rounding -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("known", [None, KNOWN_UNITS, (1, 0), (0, 0)])
@pytest.mark.parametrize("base", [3, 5])
def test_everything_adds_up_and_smallest_cells_are_neighbouring_multiples(known: tuple | None, base: int) -> None:
    protected = disclosure.protect_table(COUNTED, base=base, known=known, randomness=Random(1))
    shown = protected.table.numbers
    shape = protected.table.shape
    leaves = {key: shown[key] for key in shape.leaves() if shown[key] is not None}
    assert {key: value for key, value in shown.items() if value is not None} == sums(leaves, [(2, 1)])
    for key, value in leaves.items():
        assert value % base == 0
        assert abs(value - COUNTED.leaves[key]) < base


def test_a_combination_that_nobody_has_is_there_like_one_that_few_have() -> None:
    protected = disclosure.protect_table(COUNTED, randomness=Random(1))
    assert protected.table.numbers[("South", "Hill"), ("woman",)] == 0
    assert len(protected.table.numbers) == (1 + 2 + 4) * (1 + 2)


def test_rounding_is_unbiased() -> None:
    drawn = [disclosure.protect_table(COUNTED, randomness=Random(seed)) for seed in range(600)]
    mean = sum(one.table.numbers[("North", "Mill Lane"), ("man",)] or 0 for one in drawn) / len(drawn)
    assert mean == pytest.approx(2, abs=0.3)


def test_a_known_small_total_gets_no_cells_and_is_in_no_sum() -> None:
    protected = disclosure.protect_table(COUNTED, known=KNOWN_UNITS, randomness=Random(1))
    hill: Key = (("South", "Hill"), ())
    assert protected.withheld == (hill,)
    assert protected.table.numbers[hill] is None
    assert protected.table.numbers[("South",), ()] == protected.table.numbers[("South", "Park"), ()]
    (row,) = [r for r in disclosure.table_rows(protected) if (r["unit"], r["gender"]) == ("Hill", "total")]
    assert (row["value"], row["without"]) == ("..", 0)
    assert next(disclosure.table_rows(protected))["without"] == 1


def test_what_a_known_total_would_give_away_is_never_drawn() -> None:
    # 22 and 3 of a known 25: published as 20 and 0, or 25 and 5, the second must be 1 to 4.
    text = "unit,gender,n\nA,woman,22\nA,man,3\n"
    counted = disclosure.read_counts(text.encode(), [["unit"], ["gender"]], "n")
    drawn = set()
    for seed in range(40):
        numbers = disclosure.protect_table(counted, known=(1, 0), randomness=Random(seed)).table.numbers
        drawn.add((numbers[("A",), ("woman",)], numbers[("A",), ("man",)]))
    assert drawn == {(20, 5), (25, 0)}


def test_tables_share_their_smallest_cells_so_that_they_agree() -> None:
    depths = [COUNTED.shape.depths(columns) for columns in (["district", "gender"], ["unit"])]
    protected = disclosure.protect_table(COUNTED, depths, randomness=Random(1))
    numbers = protected.table.numbers
    assert (("North", "Quay"), ("man",)) not in numbers
    assert numbers[("North",), ()] == numbers[("North",), ("man",)] + numbers[("North",), ("woman",)]
    assert numbers[("North",), ()] == numbers[("North", "Quay"), ()] + numbers[("North", "Mill Lane"), ()]


def test_columns_that_belong_together_do_not_make_two_dimensions_of_a_table() -> None:
    with pytest.raises(Refused, match="belongs with one that is named already"):
        COUNTED.shape.depths(["district", "unit"])


def test_a_classification_says_what_lies_under_what() -> None:
    codes = disclosure.read_classification(
        b"code,parent\nSweden,\nNorth,Sweden\nSouth,Sweden\nQuay,North\nPark,South\n"
    )
    counted = disclosure.read_counts(b"place,n\nQuay,12\nPark,7\n", [["place"]], "n", {"place": codes})
    rows = list(disclosure.table_rows(disclosure.protect_table(counted, randomness=Random(1))))
    assert [row["place"] for row in rows] == ["Sweden", "North", "Quay", "South", "Park"]
    assert rows[1]["value"] == rows[2]["value"]


def test_the_protocol_tells_nothing_of_the_truth_unless_it_is_asked_to() -> None:
    protected = disclosure.protect_table(COUNTED, known=KNOWN_UNITS, randomness=Random(1))
    told = disclosure.protocol(protected, [])
    assert told["withheld"] == ["South/Hill"]
    assert (told["rule"], told["smallest_cells"], told["known_totals"]) == ("leaves:5", 8, 4)
    assert "error" not in told
    away = disclosure.error(COUNTED, protected)
    assert disclosure.protocol(protected, [], away)["error"]["largest"] == away.largest


def test_the_counts_are_not_said_by_their_own_name() -> None:
    assert repr(COUNTED) == "Counted(7 cells)"


# --- attacking ------------------------------------------------------------------------------------------------


def test_one_hidden_number_in_each_row_is_what_is_left_of_the_total() -> None:
    rows = "unit,gender,value\nA,woman,21\nA,man,..\nA,total,23\nB,woman,..\nB,man,19\nB,total,22\n"
    assert proofs(published(rows, "unit", "gender"), "suppressed:1-4") == {"A × man": (2, 2), "B × woman": (3, 3)}


def test_parts_that_are_all_published_as_nothing_cannot_make_ten() -> None:
    table = published("unit,value\nA,0\nB,0\ntotal,10\n", "unit")
    assert proofs(table, "rounded:5") == {"A": (2, 4), "B": (2, 4)}


def test_a_total_that_was_rounded_to_the_nearest_five_gives_more_away() -> None:
    table = published("unit,value\nA,0\nB,0\ntotal,5\n", "unit")
    assert proofs(table, "rounded:5") == {}
    assert proofs(table, "nearest:5") == {"A": (1, 2), "B": (1, 2), "total": (3, 4)}


def test_what_is_left_of_a_whole_is_tried_too() -> None:
    # B and C are two at most each and A is 47 at most: of at least 48, one to four are not in A.
    rows = "unit,value\nA,45\nB,0\nC,0\n"
    assert proofs(published(rows, "unit"), "nearest:5") == {}
    assert proofs(published(rows + "total,50\n", "unit"), "nearest:5") == {"total less A": (1, 4)}


def test_a_known_total_proves_what_its_published_parts_do_not() -> None:
    table = published("gender,value\nwoman,20\nman,0\ntotal,20\n", "gender")
    assert proofs(table, "leaves:5") == {}
    assert proofs(table, "leaves:5", total=24) == {}
    assert proofs(table, "leaves:5", total=25)["man"] == (1, 4)
    assert proofs(table, "leaves:5", total=28)["man"] == (4, 4)


def test_an_exact_small_number_and_one_that_is_no_multiple_are_found_at_once() -> None:
    table = published("gender,value\nwoman,20\nman,3\n", "gender")
    for rule in ("exact", "suppressed:1-4", "rounded:5", "leaves:5"):
        assert proofs(table, rule) == {"man": (3, 3)}
    assert proofs(table, "exact:1-2") == {}


def test_exact_numbers_that_are_not_small_prove_nothing_of_others_by_being_there() -> None:
    table = published("gender,value\nwoman,20\nman,30\ntotal,50\n", "gender")
    assert proofs(table, "exact") == {}
    rows = "unit,gender,value\nA,woman,20\nA,total,23\n"
    assert proofs(published(rows + "B,man,9\n", "unit", "gender"), "exact") == {"A × man": (3, 3)}
    assert proofs(published(rows + "A,man,..\nB,man,..\ntotal,man,33", "unit", "gender"), "suppressed:1-2") == {
        "A × man": (3, 3),
        "B × man": (30, 30),
    }


def test_a_sum_that_its_parts_do_not_make_breaks_the_rule() -> None:
    table = published("gender,value\nwoman,20\nman,10\ntotal,35\n", "gender")
    (found,) = disclosure.attack_table(table, disclosure.rule("leaves:5")).proofs
    assert found.said(table.shape) == (
        "total: the numbers contradict the rule (from total = 35; the cells in it make 30)"
    )
    assert proofs(table, "rounded:5") == {}


def test_numbers_that_nothing_agrees_with_are_told_as_that() -> None:
    table = published("gender,value\nwoman,20\nman,10\ntotal,90\n", "gender")
    found = disclosure.attack_table(table, disclosure.rule("rounded:5")).proofs
    assert any(proof.low > proof.high for proof in found)


def test_a_proof_names_the_numbers_that_it_follows_from_and_no_others() -> None:
    rows = ("A,woman,21", "A,man,..", "A,total,23", "B,woman,9", "B,man,18", "B,total,27")
    table = published("\n".join(("unit,gender,value", *rows)), "unit", "gender")
    attack = disclosure.attack_table(table, disclosure.rule("suppressed:1-4"))
    found = [proof.said(table.shape) for proof in attack.proofs]
    assert found == ["A × man must be 2 (from A = 23; A × woman = 21)"]


def test_a_table_without_its_smallest_cells_can_not_be_tried_as_sums_of_them() -> None:
    table = published("unit,gender,value\nA,woman,20\nB,man,30\n", "unit", "gender")
    with pytest.raises(Refused, match="2 of 4 are not in the file"):
        disclosure.attack_table(table, disclosure.rule("leaves:5"))


def test_a_known_total_of_something_else_is_refused() -> None:
    table = published("gender,value\nwoman,20\nman,10\n", "gender")
    with pytest.raises(Refused, match="the table has no such code"):
        disclosure.attack_table(table, disclosure.rule("leaves:5"), {(("girl",),): 30})


def test_numbers_too_large_to_work_with_are_refused() -> None:
    rows = "unit,value\n" + "\n".join(f"u{number},99999999" for number in range(101))
    with pytest.raises(Refused, match="together they must be below"):
        disclosure.attack_table(published(rows, "unit"), disclosure.rule("exact"))


@pytest.mark.parametrize(
    "written", ["rounded", "rounded:1", "rounded:five", "suppressed:2-4", "rounded:5:5", "", "exact:4"]
)
def test_a_rule_that_does_not_exist_is_refused_with_those_that_do(written: str) -> None:
    with pytest.raises(Refused, match="write leaves:5, rounded:5"):
        disclosure.rule(written)


def test_what_is_not_there_for_others_is_said_as_python_says_it() -> None:
    with pytest.raises(AttributeError, match="no attribute 'suppress_table'"):
        disclosure.suppress_table  # noqa: B018
    assert all(getattr(disclosure, name) for name in disclosure.__all__)
