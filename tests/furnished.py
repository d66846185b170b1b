"""Two units with one of everything that somebody could want to look into or change: for tests of who may what."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from folja.demo.goals import demo_budgets
from folja.goals import measure
from folja.goals.complaints import Complaints
from folja.goals.outside import OutsideFigure
from folja.goals.year_plan import DevelopmentArea
from folja.instruments.sheet import Sheet
from folja.methods.method import About
from folja.rounds.yearly import YearResult
from folja.vocabulary.clock import this_month, today
from folja.vocabulary.period import Period
from folja.web.answers import actions as answers
from folja.web.collection.aside import aside_at
from folja.web.collection.putting_aside import pass_night, put_aside
from folja.web.collection.receipt import new_receipt
from folja.web.comments import actions as comments
from folja.web.comments.models import Citation, Comment, Wish
from folja.web.giving_back import actions as giving_back
from folja.web.goals import actions as goals
from folja.web.methods import actions as methods
from folja.web.methods.written import TypedAnswer
from folja.web.organisation.models import Account
from folja.web.rounds.actions import enter_survey
from folja.web.writing import actions as writing
from folja.web.writing import handing_in
from folja.web.writing.actions import Place
from folja.web.writing.models import ReleasedReport, Turn
from folja.web.writing.written import Typed
from folja.web.year import actions as year
from folja.web.year.stored import tasks_of
from tests import planned
from tests.rounds import answered_team, start

TERTIAL = planned.T1


@dataclass(frozen=True)
class Things:
    """What is at a unit, by what an address or a form calls it."""

    unit: str
    codes: tuple[str, ...]
    batches: tuple[str, ...]
    keys: tuple[str, ...]
    released: int
    method: str
    read_by_all: str
    team: str = ""
    hidden: tuple[str, ...] = field(default=())


def furnish(unit: str, word: str, manager: Account, lead: Account) -> Things:
    """One of everything, with a word in each text that is read nowhere else."""
    said = f"Det här säger {word}."
    codes = tuple(
        answers.make_way_in(unit, instrument, manager).code for instrument in ("talk_answers", "child_answers")
    )
    answers.write_contact(unit, f"Ring {word}, vardagar", manager)
    answers.make_leave_code(unit, manager)
    for _ in range(20):  # more than the most that wait for others
        put_aside(new_receipt(), Sheet("talk_answers", 1, unit, this_month(), {"helped": 5}), "one_connection")
    comments.add_all(unit, TERTIAL, [f"{said} {number}" for number in range(10)])
    comments.release(TERTIAL)
    comments.cite(Comment.objects.filter(unit=unit)[0], f"{said} 0", manager, identifies_nobody=True)
    comments.receive_wish(new_receipt(), unit, said)
    plan = replace(planned.PLAN_2022, unit=unit)
    plan = replace(plan, goals=tuple(replace(goal, title=f"{goal.title} {word}") for goal in plan.goals))
    plan = replace(plan, areas=(DevelopmentArea("evenings", said),))
    goals.save_plan(plan, 0, manager)
    goals.save_plan(replace(plan, year=2023), 0, manager)
    sick_leave = measure.shipped()["sick_leave"]
    goals.enter([OutsideFigure(sick_leave, unit, TERTIAL, Decimal("5.8"), word, date(2022, 5, 12), word)], manager)
    goals.save_budget(unit, demo_budgets().years[1], manager)
    year.begin(unit, 2022, manager)
    first, *_ = tasks_of(unit, 2022)
    year.save_task(unit, 2022, replace(first, words=said), manager)
    year.count(unit, Complaints(TERTIAL, 7, (word,)), manager)
    for key in (*planned.RESULTS, *planned.PARTS):
        writing.save_text(Place("tertial", unit, TERTIAL, key), Typed(said), 0, manager, is_done=True)
    writing.remark(Place("tertial", unit, TERTIAL, "men"), Typed(said), manager)
    handing_in.hand_in("tertial", unit, TERTIAL, manager)
    handing_in.approve("tertial", unit, TERTIAL, Turn.objects.latest("pk").pk, lead)
    method = methods.make(unit, About(f"Metod {word}", said), manager)
    methods.save_answer(methods.Place(method, "helps"), TypedAnswer(said, "yes"), 0, manager)
    methods.remark(methods.Place(method, "helps"), Typed(said), manager)
    methods.add_file(methods.Place(method, "helps"), b"%PDF-1.7", f"{word}.pdf", manager)
    read_by_all = methods.make(unit, About("En metod för alla"), manager)
    methods.add_file(methods.Place(read_by_all, "helps"), b"%PDF-1.7", "plan.pdf", manager)
    methods.ask(read_by_all, manager)
    methods.review(read_by_all, lead)
    methods.publish(read_by_all, manager)
    giving_back.publish(unit, TERTIAL, {"sv": said}, manager)
    team = answered_team(unit, f"Teamet {word}", decided=said)
    start(team, one_time=True)
    enter_survey(unit, "joint_work", YearResult(2021, 60, {"joint_planning": 30}, said), manager)
    kept = [*Comment.objects.filter(unit=unit), *Citation.objects.filter(unit=unit), *Wish.objects.filter(unit=unit)]
    return Things(
        unit=unit,
        codes=codes,
        batches=(),
        keys=(first.key, method, *(bytes(one.key).hex() for one in kept), team.key),
        method=method,
        read_by_all=read_by_all,
        released=ReleasedReport.objects.latest("number").number,
        team=team.key,
        hidden=(word,),
    )


def with_batches(*things: Things) -> tuple[Things, ...]:
    """What was put aside is gathered, in one night."""
    pass_night(today() + timedelta(days=1))
    return tuple(replace(one, batches=tuple(aside.code for aside in aside_at([one.unit]))) for one in things)


__all__ = ["Period", "Things", "furnish", "with_batches"]
