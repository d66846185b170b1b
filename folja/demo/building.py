"""Builds the demo city in an opened home folder: units, people who sign in, registrations, and closings."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import product
from random import Random

from django.db import transaction

from folja.closable import closable_from
from folja.demo.city import city, city_csv, city_today
from folja.demo.comments import cite_comments, write_comments
from folja.demo.drawing import draw_city
from folja.demo.giving_back import given_back
from folja.demo.goals import demo_budgets, demo_goals
from folja.demo.loading import distributions
from folja.demo.methods import described_methods
from folja.demo.municipality import municipality
from folja.demo.rounds import DemoTeam, demo_rounds, demo_surveys, drawn
from folja.demo.statement import statement
from folja.demo.supports import demo_register
from folja.demo.writing import written_reports
from folja.demo.year import demo_years
from folja.disclosure import policy
from folja.instruments import loading
from folja.vocabulary.period import Month, Period
from folja.web.answers.actions import make_way_in, write_contact
from folja.web.answers.asked import contact_of, family_instruments
from folja.web.collection import stored
from folja.web.collection.actions import import_registrations
from folja.web.collection.receipt import new_receipt
from folja.web.giving_back.actions import publish as publish_leaflet
from folja.web.giving_back.stored import has_leaflet
from folja.web.goals.actions import enter, save_budget, save_plan, save_several_years
from folja.web.goals.learned import learned
from folja.web.goals.stored import budgets_of, kept_plan, outside_of, plan_of
from folja.web.methods import actions as methods
from folja.web.methods.models import StoredMethod
from folja.web.methods.written import TypedAnswer
from folja.web.organisation import actions as organisation
from folja.web.organisation.models import Account, StoredUnit
from folja.web.organisation.municipality import kept_look
from folja.web.publication.actions import StoredPublications, close_tertial
from folja.web.publication.shelf import library
from folja.web.rounds import actions as rounds
from folja.web.rounds.actions import Decided, Plan
from folja.web.rounds.stored import Team, survey_results, team_of
from folja.web.rounds.taking import Sent, take
from folja.web.statement.actions import publish
from folja.web.supports.actions import save_support
from folja.web.supports.stored import register
from folja.web.wordings import drafts
from folja.web.wordings.actions import approve
from folja.web.wordings.reviewing import parts
from folja.web.wordings.stored import approved
from folja.web.writing import handing_in
from folja.web.writing.actions import Place, save_text, set_diary_number
from folja.web.writing.stored import latest_texts, latest_turn, report_of
from folja.web.writing.written import Typed
from folja.web.year.actions import begin, count, decide, tick
from folja.web.year.stored import complaints_of, is_begun, tasks_of

SEED = 2022
PASSWORD = "följa i demostaden"  # noqa: S105  everybody may know it: nothing in the city is real


@dataclass(frozen=True)
class Cast:
    """Somebody who can sign in to the demo city."""

    email: str
    first_name: str
    role: str
    unit: str
    does: str


LEFT_TO_READ, LEFT_OF_A_PART = "rom", 2  # a language that families are not met in, so that there is something to do
FOR_SHOW = "demostaden, för visning"
CONTACT = "Ring 08-123 45 00, vardagar 8–16"

CAST = (
    Cast("amina@demo.example", "Amina", "registers", "farsta_foraldrastod", "föräldrarådgivare, registrerar"),
    Cast("bo@demo.example", "Bo", "manages", "farsta_foraldrastod", "enhetschef, läser rapporten"),
    Cast("carin@demo.example", "Carin", "leads_city", "staden", "leder staden, stänger tertial"),
    Cast("dan@demo.example", "Dan", "manages", "hasselby_vallingby", "chef i ett annat stadsdelsområde"),
)


def build(told: Callable[[str], None], progress: Callable[[int, int, str], None] = lambda *_: None) -> None:
    """Build what is missing: a second call does nothing, and a call after a stop goes on where it stopped."""
    if not StoredUnit.objects.exists():
        told("Bygger en påhittad stad. Det tar en minut första gången.")
        _settle()
    _approve_drafts()
    _open_ways_in()
    _plan()
    if kept_look() is None:
        organisation.set_look(municipality(), None)
    _decide()
    _describe_methods()
    _go_through_years()
    _answer_rounds()
    _enter_surveys()
    tertials = list(closed_tertials())
    left = set(tertials) - StoredPublications().closed()
    if not left:
        _give_back()
        _write_reports()
        _decide_about_lessons()
        return
    steps = len(tertials) + 1
    if not stored.has_registrations():
        progress(0, steps, "Hittar på registreringar")
        instruments, tree = loading.shipped(), city()
        registrations = draw_city(instruments, tree, distributions(instruments, tree), SEED, today=city_today())
        import_registrations(registrations, b"the demo city")
    for number, tertial in enumerate(tertials, start=1):
        if tertial in left:
            progress(number, steps, f"Stänger {tertial.name()}")
            close_tertial(tertial, today=closable_from(tertial, policy.shipped()))
    cite_comments()
    _give_back()
    _write_reports()
    _decide_about_lessons()
    progress(steps, steps, "Staden är klar")


@transaction.atomic
def _settle() -> None:
    """Units, the people who sign in, the accessibility statement, and what families have written."""
    organisation.load_units(city_csv())
    for person in CAST:
        account = organisation.create_account(person.email, person.first_name, PASSWORD)
        organisation.give_role(account, person.unit, person.role)
    publish(statement(), None)
    write_comments()


@transaction.atomic
def _approve_drafts() -> None:
    """Drafts are shown to nobody; here they are approved for show, and say so, but for a few that are left to read."""
    left = {text.sv for part in parts().values() for text in part[:LEFT_OF_A_PART]}
    for language, drafted in drafts.shipped().items():
        known = approved().get(language, {}).keys() | (left if language == LEFT_TO_READ else set())
        waiting = {swedish: words for swedish, words in drafted.items() if swedish not in known}
        if waiting:
            approve(language, waiting, None, by=FOR_SHOW)


@transaction.atomic
def _open_ways_in() -> None:
    """Codes that lead families to the questions of every unit that is there today, so that a visitor can try."""
    month = Month.of(city_today())
    there = [unit for unit in city().units if unit.kind == "unit" and unit.exists_in(Period(month, month))]
    for unit, instrument in product(there, family_instruments(month)):
        make_way_in(unit.code, instrument.code, None)
    if not contact_of(CAST[0].unit):
        write_contact(CAST[0].unit, CONTACT, None)


@transaction.atomic
def _plan() -> None:
    """What units aim at each year, what they have entered from outside, and their budgets."""
    goals = demo_goals()
    for plan in goals.plans:
        if not kept_plan(plan.unit, plan.year).version:
            save_plan(plan, 0, None)
    if not outside_of(goals.plans[0].unit).figures:
        enter((*goals.figures, *goals.beside), None)
    money = demo_budgets()
    if not budgets_of(money.unit):
        for year in money.years:
            save_budget(money.unit, year, None)
        save_several_years(money.planned_by, money.plan_name, money.plan, None)


@transaction.atomic
def _decide() -> None:
    """What the committee has decided; invented, as all of the city."""
    if not register():
        for support in demo_register():
            save_support(support, 0, None)


@transaction.atomic
def _describe_methods() -> None:
    """Methods are described by who manages the unit and reviewed by the one who leads the city."""
    if StoredMethod.objects.exists():
        return
    leader = Account.objects.get(email=CAST[2].email)
    for told in described_methods():
        of = {CAST[1].unit: CAST[1].email}
        writer = Account.objects.get(email=of.get(told.unit, CAST[3].email))
        with on_the_day(told.published or city_today()):
            key = methods.make(told.unit, told.about, writer)
            for question, answer in told.answers.items():
                typed = TypedAnswer(answer.words, answer.judgement, names_nobody=True)
                methods.save_answer(methods.Place(key, question), typed, 0, writer)
            if told.published:
                methods.ask(key, writer)
                methods.review(key, leader)
                methods.publish(key, writer)


def _answer_rounds() -> None:
    """Teams have answered six times, each in a transaction of its own: a stop in between is gone on from."""
    told = demo_rounds()
    for one in told.teams:
        if team_of(one.key) is None:
            with transaction.atomic():
                _answer(one, told.days)


@transaction.atomic
def _enter_surveys() -> None:
    """One district has asked its staff the same two years."""
    for one in demo_surveys():
        if not survey_results(one.unit, one.survey):
            for result in one.results:
                rounds.enter_survey(one.unit, one.survey, result, None)


def _answer(one: DemoTeam, days: tuple[date, ...]) -> None:
    team, randomness = Team(one.key, one.unit, one.name, tuple(one.agencies)), Random(f"{SEED} {one.key}")  # noqa: S311  invented
    rounds.save_team(team, None)
    for place, day in enumerate(days):
        with on_the_day(day):
            code = rounds.start(team, Plan("spindeln", day, day, one.invited, one_time=False, words={}), None)
            for sheet in drawn(one, place, len(days), randomness):
                became = take(code, Sent(new_receipt(), "", sheet), one.key, day)
                assert became == "saved", became
            rounds.close(code, day, None)
    for does in one.does:
        rounds.decide(team, code, Decided(does.axis, does.words, does.who, does.due_on), None)


def _give_back() -> None:
    """What one unit tells its families of the latest closed tertial."""
    told, latest = given_back(), max(StoredPublications().closed())
    if not has_leaflet(told.unit):
        publish_leaflet(told.unit, latest, told.did, None)


@transaction.atomic
def _go_through_years() -> None:
    """One district has begun its years: what has passed is done, and complaints are counted."""
    told, manager = demo_years(), _manager()
    for year in told.years:
        if is_begun(told.unit, year):
            continue
        begin(told.unit, year, manager)
        for task in tasks_of(told.unit, year):
            tick(told.unit, year, task.key, is_done=task.due_on <= told.done_until)
    if not complaints_of(told.unit, told.years[0]):
        for counted in told.complaints:
            count(told.unit, counted, manager)


@transaction.atomic
def _write_reports() -> None:
    """Reports are written, handed in by the district's manager and approved by the one who leads the city."""
    manager, leader = _manager(), Account.objects.get(email=CAST[2].email)
    for report in written_reports():
        where = report.template, report.unit, report.period
        if latest_texts(report_of(*where)):
            continue
        with on_the_day(report.approved or city_today()):
            for key, words in report.texts.items():
                save_text(Place(*where, key), Typed(words, names_nobody=True), 0, manager, is_done=True)
            if report.diary_number:
                set_diary_number(*where, report.diary_number, manager)
            if report.approved:
                handing_in.hand_in(*where, manager)
                waiting = latest_turn(report_of(*where))
                assert waiting is not None
                handing_in.approve(*where, waiting.pk, leader)


def _decide_about_lessons() -> None:
    """What the years that have passed taught is looked through."""
    told = demo_years()
    for plan in (plan_of(told.unit, year) for year in told.years[:-1]):
        if plan:
            decide(told.unit, plan.year, learned(plan))


def _manager() -> Account:
    return Account.objects.get(email=CAST[3].email)


@contextmanager
def on_the_day(day: date) -> Iterator[None]:
    """The demo's clock stands at a day gone by while something of it is told."""
    now = os.environ.get("FOLJA_TODAY")
    os.environ["FOLJA_TODAY"] = day.isoformat()
    try:
        yield
    finally:
        if now is None:
            del os.environ["FOLJA_TODAY"]
        else:
            os.environ["FOLJA_TODAY"] = now


def closed_tertials() -> Iterable[Period]:
    """From the first tertial anything was registered in, to the last that its grace days have run out for."""
    first = min(loading.shipped().of(code)[0].first_month for code in loading.shipped())
    tertial = first.tertial
    while closable_from(tertial, policy.shipped()) <= city_today():
        yield tertial
        tertial = tertial.next_tertial


def welcome(port: int) -> str:
    """What to print when the city is served: the address, who can sign in, and what to look at first."""
    address = f"http://127.0.0.1:{port}"
    width = max(len(person.email) for person in CAST)
    people = "\n".join(f"    {person.email:<{width}}  {person.does}" for person in CAST)
    latest = library().latest
    way = make_way_in(CAST[0].unit, "talk_answers", None)
    return f"""
Följa är igång på {address}/   (allt i staden är påhittat; avsluta med Ctrl+C)

  Logga in som någon av dem, lösenordet är: {PASSWORD}
{people}

  Börja så här:
    1. Amina på en telefon: registrera ett samtal, och se det under ”I dag”.
    2. Bo på en dator: {address}/rapport/tertial/farsta_foraldrastod/2021T2/ och hämta den som PDF.
    3. Carin: hela staden, {address}/siffror/staden/{latest}/
    4. En förälder på en telefon, utan att logga in: {address}/s/{way.code}/
"""
