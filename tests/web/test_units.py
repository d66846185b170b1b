"""A file of units becomes the tree; what is wrong in it is told by row."""

import pytest

from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused
from folja.web.organisation.actions import fix_units, load_units
from folja.web.organisation.units import tree

GOOD = (
    "code,name,kind,parent,staff\nstad,Staden,city,,\nfarsta,Farsta,district,stad,\nstod,Föräldrastöd,unit,farsta,6\n"
)

pytestmark = pytest.mark.django_db


def problems(content: str) -> list[str]:
    with pytest.raises(Refused) as refused:
        load_units(content.encode())
    return [problem.in_language("sv") for problem in refused.value.problems]


def test_units_are_read_back_as_they_were_written() -> None:
    load_units(GOOD.encode())
    assert [(unit.code, unit.name, unit.kind, unit.parent, unit.staff) for unit in tree().units] == [
        ("stad", "Staden", "city", None, None),
        ("farsta", "Farsta", "district", "stad", None),
        ("stod", "Föräldrastöd", "unit", "farsta", 6),
    ]


def test_semicolons_a_byte_order_mark_and_blank_rows_are_ordinary() -> None:
    load_units(b"\xef\xbb\xbf" + GOOD.replace(",", ";").encode() + b";;;;\n")
    assert len(tree().units) == 3


def test_history_is_kept() -> None:
    load_units(
        b"code,name,kind,parent,staff,valid_from,valid_to,successor\n"
        b"stad,Staden,city,,,,,\ngammal,Gammal,unit,stad,4,2019-02,2020-12,ny\nny,Ny,unit,stad,5,2021-01,,\n"
    )
    old = tree()["gammal"]
    assert (str(old.valid_from), str(old.valid_to), old.successors) == ("2019-02", "2020-12", ("ny",))


WITH_MONTHS = "code,name,kind,parent,staff,valid_from,valid_to,successor\nstad,Staden,city,,,,,\n"


def test_several_successors_are_read_back_as_they_were_written() -> None:
    load_units(f"{WITH_MONTHS}a,A,unit,stad,4,,2020-12,b|c\nb,B,unit,stad,5,2021-01,,\nc,C,unit,stad,5,,,\n".encode())
    assert tree()["a"].successors == ("b", "c")


def test_units_that_can_not_follow_each_other_are_told_with_the_row() -> None:
    assert problems(f"{WITH_MONTHS}a,A,unit,stad,4,,2020-12,b\n") == [
        "rad 3, a: Efterträdaren b finns inte. Skriv koden för en enhet i filen, och flera koder med | mellan."
    ]


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        (",,", ",2021-02,", "Enheten kan inte upphöra i februari 2021: tertialet är stängt. Skriv tidigast 2021-04"),
        (",,", "2021-03,,", "Enheten kan inte börja i mars 2021: tertialet är stängt. Skriv tidigast 2021-05"),
        (",2020-12,", ",,", "Enheten upphörde i december 2020, i ett stängt tertial. Låt valid_to stå"),
    ],
    ids=["ends", "begins", "comes back"],
)
def test_nothing_is_moved_into_a_closed_tertial(before: str, after: str, what: str) -> None:
    load_units(f"{WITH_MONTHS}a,A,unit,stad,4,{before}\nb,B,unit,stad,4,,,\n".encode())
    fix_units([Period.parse("2021T2")])  # the first that is open
    assert problems(f"{WITH_MONTHS}a,A,unit,stad,4,{after}\nb,B,unit,stad,4,,,\n")[0].startswith(f"a: {what}")
    assert str(tree()["a"].valid_from) != "2021-03"
    load_units(f"{WITH_MONTHS}a,A,unit,stad,4,{before}\nb,B,unit,stad,4,,2021-04,\n".encode())


def test_a_second_file_changes_and_adds() -> None:
    load_units(GOOD.encode())
    load_units(GOOD.replace("Föräldrastöd,unit,farsta,6", "Nya namnet,unit,farsta,7\nny,Ny,unit,farsta,3").encode())
    assert (tree()["stod"].name, tree()["stod"].staff, tree()["ny"].staff) == ("Nya namnet", 7, 3)


def test_a_unit_left_out_is_not_removed_in_silence() -> None:
    load_units(GOOD.encode())
    assert problems(GOOD.replace("stod,Föräldrastöd,unit,farsta,6\n", "")) == [
        "stod: Enheten finns i Följa men inte i filen. Ta med raden, med sista månaden i valid_to om den upphört."
    ]
    assert "stod" in tree()


def test_every_fault_is_told_at_once_with_its_row() -> None:
    faulty = "code,name,kind,parent,staff\nstad,Staden,city,,\n,Namn,unit,stad,3\nb,,by,stad,många\n"
    assert problems(faulty) == [
        "rad 3, code: Rutan är tom. Varje enhet har en kod och ett namn.",
        "rad 4, name: Rutan är tom. Varje enhet har en kod och ett namn.",
        "rad 4, kind: Slaget ”by” finns inte. Välj nation, city, group, district, unit.",
        (
            "rad 4, staff: ”många” är inget antal medarbetare. Skriv ett helt tal, högst 9999, eller lämna tomt om det "
            "inte är känt."
        ),
    ]


def test_a_month_that_is_none_is_told() -> None:
    written = "code,name,kind,parent,staff,valid_from\nstad,Staden,city,,,2021\n"
    assert problems(written) == ["rad 2, valid_from: ”2021” är ingen månad. Skriv den som 2021-03."]


def test_a_parent_that_does_not_exist_is_told_with_the_row_of_its_child() -> None:
    assert problems("code,name,kind,parent,staff\nstad,Staden,city,,\nstod,Stöd,unit,farsta,6\n") == [
        "rad 3, stod: Enheten ligger under farsta, som inte finns. Skriv koden för en enhet i filen."
    ]


@pytest.mark.parametrize("header", ["code,name,kind,parent", "code,name,kind,parent,staff,colour"])
def test_a_missing_or_unknown_column_is_told(header: str) -> None:
    assert problems(f"{header}\n")[0].startswith("rad 1: ")


def test_another_encoding_is_told() -> None:
    with pytest.raises(Refused, match="not UTF-8"):
        load_units("code,name\nå,ä".encode("latin-1"))


def test_a_number_of_staff_that_no_database_holds_is_told() -> None:
    assert problems(GOOD.replace("farsta,6", "farsta,12345678901234567890"))[0].startswith(
        "rad 4, staff: ”12345678901234567890” är inget antal medarbetare. Skriv ett helt tal, högst 9999"
    )


@pytest.mark.parametrize(
    "written", [f"stod,{'x' * 131_073},unit,stad,6", 'stod,"Föräldrastöd,unit,stad,6\nny,Ny,unit,stad,']
)
def test_a_cell_without_end_is_told_where_it_begins_and_swallows_no_units(written: str) -> None:
    assert problems(f"code,name,kind,parent,staff\nstad,Staden,city,,\n{written}\n") == [
        (
            "rad 3: Ett citattecken saknar sitt par, eller så är en ruta längre än 131072 tecken. "
            "Skriv citattecken i par, och korta rutan."
        )
    ]
    with pytest.raises(Refused):
        tree()


def test_a_file_with_nul_bytes_is_no_text() -> None:
    assert problems(GOOD.replace("Staden", "Sta\0den")) == ["Filen är inte text i UTF-8. Spara den som ”CSV UTF-8”."]


def test_before_any_units_the_pages_say_what_to_do(client: object) -> None:
    from django.test import Client

    from folja.web.organisation.actions import create_account

    browser = Client()
    browser.force_login(create_account("amina@kommunen.example", "Amina", "ett långt lösenord"))
    answer = browser.get("/")
    assert answer.status_code == 503
    assert "Enheterna är inte inlästa än" in answer.content.decode()
