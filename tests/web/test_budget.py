"""Budgets and plans over years are kept as printed, and every sum that does not hold is named."""

from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from folja.instruments.content import SHIPPED
from folja.web.goals.stored import budgets_of, several_years_of
from tests.web.pages import row, words

PAGE = "/mal/farsta_stod/2021/budget/"
YEAR = {
    "budget-cost": "32,3",
    "budget-income": "−9,9",
    "budget-net": "22,4",
    "outcome-cost": "28,5",
    "outcome-income": "-11,7",
    "outcome-net": "16,8",
    "deviation": "5,6",
}


def test_a_year_stands_as_it_is_printed(city: None, as_bo: Client) -> None:
    page = as_bo.post(PAGE, YEAR, follow=True)
    assert row(page, "Intäkter") == ["Intäkter", "−9,9", "−11,7", ""]
    assert row(page, "Netto") == ["Netto", "22,4", "16,8", "5,6"]
    assert "Alla summor går ihop" in words(page)
    assert budgets_of("farsta_stod")[0].outcome.cost == Decimal("28.5")


def test_what_does_not_add_up_is_named_and_stays(city: None, as_bo: Client) -> None:
    page = words(as_bo.post(PAGE, YEAR | {"budget-net": "23"}, follow=True))
    assert "2 summor går inte ihop" in page
    assert "2021, budget: Budgetens netto står som 23" in page
    assert "2021, avvikelse: Avvikelsen står som 5,6 men blir" in page
    assert "23,0" in page


def test_what_is_no_number_is_said_at_its_field(city: None, as_bo: Client, as_amina: Client) -> None:
    page = as_bo.post(PAGE, YEAR | {"outcome-income": "11,7", "deviation": "mycket"})
    assert page.status_code == 422
    assert "Skriv intäkter med minus" in words(page)
    assert "Skriv miljoner kronor, till exempel 32,3." in words(page)
    assert budgets_of("farsta_stod") == ()
    assert as_amina.post(PAGE, YEAR).status_code == 403


def take_in(client: Client, content: bytes, name: str = "Social investering") -> Any:
    return client.post(f"{PAGE}las-in/", {"name": name, "file": SimpleUploadedFile("plan.csv", content)}, follow=True)


def test_a_published_plan_is_taken_in_with_every_sum_that_does_not_hold(city: None, as_bo: Client) -> None:
    page = words(take_in(as_bo, (SHIPPED / "demo" / "investment_plan.csv").read_bytes()))
    assert "5 summor går inte ihop" in page
    for said in (
        "2017: Står som 9 595, 70 mindre än 9 665 som delarna blir tillsammans.",
        "2018: Står som 10 083, 70 mindre än 10 153 som delarna blir tillsammans.",
        "2019: Står som 10 474, 70 mindre än 10 544 som delarna blir tillsammans.",
        "2020: Står som 10 991, 70 mindre än 11 061 som delarna blir tillsammans.",
        "Åren och summan: Årens summor blir tillsammans 41 143, 280 mindre än 41 423.",
    ):
        assert said in page
    as_bo.post(PAGE, {"remove": "Social investering"})
    assert several_years_of("farsta_stod") == ()


def test_a_plan_that_can_not_be_read_says_where(city: None, as_bo: Client) -> None:
    page = words(take_in(as_bo, "Post;2017;2018\nUtbildning;80;många\n".encode()))
    assert "Rad 2, kolumn 2018: Skriv ett tal" in page
    assert "Skriv vad planen heter" in words(take_in(as_bo, b"Post;2017\nA;1\n", name=""))


def test_no_name_in_a_taken_plan_leads_to_somebody(city: None, as_bo: Client) -> None:
    page = words(take_in(as_bo, f"Post;2017\nRing 070-174 06 05;80\n{'a' * 121};1\n".encode()))
    assert "Rad 2: Här står ett personnummer, ett telefonnummer eller en e-postadress." in page
    assert "Rad 3: Texten är 121 tecken. Korta den till 120." in page
    page = words(take_in(as_bo, b"Post;2017\nA;1\n", name="Fråga namn@kommunen.example"))
    assert "Planens namn: Här står ett personnummer" in page
    assert several_years_of("farsta_stod") == ()


def test_a_budget_is_kept_before_there_is_an_outcome(city: None, as_bo: Client) -> None:
    page = as_bo.post(PAGE, {name: value for name, value in YEAR.items() if name.startswith("budget")}, follow=True)
    assert row(page, "Netto") == ["Netto", "22,4", "", ""]
    assert budgets_of("farsta_stod")[0].outcome is None
    half = words(as_bo.post(PAGE, YEAR | {"deviation": ""}))
    assert "Skriv miljoner kronor" in half


def test_no_more_decimals_are_kept_than_are_shown(city: None, as_bo: Client) -> None:
    assert "högst en decimal" in words(as_bo.post(PAGE, YEAR | {"budget-cost": "32,35"}))
    assert budgets_of("farsta_stod") == ()


def test_a_plan_over_years_stands_with_the_decimals_it_is_printed_with(city: None, as_bo: Client) -> None:
    page = take_in(as_bo, b"Post;2017;2018;Summa\nUtbildning;10,0;9,5;19,5\nSumma;10,0;9,5;19,5\n")
    assert row(page, "Utbildning") == ["Utbildning", "10,0", "9,5", "19,5"]
    assert "fler än två decimaler" in words(take_in(as_bo, b"Post;2017\nA;1,234\n"))
