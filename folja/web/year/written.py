"""A task and a count of complaints as somebody has written them in a form, and what they become."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from folja.goals.complaints import Complaints
from folja.goals.year_tasks import Task, possible_days
from folja.instruments.content import collected
from folja.reports import labels
from folja.screening.cleaning import cleaned, in_one_line
from folja.screening.fields import leading_to_somebody, too_long
from folja.screening.screening import known_words, screen
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Problem, Refused, problem, refuse
from folja.vocabulary.text import REQUIRED
from folja.vocabulary.unit import UnitTree
from folja.web.goals.written import LONGEST
from folja.web.writing.written import about_names
from folja.web.year.stored import themes_in

LONGEST_THEME = 60
MOST_THEMES = 8
MOST_COMPLAINTS = 9999


@dataclass(frozen=True)
class WrittenTask:
    """What stands in the form of a task."""

    words: str = ""
    due_on: str = ""
    group: str = ""
    names_nobody: bool = False


def sent_task(form: Mapping[str, str]) -> WrittenTask:
    """What was sent."""
    words, due_on, group = (in_one_line(form.get(name, "")) for name in ("words", "due_on", "group"))
    return WrittenTask(words, due_on, group, "names_nobody" in form)


def checked_task(written: WrittenTask, year: int, key: str, tree: UnitTree) -> Task:
    """The task of a year. Raises Refused with all problems found, each named by its field."""
    problems = [
        *_about_words(written),
        *_looked_through(f"{written.words}\n{written.group}", written.names_nobody, tree),
    ]
    day = None
    try:
        day = due_day(written.due_on, "due_on", possible_days(year))
        if day is None:
            problems.append(_no_day("due_on"))
    except Refused as refused:
        problems += refused.problems
    collected(problems)
    assert day is not None
    return Task(key, written.words, day, written.group)


def _about_words(written: WrittenTask) -> Iterator[Problem]:
    if not written.words:
        yield problem("words", sv="Skriv vad som ska göras.", en="write what is to be done")
    lines = {"words": written.words, "group": written.group}
    yield from too_long(lines, LONGEST)
    yield from leading_to_somebody(lines)


def read_day(written: str) -> date | None:
    """2022-06-17, from a year that people plan for; None for what is no day."""
    try:
        day = date.fromisoformat(written.strip())
    except ValueError:
        return None
    return day if 1990 <= day.year <= 2999 else None


def due_day(written: str, field: str, possible: tuple[date, date]) -> date | None:
    """The day that is written, None for an empty field. Raises Refused for what is no day, and for one not possible."""
    if not written.strip():
        return None
    day, (first, last) = read_day(written), possible
    if day is None and _DAY.fullmatch(written.strip()):
        raise refuse(field, sv="Den dagen finns inte i almanackan.", en="there is no such day in the calendar")
    if day is None:
        raise refuse(field, sv="Skriv datumet som 2022-06-17.", en="write the date as 2022-06-17")
    if not first <= day <= last:
        between = [(labels.day(first, one), labels.day(last, one)) for one in REQUIRED]
        raise refuse(
            field,
            sv="Dagen kan vara från {} till {}.".format(*between[0]),
            en="the day can be from {} to {}".format(*between[1]),
        )
    return day


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _no_day(field: str) -> Problem:
    return problem(field, sv="Skriv ett datum, till exempel 2022-06-17.", en="write a date, such as 2022-06-17")


@dataclass(frozen=True)
class WrittenComplaints:
    """What stands in the form of a count."""

    number: str = ""
    themes: str = ""
    names_nobody: bool = False


def sent_complaints(form: Mapping[str, str]) -> WrittenComplaints:
    """What was sent."""
    return WrittenComplaints(
        in_one_line(form.get("number", "")), cleaned(form.get("themes", "")), "names_nobody" in form
    )


def written_as(complaints: Complaints) -> WrittenComplaints:
    """A count as it stands in its form."""
    return WrittenComplaints(str(complaints.number), "\n".join(complaints.themes))


def checked_complaints(written: WrittenComplaints, period: Period, tree: UnitTree) -> Complaints:
    """The count. Raises Refused with all problems found, each named by its field."""
    plain, themes = written.number.replace(" ", ""), themes_in(written.themes)
    is_number = plain.isascii() and plain.isdecimal() and len(plain) <= len(str(MOST_COMPLAINTS))
    problems = [*_about_themes(themes), *_looked_through(written.themes, written.names_nobody, tree)]
    if not is_number:
        problems.append(
            problem(
                "number",
                sv=f"Skriv ett helt tal från 0 till {MOST_COMPLAINTS}. Kom inga in, skriv 0.",
                en=f"write a whole number from 0 to {MOST_COMPLAINTS}; if none came in, write 0",
            )
        )
    elif themes and not int(plain):
        problems.append(
            problem(
                "themes",
                sv="Här står teman, men antalet är 0. Rätta det ena.",
                en="there are themes, but the number is 0; mend one of them",
            )
        )
    collected(problems)
    return Complaints(period, int(plain), themes)


def _about_themes(themes: tuple[str, ...]) -> Iterator[Problem]:
    if len(themes) > MOST_THEMES:
        yield problem(
            "themes",
            sv=f"Det är {len(themes)} teman. Slå ihop dem till högst {MOST_THEMES}.",
            en=f"there are {len(themes)} themes; join them to {MOST_THEMES} at most",
        )
    long = next((theme for theme in themes if len(theme) > LONGEST_THEME), None)
    if long:
        yield problem(
            "themes",
            sv=f"Ett tema är några ord. Korta ”{long[:30]}…” till {LONGEST_THEME} tecken.",
            en=f"a theme is a few words; shorten “{long[:30]}…” to {LONGEST_THEME} characters",
        )
    yield from leading_to_somebody({"themes": "\n".join(themes)})


def _looked_through(said: str, names_nobody: bool, tree: UnitTree) -> Iterator[Problem]:
    """What looks like a name is the writer's to judge."""
    return about_names(() if names_nobody else screen(said, known_words(tree)).hinted)
