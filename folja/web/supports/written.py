"""A decided support as somebody has written it in its form, and what it becomes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from folja.instruments.content import collected
from folja.screening.cleaning import cleaned, in_one_line
from folja.screening.fields import leading_to_somebody, too_long
from folja.supports import usual
from folja.supports.support import DecidedSupport
from folja.supports.usual import UsualSupport
from folja.vocabulary.problem import Problem, problem
from folja.vocabulary.unit import UnitTree

LONGEST = 200  # characters of a name or a reference
LONGEST_TEXT = 2000  # of conditions

LINES = ("name", "decided_on", "reference", "held_since", "review_on", "withdrawn_on", "is_exempt", "offered_by")
TEXTS = ("conditions", "exemption")
WHEN = ("decided_on", "held_since", "review_on", "withdrawn_on")
YES, NO = "yes", "no"
ALL, SOME = "all", "some"


@dataclass(frozen=True)
class Written:
    """What stands in the form, as text. `is_exempt` is yes, no or nothing chosen; `offered_by` all or some."""

    name: str = ""
    covers: tuple[str, ...] = ()
    decided_on: str = ""
    reference: str = ""
    held_since: str = ""
    conditions: str = ""
    is_exempt: str = ""
    exemption: str = ""
    review_on: str = ""
    offered_by: str = ALL
    units: tuple[str, ...] = ()
    withdrawn_on: str = ""


def sent(form: QueryDict) -> Written:
    """What was sent."""
    return Written(
        **{name: in_one_line(form.get(name, "")) for name in LINES},
        **{name: cleaned(form.get(name, "")) for name in TEXTS},
        covers=tuple(form.getlist("covers")),
        units=tuple(form.getlist("units")),
    )


def written_as(support: DecidedSupport) -> Written:
    """A support as it stands in its form."""
    days = {name: str(getattr(support, name) or "") for name in WHEN}
    return Written(
        **days,
        name=support.name,
        covers=support.covers,
        reference=support.reference,
        conditions=support.conditions,
        is_exempt=(YES if support.is_exempt else NO) if support.decided_on else "",
        exemption=support.exemption,
        offered_by=SOME if support.units else ALL,
        units=support.units,
    )


def begun_from(one: UsualSupport, language: str) -> Written:
    """A usual support as something to start from: its words, and none of the committee's decision."""
    name, conditions, exemption = (text.in_language(language) for text in (one.name, one.conditions, one.exemption))
    return Written(name, (one.code,), conditions=conditions, exemption=exemption)


def checked(written: Written, key: str, tree: UnitTree, today: date) -> DecidedSupport:
    """The support. Raises Refused with all problems found, each named by its field, in the order of the form."""
    problems: list[Problem] = []
    days = {name: _day(name, getattr(written, name), problems) for name in WHEN}
    problems += _about_the_decision(written, days, today)
    units = tuple(unit.code for unit in tree.units if written.offered_by == SOME and unit.code in written.units)
    if written.offered_by == SOME and not units:
        words = "Välj minst en enhet, eller Alla enheter."
        problems.append(problem("offered_by", sv=words, en="choose at least one unit, or all units"))
    lines, texts = ({name: getattr(written, name) for name in names} for names in (("name", "reference"), TEXTS))
    problems += [*too_long(lines, LONGEST), *too_long(texts, LONGEST_TEXT)]
    problems += leading_to_somebody({"name": written.name} | texts)
    collected(sorted(problems, key=lambda one: _ORDER.index(one.where)))
    return DecidedSupport(
        key=key,
        name=written.name,
        covers=tuple(code for code in usual.shipped().supports if code in written.covers),
        reference=written.reference,
        conditions=written.conditions,
        is_exempt=written.is_exempt == YES,
        exemption=written.exemption,
        units=units,
        **days,
    )


_ORDER = (
    *("name", "covers", "decided_on", "reference", "held_since", "conditions", "is_exempt", "exemption"),
    *("review_on", "offered_by", "withdrawn_on"),
)


def _day(name: str, written: str, problems: list[Problem]) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        words = "Skriv dagen som 2026-02-17, eller lämna tomt."
        problems.append(problem(name, sv=words, en="write the day as 2026-02-17, or leave it empty"))
        return None


def _about_the_decision(written: Written, days: dict[str, date | None], today: date) -> Iterator[Problem]:
    if not written.name:
        yield problem("name", sv="Skriv vad insatsen heter i beslutet.", en="write what the decision calls the support")
    decided, since, review, withdrawn = (days[name] for name in WHEN)
    if decided and decided > today:
        yield problem("decided_on", sv="Dagen har inte varit än.", en="the day has not come yet")
    if not written.decided_on:
        for name in ("held_since", "review_on", "withdrawn_on"):
            if getattr(written, name):
                words = "Skriv först vilken dag insatsen beslutades."
                yield problem("decided_on", sv=words, en="first write the day of the decision")
                break
    if decided and not written.reference:
        yield problem("reference", sv="Skriv beslutets diarienummer.", en="write the decision's reference number")
    if decided and written.is_exempt not in (YES, NO):
        yield problem("is_exempt", sv="Välj ja eller nej.", en="choose yes or no")
    if decided and since and since > decided:
        words = "Ett tidigare beslut kan inte vara senare än det som gäller."
        yield problem("held_since", sv=words, en="an earlier decision can't be later than the one that holds")
    for name, day in (("review_on", review), ("withdrawn_on", withdrawn)):
        if decided and day and day < decided:
            words = "Dagen är före beslutet. Skriv en senare dag."
            yield problem(name, sv=words, en="the day is before the decision; write a later one")
