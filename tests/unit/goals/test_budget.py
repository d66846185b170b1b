"""A budget or a plan over years is shown as it is printed, and every sum in it that does not hold is named."""

from decimal import Decimal

from folja.goals.budget import Account, Row, SeveralYears, Year
from folja.vocabulary.text import Text


def account(cost: str, income: str, net: str) -> Account:
    return Account(Decimal(cost), Decimal(income), Decimal(net))


def printed(year: Year | SeveralYears) -> list[str]:
    return [one.in_language("sv") for one in year.problems()]


def test_the_years_of_a_real_unit_add_up() -> None:
    years = (
        Year(2019, account("26.3", "-6.0", "20.3"), account("24.7", "-6.9", "17.8"), Decimal("2.5")),
        Year(2020, account("25.6", "-5.3", "20.3"), account("23.0", "-5.7", "17.3"), Decimal("3.0")),
        Year(2021, account("32.3", "-9.9", "22.4"), account("28.5", "-11.7", "16.8"), Decimal("5.6")),
    )
    assert [problem for year in years for problem in year.problems()] == []


def test_every_sum_that_does_not_hold_is_named_with_both_numbers() -> None:
    wrong = Year(2021, account("32.3", "-9.9", "22.5"), account("28.5", "-11.7", "16.7"), Decimal("5.6"))
    assert printed(wrong) == [
        "2021, budget: Budgetens netto står som 22,5 men blir 22,4.",
        "2021, utfall: Utfallets netto står som 16,7 men blir 16,8.",
        "2021, avvikelse: Avvikelsen står som 5,6 men blir 5,8.",
    ]


PLAN = SeveralYears(
    (2017, 2018),
    (
        Row(Text.of(sv="Utbildning", en="Training"), (Decimal(80), Decimal(100)), Decimal(180)),
        Row(Text.of(sv="Tjänster", en="Posts"), (Decimal(9100), None), Decimal(9200)),
    ),
    (Decimal(9110), Decimal(100)),
    Decimal(9380),
)


def test_a_plan_names_its_lines_its_years_and_its_whole() -> None:
    assert printed(PLAN) == [
        "Tjänster: Står som 9\u00a0200, 100 mer än 9\u00a0100 som delarna blir tillsammans.",
        "2017: Står som 9\u00a0110, 70 mindre än 9\u00a0180 som delarna blir tillsammans.",
        "Summan: Står som 9\u00a0380, 100 mer än 9\u00a0280 som delarna blir tillsammans.",
        "Åren och summan: Årens summor blir tillsammans 9\u00a0210, 170 mindre än 9\u00a0380.",
    ]
