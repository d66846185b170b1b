"""A figure from outside as somebody has written it in its form, and what it becomes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from folja.goals.figures_file import LONGEST_NOTE, LONGEST_SOURCE
from folja.goals.measure import Measure, read_number
from folja.goals.outside import GENDERS, OutsideFigure
from folja.instruments.content import collected
from folja.screening.cleaning import in_one_line
from folja.screening.fields import leading_to_somebody, too_long
from folja.vocabulary.period import Period, tertial
from folja.vocabulary.problem import Problem, problem
from folja.web.frame.parts import Choice, Field, Link

NAMES = ("period", "value", *GENDERS, "source", "dated", "note")


@dataclass(frozen=True)
class WrittenFigure:
    """What stands in the form, as text."""

    period: str = ""
    value: str = ""
    woman: str = ""
    man: str = ""
    other: str = ""
    source: str = ""
    dated: str = ""
    note: str = ""


@dataclass(frozen=True)
class EntryForm:
    """The form of a figure: its fields by name, the periods to choose among, and links to what is wrong."""

    fields: Mapping[str, Field]
    periods: tuple[Choice, ...]
    links: tuple[Link, ...]


def sent(form: Mapping[str, str]) -> WrittenFigure:
    """What was sent."""
    return WrittenFigure(**{name: in_one_line(form.get(name, "")) for name in NAMES})


def written_as(figure: OutsideFigure) -> WrittenFigure:
    """A figure as it stands in its form."""
    genders = {gender: _number(figure.by_gender.get(gender)) for gender in GENDERS}
    value, dated = _number(figure.value), figure.dated.isoformat()
    return WrittenFigure(str(figure.period), value, **genders, source=figure.source, dated=dated, note=figure.note)


def checked(written: WrittenFigure, measure: Measure, unit: str, entered_by: str, today: date) -> OutsideFigure:
    """The figure. Raises Refused with all problems found, each named by its field."""
    problems: list[Problem] = []
    numbers: dict[str, Decimal] = {}
    for name in ("value", *GENDERS):
        text = getattr(written, name).removesuffix("%")
        number = read_number(text) if text else None
        if number is not None:
            problems += measure.problems(number, name)
            numbers[name] = number
        elif text:
            problems.append(problem(name, sv="Skriv ett tal, till exempel 45 eller 6,1.", en="write a number"))
    if "value" not in numbers and not written.value and not written.note:
        words = "Skriv en siffra, eller nedanför varför den saknas."
        problems.append(problem("value", sv=words, en="write a figure, or below why there is none"))
    period, dated = _period(written.period, today, problems), _day(written.dated, today, problems)
    if not written.source:
        problems.append(problem("source", sv="Skriv varifrån siffran kommer.", en="write where it comes from"))
    texts = {"source": written.source, "note": written.note}
    problems += [*too_long({"source": written.source}, LONGEST_SOURCE), *too_long({"note": written.note}, LONGEST_NOTE)]
    problems += leading_to_somebody(texts)
    collected(problems)
    assert period is not None
    assert dated is not None
    by_gender = {gender: numbers[gender] for gender in GENDERS if gender in numbers}
    value, note = numbers.get("value"), written.note
    return OutsideFigure(measure, unit, period, value, written.source, dated, entered_by, by_gender, note)


def _period(written: str, today: date, problems: list[Problem]) -> Period | None:
    try:
        found = Period.parse(written)
    except ValueError:
        problems.append(problem("period", sv="Välj vilken period siffran gäller.", en="choose the period"))
        return None
    if found.first.first_day > today:
        problems.append(problem("period", sv="Perioden har inte börjat än.", en="the period has not begun yet"))
    return found


def _day(written: str, today: date, problems: list[Problem]) -> date | None:
    try:
        found = date.fromisoformat(written)
    except ValueError:
        words = "Skriv dagen då källan är daterad, till exempel 2022-01-14."
        problems.append(problem("dated", sv=words, en="write the day of the source, such as 2022-01-14"))
        return None
    if found > today:
        problems.append(problem("dated", sv="Dagen har inte varit än.", en="the day has not come yet"))
    return found


def entry_form(
    written: WrittenFigure, measure: Measure, year: int, problems: Iterable[Problem], language: str, today: date
) -> EntryForm:
    """The form with what is written in it."""
    wrong = {one.where: one.text.in_language(language) for one in problems}
    words = {
        "period": (_("Vilken period gäller den?"), ""),
        "value": (_("Siffran"), _how_written(measure)),
        "woman": (_("Kvinnor"), ""),
        "man": (_("Män"), ""),
        "other": (_("Andra"), ""),
        "source": (_("Varifrån kommer den?"), _("Till exempel: Medarbetarenkäten 2022.")),
        "dated": (_("När är källan daterad?"), ""),
        "note": (_("Anmärkning"), _("Varför siffran saknas, eller något den som läser behöver veta.")),
    }
    fields = {
        name: Field(name, *said, str(getattr(written, name)), wrong.get(name, "")) for name, said in words.items()
    }
    links = tuple(Link(f"#{name}", fields[name].label) for name in wrong if name in fields)
    return EntryForm(fields, _periods(year, written.period, language, today), links)


def _periods(year: int, chosen: str, language: str, today: date) -> tuple[Choice, ...]:
    """The whole year first, and what of it has begun. Unless another is chosen, it is the latest that is over."""
    first, whole = tertial(year, 1), Period.parse(str(year))
    possible = (whole, first, tertial(year, 2).to_date, tertial(year, 2), tertial(year, 3))
    periods = [one for one in possible if one == whole or _has_begun(one, today)]
    over = [one for one in (whole, tertial(year, 3), tertial(year, 2), first) if one.last.last_day < today]
    latest = str(over[0] if over else first if _has_begun(first, today) else whole)
    if chosen and chosen not in map(str, periods):
        try:
            periods.append(Period.parse(chosen))
        except ValueError:
            chosen = ""
    names = ((str(one), one.name(language)) for one in periods)
    return tuple(Choice(value, name[:1].upper() + name[1:], value == (chosen or latest)) for value, name in names)


def _has_begun(period: Period, today: date) -> bool:
    """Whether its last tertial has begun: of January to August is nothing to say in March."""
    return period.last.tertial.first.first_day <= today


def _how_written(measure: Measure) -> str:
    match measure.scale:
        case "percent":
            return _("I procent, utan procenttecken. Lämna tomt om den inte är mätt.")
        case "mean":
            return _("Ett medelvärde från 1 till %s. Lämna tomt om den inte är mätt.") % measure.top
        case "index":
            return _("Ett index från 0 till 100. Lämna tomt om den inte är mätt.")
    return _("Ett antal. Lämna tomt om den inte är mätt.")


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}".replace(".", ",")


def as_form(written: WrittenFigure) -> tuple[tuple[str, str], ...]:
    """Every field with its value, to be sent again."""
    return tuple((name, str(getattr(written, name))) for name in NAMES)
