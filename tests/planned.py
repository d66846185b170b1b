"""What Föräldrastöd Farsta aims at, has entered from outside, and has written: for tests of pages and actions."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from folja.demo.goals import demo_budgets
from folja.goals import measure
from folja.goals.changing import goal_around, result_of, with_result
from folja.goals.outside import OutsideFigure
from folja.goals.target import Target
from folja.goals.year_plan import DevelopmentArea, ExpectedResult, UnitGoal, YearPlan
from folja.vocabulary.period import Period

UNIT = "farsta_stod"


def plan(year: int = 2021, unit: str = UNIT) -> YearPlan:
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
    return YearPlan(unit, year, goals, (DevelopmentArea("evenings", "Fler kvällstider", group="Samtalsgruppen"),))


def outside(code: str, value: str | None, period: str = "2021", unit: str = UNIT, note: str = "") -> OutsideFigure:
    """A figure that Bo has entered."""
    number = Decimal(value) if value else None
    return OutsideFigure(
        measure.shipped()[code], unit, Period.parse(period), number, "Enkäten", date(2022, 1, 14), "Bo", note=note
    )


def plan_whole_unit() -> None:
    """Saved as people save it: the plan, figures of some years, budgets, and a plan over years that does not add up."""
    from folja.web.goals import actions

    actions.save_plan(plan(), 0, None)
    of_years = [
        outside("staff_index", "74", "2020"),
        outside("staff_index", "71"),
        outside("sick_leave", "7.45", "2020"),
    ]
    partly = outside("child_took_part", "82", "2021T1", note="Enligt nitton av tjugotre avslutade uppdrag.")
    genders = replace(outside("youth_clinic_visitors", "348"), by_gender={"woman": Decimal(263), "man": Decimal(75)})
    elsewhere = outside("child_took_part", "74", unit="place:nation")
    actions.enter([*of_years, partly, outside("child_took_part", "78"), genders, elsewhere], None)
    money = demo_budgets()
    for year in money.years[1:]:
        actions.save_budget(UNIT, year, None)
    actions.save_several_years(UNIT, money.plan_name, money.plan, None)


def change_aim(key: str, value: str) -> None:
    """Somebody else gives a result of the plan another aim."""
    from folja.web.goals.actions import change_plan

    def change(plan: YearPlan) -> YearPlan:
        result, around = result_of(plan, key), goal_around(plan, key)
        assert result
        assert around
        return with_result(plan, around.key, replace(result, target=Target("at_least", Decimal(value))))

    change_plan(UNIT, 2021, change, None)


T1 = Period.parse("2022T1")
PLAN_2022 = YearPlan(
    UNIT,
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


def plan_2022() -> None:
    """Keep the plan of 2022, and the first tertial's sick leave in two years."""
    from folja.web.goals.actions import enter, save_plan

    save_plan(PLAN_2022, 0, None)
    found = (outside("sick_leave", value, period) for value, period in (("5.8", "2022T1"), ("7.2", "2021T1")))
    enter([replace(one, source="Personalsystemet", dated=date(2022, 5, 12)) for one in found], None)


def write_all(account: object, keys: tuple[str, ...] = (*RESULTS, *PARTS)) -> None:
    """Every section written and done."""
    from folja.web.writing.actions import Place, save_text
    from folja.web.writing.written import Typed

    for key in keys:
        place = Place("tertial", UNIT, T1, key)
        save_text(place, Typed(f"Det här skriver vi om delen {key.replace('_', ' ')}."), 0, account, is_done=True)  # type: ignore[arg-type]
