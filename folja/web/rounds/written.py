"""A team, a round and what a team does, as somebody has written them in a form, and what they become."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from folja.disclosure.team import LEAST, MOST
from folja.instruments.content import collected
from folja.rounds.counted import MOST_ANSWERS
from folja.rounds.round_type import RoundType
from folja.rounds.yearly import refuse_few
from folja.screening.cleaning import cleaned, in_one_line
from folja.screening.fields import leading_to_somebody, too_long
from folja.screening.screening import known_words, screen
from folja.vocabulary.problem import Problem, Refused, problem
from folja.vocabulary.unit import UnitTree
from folja.web.frame.numbers import number_in
from folja.web.rounds.actions import Decided, Plan, new_key
from folja.web.rounds.stored import Team
from folja.web.writing.written import about_names
from folja.web.year.written import read_day

LONGEST_NAME, LONGEST_AGENCY, LONGEST_STATEMENT = 120, 60, 200
LONGEST_ACTION, LONGEST_WENT = 200, 400
LEAST_AGENCIES, MOST_AGENCIES = 2, 8
LONGEST_ROUND = timedelta(days=92)
FURTHEST = timedelta(days=183)
STATES = ("planned", "begun", "done", "dropped")


@dataclass(frozen=True)
class WrittenTeam:
    """What stands in the form of a team; services are one on each line."""

    name: str = ""
    agencies: str = ""


def sent_team(form: Mapping[str, str]) -> WrittenTeam:
    """What was sent."""
    return WrittenTeam(in_one_line(form.get("name", "")), cleaned(form.get("agencies", "")))


def checked_team(written: WrittenTeam, unit: str, key: str = "") -> Team:
    """The team. Raises Refused with all that is wrong, each named by its field."""
    agencies = tuple(dict.fromkeys(line for line in map(in_one_line, written.agencies.splitlines()) if line))
    collected([*_about_team(written, agencies)])
    return Team(key or new_key(), unit, written.name, agencies)


def _about_team(written: WrittenTeam, agencies: tuple[str, ...]) -> Iterator[Problem]:
    if not written.name:
        yield problem("name", sv="Skriv vad teamet heter.", en="write what the team is called")
    if not LEAST_AGENCIES <= len(agencies) <= MOST_AGENCIES:
        yield problem(
            "agencies",
            sv=f"Skriv {LEAST_AGENCIES} till {MOST_AGENCIES} verksamheter, en på varje rad.",
            en=f"write {LEAST_AGENCIES} to {MOST_AGENCIES} services, one on each line",
        )
    fields = {"name": written.name, "agencies": max(agencies, key=len, default="")}
    yield from too_long({"name": written.name}, LONGEST_NAME)
    yield from too_long({"agencies": fields["agencies"]}, LONGEST_AGENCY)
    yield from leading_to_somebody({"name": written.name, "agencies": written.agencies})


@dataclass(frozen=True)
class WrittenRound:
    """What stands in the form of a round."""

    kind: str = ""
    opens_on: str = ""
    closes_on: str = ""
    invited: str = ""
    one_time: bool = False
    words: Mapping[str, str] = field(default_factory=dict)


def sent_round(form: Mapping[str, str], kind: RoundType) -> WrittenRound:
    """What was sent."""
    opens_on, closes_on, invited = (form.get(name, "").strip() for name in ("opens_on", "closes_on", "invited"))
    words = {axis.code: in_one_line(form.get(f"words-{axis.code}", "")) for axis in kind.axes}
    return WrittenRound(kind.code, opens_on, closes_on, invited, "one_time" in form, words)


def checked_round(written: WrittenRound, kind: RoundType, day: date) -> Plan:
    """The round as it is to be. Raises Refused with all that is wrong, each named by its field."""
    opens_on, closes_on = read_day(written.opens_on), read_day(written.closes_on)
    invited = number_in(written.invited)
    own = {code: words for code, words in written.words.items() if words and words not in _texts_of(kind, code)}
    about_invited = _about_invited_to_survey if kind.policy == "cubes" else _about_invited
    collected([*_about_days(opens_on, closes_on, day), *about_invited(invited), *_about_words(own)])
    assert opens_on is not None
    assert closes_on is not None
    return Plan(kind.code, opens_on, closes_on, invited, written.one_time, own)


def _texts_of(kind: RoundType, code: str) -> tuple[str, ...]:
    """What the form may have shown of a statement, in the language of who filled it in."""
    return next((axis.text.sv, axis.text.en) for axis in kind.axes if axis.code == code)


def _about_days(opens_on: date | None, closes_on: date | None, day: date) -> Iterator[Problem]:
    if opens_on is None:
        yield problem("opens_on", sv="Välj vilken dag frågorna öppnar.", en="choose the day when it opens")
    elif opens_on - day > FURTHEST:
        yield problem(
            "opens_on",
            sv="Välj en första dag inom ett halvår. Ska den öppna senare, starta omgången när det närmar sig.",
            en="choose a first day within half a year; for a later one, start the round when it comes closer",
        )
    elif closes_on is not None and not timedelta(0) <= closes_on - opens_on <= LONGEST_ROUND:
        yield problem(
            "closes_on",
            sv="Sista dagen ska komma efter den första, och högst tre månader senare.",
            en="the last day comes after the first, and at most three months later",
        )
    if closes_on is None or closes_on < day:
        yield problem("closes_on", sv="Välj en sista dag som inte har varit.", en="choose a last day that is to come")


def _about_invited(invited: int) -> Iterator[Problem]:
    if invited < LEAST:
        yield problem(
            "invited",
            sv=f"En omgång behöver minst {LEAST} inbjudna: av färre svar kan inget visas utan att någon röjs. "
            "Är ni färre, prata om påståendena när ni möts i stället.",
            en=f"a round needs at least {LEAST} invited, or nothing can be shown; if you are fewer, talk instead",
        )
    elif invited > MOST:
        yield problem(
            "invited",
            sv=f"En omgång tar högst {MOST} svar. Är ni fler, gör flera team.",
            en=f"a round takes at most {MOST} answers; if you are more, make several teams",
        )


def _about_invited_to_survey(invited: int) -> Iterator[Problem]:
    try:
        refuse_few(invited, "invited")
    except Refused as refused:
        yield from refused.problems
    if invited > MOST_ANSWERS:
        yield problem(
            "invited",
            sv=f"En enkät tar högst {MOST_ANSWERS} svar. Ställ den enhet för enhet.",
            en=f"a survey takes at most {MOST_ANSWERS} answers; ask it unit by unit",
        )


def _about_words(words: Mapping[str, str]) -> Iterator[Problem]:
    fields = {f"words-{code}": written for code, written in words.items()}
    yield from too_long(fields, LONGEST_STATEMENT)
    yield from leading_to_somebody(fields)


@dataclass(frozen=True)
class WrittenAction:
    """What stands in the form of something that a team does."""

    axis: str = ""
    words: str = ""
    who: str = ""
    due_on: str = ""
    names_nobody: bool = False


def sent_action(form: Mapping[str, str]) -> WrittenAction:
    """What was sent."""
    words, who = (in_one_line(form.get(name, "")) for name in ("words", "who"))
    return WrittenAction(form.get("axis", ""), words, who, form.get("due_on", "").strip(), "names_nobody" in form)


def checked_action(written: WrittenAction, axes: Mapping[str, str], tree: UnitTree) -> Decided:
    """What the team does. Raises Refused with all that is wrong, each named by its field."""
    day = read_day(written.due_on) if written.due_on else None
    collected([*_about_action(written, axes, day, tree)])
    return Decided(written.axis, written.words, written.who, day)


def _about_action(
    written: WrittenAction, axes: Mapping[str, str], day: date | None, tree: UnitTree
) -> Iterator[Problem]:
    if written.axis not in axes:
        yield problem("axis", sv="Välj vilket påstående det gäller.", en="choose which statement it is about")
    if not written.words:
        yield problem("words", sv="Skriv vad ni gör, i en mening.", en="write what you do, in a sentence")
    if written.due_on and day is None:
        yield problem("due_on", sv="Välj en dag, eller lämna tomt.", en="choose a day, or leave it empty")
    yield from too_long({"words": written.words}, LONGEST_ACTION)
    yield from too_long({"who": written.who}, LONGEST_NAME)
    yield from leading_to_somebody({"words": written.words, "who": written.who})
    if not written.names_nobody:
        yield from about_names(screen(f"{written.words}\n{written.who}", known_words(tree)).hinted)


def checked_went(form: Mapping[str, str], tree: UnitTree) -> tuple[str, str]:
    """How something goes: its state and some words. Raises Refused."""
    state, went = form.get("state", ""), cleaned(form.get("went", ""))
    wrong = [] if state in STATES else [problem("state", sv="Välj hur det går.", en="choose how it goes")]
    hinted = () if "names_nobody" in form else screen(went, known_words(tree)).hinted
    collected(
        [*wrong, *too_long({"went": went}, LONGEST_WENT), *leading_to_somebody({"went": went}), *about_names(hinted)]
    )
    return state, went
