"""Yearly surveys of a unit: the years beside each other with what can be said of a change, and where one is entered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from babel.numbers import format_decimal
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folja.instruments.content import collected
from folja.reports.labels import LOCALES
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
from folja.web.rounds.stored import survey_results

FIRST_YEAR = 1990
LONGEST_SOURCE = 120
MOST_YEARS = 4


@dataclass(frozen=True)
class Row:
    """A line: what is counted, each year's cell, and what can be said of the latest change."""

    text: str
    counted: str
    cells: tuple[tuple[str, str], ...]
    change: str
    verdict: str


@dataclass(frozen=True)
class Table:
    """A survey with its years."""

    survey: Survey
    years: tuple[YearResult, ...]
    rows: tuple[Row, ...]


@require_safe
def surveys(request: HttpRequest, unit: str) -> HttpResponse:
    """Every yearly survey that the unit has entered, and the others to begin with."""
    place = _read(request, unit)
    tables = [_table(survey, survey_results(unit, code)) for code, survey in yearly.shipped().items()]
    shown = {
        "unit": place,
        "tables": [table for table in tables if table.years],
        "others": [table.survey for table in tables if not table.years],
        "may_manage": scope_of(request).may_manage(unit),
    }
    return render(request, "rounds/surveys.html", shown)


def _table(survey: Survey, results: tuple[YearResult, ...]) -> Table:
    years = results[-MOST_YEARS:]
    return Table(survey, years, tuple(_row(line, years) for line in survey.lines) if years else ())


def _row(line: Line, years: tuple[YearResult, ...]) -> Row:
    found = yearly.change(years[-1], years[-2], line.code) if len(years) > 1 else None
    text = line.text.in_language(language())
    cells = tuple(_cell(one, line.code) for one in years)
    return Row(text, _counted(line), cells, _said(found) if found else "", found.verdict if found else "")


def _cell(result: YearResult, line: str) -> tuple[str, str]:
    """82 %; 49 av 60."""
    if line not in result.counts:
        return "–", ""
    if not yearly.is_shown(result, line):
        return _("visas inte"), _("färre än fem")
    share = round(100 * result.counts[line] / result.answered)
    return f"{share} %", _("%(count)d av %(answered)d") % {
        "count": result.counts[line],
        "answered": result.answered,
    }


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
    """The form of one year."""
    place, survey = _read(request, unit), yearly.shipped().get(code)
    if not scope_of(request).may_manage(unit) or not isinstance(request.user, Account):
        raise PermissionDenied
    if survey is None:
        raise Http404
    if request.method != "POST":
        return _form(request, place, survey, {"year": str(today().year - 1)})
    form = {name: in_one_line(request.POST.get(name, "")) for name in request.POST}
    try:
        result = _checked(form, survey)
    except Refused as refused:
        return _form(request, place, survey, form, refused.problems)
    actions.enter_survey(unit, code, result, request.user)
    return redirect("surveys", unit)


def _checked(form: Mapping[str, str], survey: Survey) -> YearResult:
    """The year that is written. Raises Refused with all that is wrong, each named by its field."""
    year, answered = number_in(form.get("year")), number_in(form.get("answered"))
    written = {line.code: form.get(line.code, "") for line in survey.lines}
    source = form.get("source", "")
    collected([*_about(year, source), *_about_numbers(answered, written)])
    counts = {line: number_in(number) for line, number in written.items() if number}
    return YearResult(year, answered, counts, source)


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
    request: HttpRequest, place: Unit, survey: Survey, form: Mapping[str, str], problems: Iterable[Problem] = ()
) -> HttpResponse:
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
    }
    return render(request, "rounds/enter_survey.html", shown, status=422 if wrong else 200)


def _label(line: Line) -> str:
    return f"{line.text.in_language(language())}: {_counted(line)}"


def _counted(line: Line) -> str:
    """en gång, ibland eller ofta."""
    *first, last = [FREQUENCIES[one].in_language(language()) for one in line.counts]
    return f"{', '.join(first)} {_('eller')} {last}" if first else last


def _read(request: HttpRequest, unit: str) -> Unit:
    scope = scope_of(request)
    if unit not in scope.tree:
        raise Http404
    if not scope.may_write(unit):
        raise PermissionDenied
    return scope.tree[unit]
