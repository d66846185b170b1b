"""Budgets, outcomes and plans over several years as they are printed, and every sum in them that does not hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from folja.goals.measure import MOST_DECIMALS, written_decimals
from folja.vocabulary.problem import Problem, problem
from folja.vocabulary.text import Text


@dataclass(frozen=True)
class Account:
    """Cost, income (negative) and net, in one currency unit."""

    cost: Decimal
    income: Decimal
    net: Decimal

    @property
    def true_net(self) -> Decimal:
        """Cost and income added."""
        return self.cost + self.income


@dataclass(frozen=True)
class Year:
    """A year's budget and outcome with the deviation as it is printed: what was left of the budget.

    Until the year is over there is a budget only.
    """

    year: int
    budget: Account
    outcome: Account | None = None
    deviation: Decimal | None = None

    def problems(self) -> Iterator[Problem]:
        """Every printed sum that does not hold, with both numbers."""
        named = (("Budget", "Budget", self.budget), ("Utfall", "Outcome", self.outcome))
        for sv, en, account in named:
            if account and account.net != account.true_net:
                yield _not_a_sum(
                    f"{self.year}, {sv.lower()}",
                    f"{sv}ens" if sv == "Budget" else f"{sv}ets",
                    "netto",
                    f"the {en.lower()}'s net",
                    account.net,
                    account.true_net,
                )
        if self.outcome is None or self.deviation is None:
            return
        left = self.budget.net - self.outcome.net
        if self.deviation != left:
            yield _not_a_sum(f"{self.year}, avvikelse", "", "avvikelsen", "the deviation", self.deviation, left)


def _not_a_sum(where: str, whose: str, what: str, en: str, printed: Decimal, true: Decimal) -> Problem:
    subject = f"{whose} {what}".strip()
    return problem(
        where,
        sv=f"{subject[:1].upper()}{subject[1:]} står som {written(printed)} men blir {written(true)}.",
        en=f"{en} is printed as {printed} but makes {true}",
    )


@dataclass(frozen=True)
class Row:
    """One line of a plan over years; None where nothing is planned. `printed` is the sum that stands beside it."""

    name: Text
    values: tuple[Decimal | None, ...]
    printed: Decimal | None = None

    @property
    def total(self) -> Decimal:
        """What the line makes."""
        return sum((value for value in self.values if value is not None), Decimal(0))


@dataclass(frozen=True)
class SeveralYears:
    """A plan over years, with its printed sums beside what they make."""

    years: tuple[int, ...]
    rows: tuple[Row, ...]
    printed_years: tuple[Decimal | None, ...] = ()
    printed_total: Decimal | None = None

    @property
    def decimals(self) -> int:
        """How many decimals the plan is printed with: a spreadsheet keeps 10,0 as 10, beside 9,5."""
        numbers = (*(value for row in self.rows for value in (*row.values, row.printed)), *self.printed_years)
        known = (written_decimals(one) for one in (*numbers, self.printed_total) if one is not None)
        return min(MOST_DECIMALS, max(known, default=0))

    @property
    def year_totals(self) -> tuple[Decimal, ...]:
        """What each year makes."""
        return tuple(
            sum((row.values[place] or Decimal(0) for row in self.rows), Decimal(0)) for place in range(len(self.years))
        )

    @property
    def total(self) -> Decimal:
        """What all lines make."""
        return sum((row.total for row in self.rows), Decimal(0))

    def problems(self) -> tuple[Problem, ...]:
        """Every printed sum that does not hold: lines, years, the whole, and years and whole beside each other."""
        return tuple(self._found())

    def _found(self) -> Iterator[Problem]:
        for row in self.rows:
            yield from _differs(row.name.sv, row.name.en, row.printed, row.total)
        for year, printed, true in zip(self.years, self.printed_years, self.year_totals, strict=False):
            yield from _differs(str(year), str(year), printed, true)
        yield from _differs("Summan", "The total", self.printed_total, self.total)
        yield from self._years_beside_total()

    def _years_beside_total(self) -> Iterator[Problem]:
        printed = [year for year in self.printed_years if year is not None]
        if self.printed_total is None or len(printed) != len(self.years):
            return
        years = sum(printed, Decimal(0))
        if years != self.printed_total:
            sv, en = _distance(years, self.printed_total)
            yield problem(
                "Åren och summan",
                sv=f"Årens summor blir tillsammans {written(years)}, {sv} än {written(self.printed_total)}.",
                en=f"the printed years make {years} together, {en} than {self.printed_total}",
            )


def _differs(sv: str, en: str, printed: Decimal | None, true: Decimal) -> Iterator[Problem]:
    if printed is None or printed == true:
        return
    swedish, english = _distance(printed, true)
    yield problem(
        sv,
        sv=f"Står som {written(printed)}, {swedish} än {written(true)} som delarna blir tillsammans.",
        en=f"{en} is printed as {printed}, {english} than {true}, which the parts make together",
    )


def _distance(printed: Decimal, true: Decimal) -> tuple[str, str]:
    size = abs(printed - true)
    return (f"{written(size)} mindre", f"{size} less") if printed < true else (f"{written(size)} mer", f"{size} more")


def written(number: Decimal) -> str:
    """−9,9 and 1 040: as Swedes write it."""
    plain = f"{number:,f}".replace(",", "\u00a0").replace(".", ",")
    return plain.replace("-", "−")
