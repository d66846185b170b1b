"""A file that is not what it should be is refused with file, row, column and what to do, and no count is repeated."""

import pytest

from folja import disclosure
from folja.disclosure.table import reading
from folja.vocabulary.problem import Refused

GOOD = "unit,gender,n\nA,woman,21\nA,man,2\n"
BY = [["unit"], ["gender"]]
BOM = "\ufeff"


def leaves(content: bytes, by: list[list[str]] = BY, count: str | None = "n") -> dict[str, int]:
    counted = disclosure.read_counts(content, by, count)
    return {counted.shape.said(key): number for key, number in counted.leaves.items()}


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        (BOM + GOOD).encode(),
        GOOD.encode("utf-16"),
        GOOD.replace(",", ";").encode(),
        GOOD.replace(",", "\t").replace("\n", "\r\n").encode(),
        GOOD.replace("woman", '"woman"').encode() + b"\n,,\n",
        GOOD.replace("\n", " \n").replace(",", " ,").encode(),
    ],
)
def test_what_spreadsheet_programs_save_is_read(content: bytes) -> None:
    assert leaves(content) == {"A × woman": 21, "A × man": 2}


def test_a_row_for_each_one_is_counted() -> None:
    assert leaves(b"unit,gender\nA,woman\nA,man\nA,woman\n", count=None) == {"A × woman": 2, "A × man": 1}


@pytest.mark.parametrize(
    ("content", "where", "words"),
    [
        ("", "t.csv", "the file is empty"),
        ("unit,gender,n\n", "t.csv", "nothing below the first row"),
        ("unit|gender|n\nA|man|2\n", "t.csv:1, unit", "there is no such column; those of the file are: unit|gender|n"),
        ("unit,n\nA,2\n", "t.csv:1, gender", "there is no such column"),
        ("unit,unit,n\nA,A,2\n", "t.csv:1", "two columns have the same name"),
        (GOOD + "B,man,many\n", "t.csv:4, n", "a whole number stands here"),
        (GOOD + "B,man,-7\n", "t.csv:4, n", "0 or more"),
        (GOOD.replace(",", ";") + "B;man;12,0\n", "t.csv:4, n", "nothing else"),
        (GOOD + "B,man,1 200\n", "t.csv:4, n", "a whole number"),
        (GOOD + "B,man,\n", "t.csv:4, n", "a whole number"),
        (GOOD + "B,man,123456789\n", "t.csv:4, n", "at most 8 digits"),
        (GOOD + "A,man,4711\n", "t.csv:4", "stands in row 3 already"),
        (GOOD + "B,man,12,5\n", "t.csv:4", "the row has 4 cells and the first row 3"),
        (GOOD + '"B,man,4711\n', "t.csv:4", "a quotation mark lacks its pair"),
        (GOOD + ",man,4711\n", "t.csv:4, unit", "a code is missing here"),
        (GOOD + "total,man,4711\n", "t.csv:4, unit", "take sums out of the file"),
        (GOOD.replace("unit", "enhet å").encode("latin-1"), "t.csv", "save it as “CSV UTF-8”"),
        (b"PK\x03\x04\0\0unit,gender", "t.csv", "not UTF-8 text"),
    ],
)
def test_what_is_wrong_is_told_by_place_and_with_what_to_do(content: str | bytes, where: str, words: str) -> None:
    written = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(Refused) as refused:
        disclosure.read_counts(written, BY, "n", name="t.csv")
    (problem,) = refused.value.problems
    assert problem.where == where
    assert words in problem.text.en
    assert not any(count in problem.text.en + problem.text.sv for count in ("4711", "-7", "12,0", "many", "1 200"))


def test_all_that_is_wrong_is_told_up_to_what_anybody_reads() -> None:
    with pytest.raises(Refused) as refused:
        leaves(("unit,gender,n\n" + "A,man,x\n" * 3).encode())
    assert [problem.where for problem in refused.value.problems] == ["2, n", "3, n", "4, n"]
    with pytest.raises(Refused) as refused:
        leaves(("unit,gender,n\n" + "A,man,x\n" * 3000).encode())
    assert len(refused.value.problems) == reading.MOST_PROBLEMS


def test_more_cells_than_can_be_worked_with_are_refused_before_they_are_made() -> None:
    rows = "\n".join(f"a{number},b{number},1" for number in range(1001))
    with pytest.raises(Refused, match="crossing all columns gives 1002001 smallest cells"):
        leaves(f"unit,gender,n\n{rows}".encode())


@pytest.mark.parametrize(
    ("content", "where", "words"),
    [
        ("code,parent\nA,B\nB,C\nC,A\n", "c.csv:2, parent", "the code lies under itself"),
        ("code,parent\nA,A\n", "c.csv:2, parent", "the code lies under itself"),
        ("code,parent\nA,Z\n", "c.csv:2, parent", "not in the column code"),
        ("code,parent\nA,\nA,\n", "c.csv:3", "stands in row 2 already"),
        ("code,parent\n,A\nA,\n", "c.csv:2, code", "a code is missing"),
        ("kod;parent\nA;\n", "c.csv:1, code", "there is no such column"),
    ],
)
def test_a_classification_that_is_none_is_refused(content: str, where: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        disclosure.read_classification(content.encode(), "c.csv")
    (problem,) = refused.value.problems
    assert problem.where == where
    assert words in problem.text.en


def test_codes_are_counted_by_the_finest_level_and_stand_in_the_classification() -> None:
    codes = {"place": disclosure.read_classification(b"code,parent\nNorth,\nQuay,North\n")}
    for rows, words in (("North,12", "has others below it"), ("Hill,12", "is not in the classification")):
        with pytest.raises(Refused, match=words) as refused:
            disclosure.read_counts(f"place,n\n{rows}\n".encode(), [["place"]], "n", codes)
        assert refused.value.problems[0].where == "2, place"


@pytest.mark.parametrize("by", [[], [["unit"], ["unit"]], [["unit", "gender"], ["gender"]]])
def test_each_column_is_split_by_once(by: list[list[str]]) -> None:
    with pytest.raises(Refused, match="column"):
        leaves(GOOD.encode(), by)


@pytest.mark.parametrize(("written", "is_read"), [("..", True), ("x", True), ("", True), ("<5", False), ("-", False)])
def test_a_published_number_that_is_hidden_is_written_as_offices_write_it(written: str, is_read: bool) -> None:
    content = f"unit,value\nA,{written}\ntotal,20\n".encode()
    if is_read:
        assert list(disclosure.read_published(content, [["unit"]], "value").numbers.values()) == [None, 20]
        return
    with pytest.raises(Refused, match=r"or \.\. for one that is not shown"):
        disclosure.read_published(content, [["unit"]], "value")


def test_a_total_is_called_what_the_table_calls_it() -> None:
    told = disclosure.read_published(b"unit,gender,value\nA,All,20\nAll,All,30\n", BY, "value", total="All")
    assert sorted(map(told.shape.said, told.numbers)) == ["A", "total"]
    with pytest.raises(Refused, match="a code is missing here"):
        disclosure.read_published(b"d,u,value\ntotal,A,20\n", [["d", "u"]], "value")
