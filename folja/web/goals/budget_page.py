"""A year's budget and outcome as somebody has written them, and the tables that the page shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from folja.goals.budget import Account, Year
from folja.goals.measure import decimals_of, read_number
from folja.instruments.content import collected
from folja.reports import words
from folja.reports.document import Table
from folja.vocabulary.problem import Problem, problem
from folja.web.frame.parts import Field, Link

KEYS = ("cost", "income", "net")
OF_BUDGET = tuple(f"budget-{key}" for key in KEYS)
OF_OUTCOME = (*(f"outcome-{key}" for key in KEYS), "deviation")
NAMES = (*OF_BUDGET, *OF_OUTCOME)
MOST = Decimal(1_000_000)


@dataclass(frozen=True)
class BudgetForm:
    """The form of a year: three fields of each account, the deviation, and links to what is wrong."""

    budget: tuple[Field, ...]
    outcome: tuple[Field, ...]
    deviation: Field
    links: tuple[Link, ...]


def sent(form: Mapping[str, str]) -> dict[str, str]:
    """What was sent, by field."""
    return {name: form.get(name, "").strip()[:30] for name in NAMES}


def written_as(year: Year) -> dict[str, str]:
    """A year as it stands in its form."""
    found = {f"budget-{key}": getattr(year.budget, key) for key in KEYS}
    if year.outcome:
        found |= {f"outcome-{key}": getattr(year.outcome, key) for key in KEYS} | {"deviation": year.deviation}
    return {name: words.amount(value, "million").replace("\u2212", "-") for name, value in found.items()}


def checked(written: Mapping[str, str], year: int) -> Year:
    """The year as it is printed, whether it adds up or not; without an outcome where nothing of it is written.

    Raises Refused with all problems, named by field.
    """
    problems: list[Problem] = []
    has_outcome = any(written.get(name) for name in OF_OUTCOME)
    names = NAMES if has_outcome else OF_BUDGET
    numbers = {name: _number(name, written.get(name, ""), problems) for name in names}
    collected(problems)
    budget = _account(numbers, OF_BUDGET)
    return (
        Year(year, budget, _account(numbers, OF_OUTCOME), numbers["deviation"]) if has_outcome else Year(year, budget)
    )


def _account(numbers: Mapping[str, Decimal], names: tuple[str, ...]) -> Account:
    return Account(*(numbers[name] for name in names if name != "deviation"))


def _number(name: str, written: str, problems: list[Problem]) -> Decimal:
    number = read_number(written)
    if number is None or abs(number) > MOST:
        problems.append(
            problem(name, sv="Skriv miljoner kronor, till exempel 32,3.", en="write million kronor, such as 32.3")
        )
        return Decimal(0)
    if decimals_of(number) > 1:
        problems.append(
            problem(
                name, sv="Skriv talet med högst en decimal, till exempel 32,3.", en="write at most one decimal: 32.3"
            )
        )
    if name.endswith("income") and number > 0:
        problems.append(
            problem(name, sv="Skriv intäkter med minus, till exempel −9,9.", en="write income with a minus: −9.9")
        )
    return number


def budget_form(written: Mapping[str, str], problems: Iterable[Problem], language: str) -> BudgetForm:
    """The form with what is written in it."""
    wrong = {one.where: one.text.in_language(language) for one in problems}
    of = {"budget": _("budget"), "outcome": _("bokslut")}
    called = {"cost": _("Kostnader"), "income": _("Intäkter, med minus"), "net": _("Netto")}
    fields = {
        f"{account}-{key}": Field(
            f"{account}-{key}",
            f"{called[key]}, {of[account]}",
            value=written.get(f"{account}-{key}", ""),
            problem=wrong.get(f"{account}-{key}", ""),
        )
        for account in of
        for key in called
    }
    help_ = _("Det som blev kvar av budgeten, som det står i bokslutet.")
    deviation = Field("deviation", _("Avvikelse"), help_, written.get("deviation", ""), wrong.get("deviation", ""))
    fields["deviation"] = deviation
    links = tuple(Link(f"#{name}", fields[name].label) for name in wrong)
    budget, outcome = (tuple(fields[f"{account}-{key}"] for key in KEYS) for account in of)
    return BudgetForm(budget, outcome, deviation, links)


def in_words(table: Table, language: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """A document's table as its headings and rows of words."""
    headings = tuple(column.header for column in table.columns)
    return headings, tuple(tuple(words.quoted(piece, language) for piece in row) for row in table.rows)
