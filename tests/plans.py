"""A plan and figures from outside for Föräldrastöd Farsta, that tests of pages and actions share."""

from datetime import date
from decimal import Decimal

from folja.goals import measure
from folja.goals.outside import OutsideFigure
from folja.goals.plan import DevelopmentArea, ExpectedResult, Plan, UnitGoal
from folja.goals.target import Target
from folja.vocabulary.period import Period

UNIT = "farsta_stod"


def plan(year: int = 2021, unit: str = UNIT) -> Plan:
    """Two goals: one followed by what is counted, one by what is entered, in words and out of a case system."""
    parents = (
        ExpectedResult(
            "men", "Pappor är med i samtalen", "indicator", "men_share_talks", Target("at_least", Decimal(30)),
            ("Fråga vem som kommer",), group="Samtalsgruppen",
        ),
        ExpectedResult("talks", "Många samtal", "indicator", "talks", Target("at_least", Decimal(300))),
        ExpectedResult("helped", "Föräldrar får hjälp", "indicator", "helped_top_two", Target("keep_or_raise")),
    )  # fmt: skip
    work = (
        ExpectedResult("index", "Medarbetarna trivs", "measure", "staff_index", Target("at_least", Decimal(76))),
        ExpectedResult(
            "part", "Barn är med och planerar", "measure", "child_took_part", Target("at_least", Decimal(80))
        ),
        ExpectedResult("trust", "Föräldrar litar på oss", "words", group="Ledningsgruppen"),
    )
    goals = (
        UnitGoal("parents", "Stöd tidigt", parents, "En bra start i livet", "Stöd innan problemen växer"),
        UnitGoal("work", "En bra arbetsplats", work),
    )
    return Plan(unit, year, goals, (DevelopmentArea("evenings", "Fler kvällstider", group="Samtalsgruppen"),))


def outside(code: str, value: str | None, period: str = "2021", unit: str = UNIT, note: str = "") -> OutsideFigure:
    """A figure that Bo has entered."""
    number = Decimal(value) if value else None
    return OutsideFigure(
        measure.shipped()[code], unit, Period.parse(period), number, "Enkäten", date(2022, 1, 14), "Bo", note=note
    )
