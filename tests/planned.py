"""What Föräldrastöd Farsta aims at in 2022, and what it has entered from outside: for tests of written reports."""

from datetime import date
from decimal import Decimal

from folja.goals import measure
from folja.goals.outside import OutsideFigure
from folja.goals.target import Target
from folja.goals.year_plan import ExpectedResult, UnitGoal, YearPlan
from folja.vocabulary.period import Period

T1 = Period.parse("2022T1")
PLAN = YearPlan(
    "farsta_stod",
    2022,
    (
        UnitGoal(
            "parents",
            "Föräldrar får stöd tidigt",
            (
                ExpectedResult(
                    "men",
                    "Pappor och andra män nås",
                    "indicator",
                    "men_share_talks",
                    Target("at_least", Decimal(45)),
                    group="Samtalsgruppen",
                ),
                ExpectedResult(
                    "talks", "Fler samtal hålls än året före", "indicator", "talks", Target("at_least", Decimal(300))
                ),
            ),
            council="Alla barn i staden får en bra start i livet",
        ),
        UnitGoal(
            "workplace",
            "En bra arbetsplats",
            (
                ExpectedResult(
                    "sick_leave", "Sjukfrånvaron är låg", "measure", "sick_leave", Target("at_most", Decimal("6.1"))
                ),
                ExpectedResult(
                    "staff_index", "Medarbetarna trivs", "measure", "staff_index", Target("at_least", Decimal(76))
                ),
            ),
        ),
    ),
)
RESULTS = ("men", "talks", "sick_leave", "staff_index")
PARTS = ("summary", "good_examples", "complaints", "development")
"""What people are asked to write: an analysis of each expected result, and these parts of the tertial report."""


def plan() -> None:
    """Keep the plan and the figures from outside."""
    from folja.web.goals.actions import enter, save_plan

    save_plan(PLAN, 0, None)
    sick_leave = measure.shipped()["sick_leave"]
    enter(
        (
            OutsideFigure(
                sick_leave, "farsta_stod", period, Decimal(value), "Personalsystemet", date(2022, 5, 12), "Bo"
            )
            for period, value in ((T1, "5.8"), (T1.year_before, "7.2"))
        ),
        None,
    )


def write_all(account: object, keys: tuple[str, ...] = (*RESULTS, *PARTS)) -> None:
    """Every section written and done."""
    from folja.web.writing.actions import Place, save_text
    from folja.web.writing.written import Typed

    for key in keys:
        place = Place("tertial", "farsta_stod", T1, key)
        save_text(place, Typed(f"Det här skriver vi om delen {key.replace('_', ' ')}."), 0, account, is_done=True)  # type: ignore[arg-type]
