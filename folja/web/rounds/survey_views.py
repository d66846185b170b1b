"""Yearly surveys of a unit: the years beside each other with what can be said of a change, where one is entered, and
where one is begun to be answered here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from babel.numbers import format_decimal
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folja.disclosure import policy
from folja.instruments.content import collected
from folja.reports.labels import LOCALES, day
from folja.reports.words import share as said_share
from folja.reports.words import span
from folja.rounds import yearly
from folja.rounds.yearly import FREQUENCIES, Change, Line, Survey, YearResult
from folja.screening.cleaning import in_one_line
from folja.screening.fields import leading_to_somebody, too_long
from folja.vocabulary.clock import today
from folja.vocabulary.problem import Problem, Refused, problem
from folja.vocabulary.unit import Unit
from folja.web.frame.numbers import number_in
from folja.web.frame.parts import Field, Link
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.models import Account
from folja.web.organisation.scope import scope_of
from folja.web.rounds import actions
from folja.web.rounds.stored import (
    Correction,
    OpenRound,
    corrections,
    crowd_of,
    entered_by,
    has_too_few,
    open_round,
    survey_results,
    turn_of,
)

FIRST_YEAR = 1990
LONGEST_SOURCE = 120


@dataclass(frozen=True)
class Row:
    """A line: what is counted, each year's cell, and what can be said of the latest change."""

    text: str
    counted: str
    cells: tuple[tuple[str, str, str], ...]
    change: str
    verdict: str


@dataclass(frozen=True)
class Table:
    """A survey with its years, which of them were corrected, and whether it is being answered.

    `crowd` is the key of those who answer it, where it has been asked here; `too_few` the latest year that too few did.
    """

    survey: Survey
    years: tuple[YearResult, ...]
    rows: tuple[Row, ...]
    corrected: tuple[str, ...]
    crowd: str
    open: OpenRound | None
    too_few: int | None

    @property
    def is_known(self) -> bool:
        """Whether there is anything to show of it."""
        return bool(self.years or self.open or self.too_few)

    @property
    def mendable(self) -> tuple[int, ...]:
        """The years that were entered, and not answered here."""
        return tuple(one.year for one in self.years if not one.is_rounded)

    @property
    def withholds(self) -> bool:
        return any(one.withheld for one in self.years)

    @property
    def is_over(self) -> bool:
        return self.open is not None and self.open.is_over(today())


@require_safe
def surveys(request: HttpRequest, unit: str) -> HttpResponse:
    """Every yearly survey that the unit has asked or entered, and the others to begin with."""
    place = _read(request, unit)
    tables = [_table(survey, unit) for survey in yearly.shipped().values()]
    shown = {
        "unit": place,
        "tables": [table for table in tables if table.is_known],
        "others": [table.survey for table in tables if not table.is_known],
        "may_manage": scope_of(request).may_manage(unit),
        "may_ask_families": actions.may_ask_families(unit),
    }
    return render(request, "rounds/surveys.html", shown)


def _table(survey: Survey, unit: str) -> Table:
    years, crowd = survey_results(unit, survey.code), crowd_of(unit, survey.code)
    return Table(
        survey=survey,
        years=years,
        rows=tuple(_row(line, years) for line in survey.lines) if years else (),
        corrected=tuple(map(_corrected, corrections(unit, survey.code))),
        crowd=crowd.key if crowd else "",
        open=open_round(crowd) if crowd else None,
        too_few=has_too_few(unit, survey.code),
    )


def _corrected(one: Correction) -> str:
    """2021 rättades den 14 juni 2022 av Bo. Never what stood there: an answer that came late would be seen."""
    said = {"year": one.year, "day": day(one.on, language()), "by": one.by}
    if one.by:
        return _("%(year)d rättades den %(day)s av %(by)s.") % said
    return _("%(year)d rättades den %(day)s.") % said


def _asked(survey: Survey, *results: YearResult) -> Iterator[Line]:
    there = {line for one in results for line in (*one.counts, *one.withheld)}
    return (line for line in survey.lines if line.code in there)


def _number(result: YearResult, line: str) -> str:
    return _("visas inte") if line in result.withheld else str(result.counts.get(line, "–"))


def _row(line: Line, years: tuple[YearResult, ...]) -> Row:
    found = yearly.change(years[-1], years[-2], line.code) if len(years) > 1 else None
    text = line.text.in_language(language())
    cells = tuple(_cell(one, line.code) for one in years)
    return Row(text, _counted(line), cells, _said(found) if found else "", found.verdict if found else "")


def _cell(result: YearResult, line: str) -> tuple[str, str, str]:
    """82 %; 49 av 60; (70–90 %)."""
    if line in result.withheld:
        return _("visas inte"), _("färre än fem"), ""
    if line not in result.counts:
        return "–", "", ""
    base, least = result.base(line), policy.shipped().least_base_for_share
    if result.is_rounded and base < least:
        return _("visas inte"), _("färre än %d svar") % least, ""
    if result.is_rounded and not result.counts[line]:
        return _("färre än fem"), _("av %d") % base, ""
    share, low, high = yearly.share(result, line)
    of = _("%(count)d av %(answered)d") % {"count": result.counts[line], "answered": base}
    return said_share(share, language()), of, f"({span(low, high, language())})"


def _said(found: Change) -> str:
    """The difference in a plain word, with its interval."""
    low, high = _points(found.low), _points(found.high)
    named = {"points": _points(abs(found.difference)), "low": low, "high": high}
    match found.verdict:
        case "more":
            return _("%(points)s procentenheter mer (%(low)s till %(high)s).") % named
        case "less":
            return _("%(points)s procentenheter mindre (%(low)s till %(high)s).") % named
    named["points"] = _points(found.difference)
    return _("Går inte att avgöra: %(points)s procentenheter (%(low)s till %(high)s) kan bero på slumpen.") % named


def _points(share: float) -> str:
    return format_decimal(round(100 * share, 1), "0.0", locale=LOCALES[language()]).replace("-", "−")


@require_http_methods(["GET", "HEAD", "POST"])
def enter_survey(request: HttpRequest, unit: str, code: str) -> HttpResponse:
    """The form of one year, empty or with the year that is to be mended."""
    place, survey, account = _managed(request, unit, code)
    results = {one.year: one for one in survey_results(unit, code) if not one.is_rounded}
    if request.method != "POST":
        asked = results.get(number_in(request.GET.get("ar")))
        return _form(
            request, place, survey, _as_written(asked) if asked else {"year": str(today().year - 1)}, old=asked
        )
    form = {name: in_one_line(request.POST.get(name, "")) for name in request.POST}
    old = results.get(number_in(form.get("year")))
    try:
        result = _checked(form, survey, old)
        actions.enter_survey(unit, code, result, account, number_in(form.get(f"seen-{result.year}")))
    except Refused as refused:
        return _form(request, place, survey, form, refused.problems)
    except actions.Replaces:
        held = {one.year: one for one in survey_results(unit, code)}
        return _form(request, place, survey, form, old=held[result.year], new=yearly.protected(survey, result))
    return redirect("surveys", unit)


@require_http_methods(["GET", "HEAD", "POST"])
def ask_survey(request: HttpRequest, unit: str, code: str) -> HttpResponse:
    """Begins to ask a survey here: on to the form that starts a round of it."""
    place, survey, _account = _managed(request, unit, code)
    if request.method != "POST":
        return redirect("surveys", unit)
    if survey.audience == "family" and not actions.may_ask_families(unit):
        raise PermissionDenied
    return redirect("start_round", actions.crowd(unit, place.name, code).key)


def _as_written(result: YearResult) -> dict[str, str]:
    counts = {line: str(count) for line, count in result.counts.items()}
    return {"year": str(result.year), "answered": str(result.answered), "source": result.source} | counts


def _checked(form: Mapping[str, str], survey: Survey, old: YearResult | None) -> YearResult:
    """The year that is written. Raises Refused with all that is wrong, each named by its field.

    What was withheld can't be shown to who mends the year: where it is left empty it stays withheld.
    """
    year, answered = number_in(form.get("year")), number_in(form.get("answered"))
    written = {line.code: form.get(line.code, "") for line in survey.lines}
    source = form.get("source", "")
    collected([*_about(year, source), *_about_numbers(answered, written)])
    counts = {line: number_in(number) for line, number in written.items() if number}
    result = YearResult(year, answered, counts, source)
    collected(list(yearly.contradictions(survey, result)))
    return replace(result, withheld=tuple(line for line in old.withheld if line not in counts) if old else ())


def _about(year: int, source: str) -> Iterator[Problem]:
    if not FIRST_YEAR <= year <= today().year:
        yield problem("year", sv="Skriv ett år som har varit, som 2021.", en="write a year that has been, such as 2021")
    if not source:
        yield problem("source", sv="Skriv varifrån siffrorna kommer.", en="write where the numbers come from")
    yield from too_long({"source": source}, LONGEST_SOURCE)
    yield from leading_to_somebody({"source": source})


def _about_numbers(answered: int, written: Mapping[str, str]) -> Iterator[Problem]:
    try:
        yearly.refuse_few(answered)
    except Refused as refused:
        yield from refused.problems
        return
    for line, number in written.items():
        if number and (not number.isdecimal() or number_in(number) > answered):
            yield problem(line, sv=f"Skriv ett tal från 0 till {answered}.", en=f"write a number from 0 to {answered}")
    if not any(written.values()):
        yield problem(next(iter(written)), sv="Skriv minst en siffra.", en="write one number at least")


def _form(
    request: HttpRequest,
    place: Unit,
    survey: Survey,
    form: Mapping[str, str],
    problems: Iterable[Problem] = (),
    old: YearResult | None = None,
    new: YearResult | None = None,
) -> HttpResponse:
    """The form. `old` is what is being mended; with `new`, what would take its place, it is asked whether it may."""
    wrong = {one.where: one.text.in_language(language()) for one in problems}

    def field(name: str, label: str, about: str = "") -> Field:
        return Field(name, label, about, form.get(name, ""), wrong.get(name, ""))

    lines = [
        field(line.code, _label(line), _("Hur många svarade så? Lämna tomt om det inte frågades."))
        for line in survey.lines
    ]
    shown = {
        "unit": place,
        "survey": survey,
        "year": field("year", _("År")),
        "answered": field("answered", _("Hur många svarade?")),
        "source": field("source", _("Varifrån kommer siffrorna?")),
        "lines": lines,
        "links": tuple(Link(f"#{name}", said) for name, said in wrong.items()),
        "old": old,
        "seen": turn_of(place.code, survey.code, old.year) if old else 0,
        "old_by": entered_by(place.code, survey.code, old.year) if old else "",
        "asks": new is not None,
        "differences": _differences(survey, old, new) if old and new else (),
    }
    status = 409 if new else 422 if wrong else 200
    return render(request, "rounds/enter_survey.html", shown, status=status)


def _differences(survey: Survey, old: YearResult, new: YearResult) -> tuple[tuple[str, str], ...]:
    """What would be another, and what it would be. Beside what stands there, the two would be subtracted."""
    rows = [
        (_("Hur många svarade?"), str(old.answered), str(new.answered)),
        *((_label(line), _number(old, line.code), _number(new, line.code)) for line in _asked(survey, old, new)),
        (_("Varifrån kommer siffrorna?"), old.source, new.source),
    ]
    return tuple((label, becomes) for label, was, becomes in rows if was != becomes)


def _label(line: Line) -> str:
    return f"{line.text.in_language(language())}: {_counted(line)}"


def _counted(line: Line) -> str:
    """en gång, ibland eller ofta."""
    *first, last = [FREQUENCIES[one].in_language(language()).lower() for one in line.counts]
    return f"{', '.join(first)} {_('eller')} {last}" if first else last


def _read(request: HttpRequest, unit: str) -> Unit:
    scope = scope_of(request)
    if unit not in scope.tree:
        raise Http404
    if not scope.may_write(unit):
        raise PermissionDenied
    return scope.tree[unit]


def _managed(request: HttpRequest, unit: str, code: str) -> tuple[Unit, Survey, Account]:
    place, survey = _read(request, unit), yearly.shipped().get(code)
    if not scope_of(request).may_manage(unit) or not isinstance(request.user, Account):
        raise PermissionDenied
    if survey is None:
        raise Http404
    return place, survey, request.user
