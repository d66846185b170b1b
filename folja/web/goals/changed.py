"""What each version of a plan changed: what came, what went, and each field that is another, old and new."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from folja.goals.year_plan import ExpectedResult, UnitGoal, YearPlan
from folja.web.frame.templatetags.frame import language
from folja.web.goals.form_page import goal_form, in_words, kinds, result_form, shelves
from folja.web.goals.stored import Version
from folja.web.goals.written import WrittenGoal, WrittenResult, written_as_goal, written_as_result

LONGEST = 60  # characters of a value: what was before and after is told, not read through


def with_changes(versions: Sequence[Version]) -> tuple[tuple[Version, tuple[str, ...]], ...]:
    """Each version, the latest first as they are given, with what it changed of the one before it."""
    before = (*(one.plan for one in versions[1:]), None)[: len(versions)]
    return tuple((one, tuple(changes(was, one.plan)) if was else ()) for one, was in zip(versions, before, strict=True))


def changes(before: YearPlan, after: YearPlan) -> Iterator[str]:
    """Every change, goal by goal, then the development areas."""
    yield from _of_goals(before, after)
    yield from _of_results(before, after)
    yield from _of_areas(before, after)
    if _moved_from(before) != _moved_from(after) and set(_moved_from(before)) == set(_moved_from(after)):
        yield _("Ordningen är ändrad.")


def _moved_from(plan: YearPlan) -> tuple[str, ...]:
    return tuple(key for goal in plan.goals for key in (goal.key, *(one.key for one in goal.results)))


def _of_goals(before: YearPlan, after: YearPlan) -> Iterator[str]:
    old, new = ({goal.key: goal for goal in plan.goals} for plan in (before, after))
    yield from _came_and_went(
        {key: one.title for key, one in old.items()}, {key: one.title for key, one in new.items()}
    )
    for key in old.keys() & new.keys():
        yield from _fields_of_goal(old[key], new[key])


def _fields_of_goal(old: UnitGoal, new: UnitGoal) -> Iterator[str]:
    labels = {name: field.label for name, field in goal_form(WrittenGoal(), (), language()).fields.items()}
    yield from _fields(new.title, labels, written_as_goal(old), written_as_goal(new))


def _of_results(before: YearPlan, after: YearPlan) -> Iterator[str]:
    old, new = (
        {one.key: (goal.key, goal.title, one) for goal in plan.goals for one in goal.results}
        for plan in (before, after)
    )
    yield from _came_and_went(
        {key: one.words for key, (_goal, _title, one) in old.items()},
        {key: one.words for key, (_goal, _title, one) in new.items()},
    )
    for key in (one.key for one in after.results if one.key in old):
        yield from _fields_of_result(old[key], new[key])


def _fields_of_result(old: tuple[str, str, ExpectedResult], new: tuple[str, str, ExpectedResult]) -> Iterator[str]:
    labels = {name: field.label for name, field in result_form(WrittenResult(""), (), language()).fields.items()}
    of = new[2].words
    yield from _fields(of, labels, written_as_result(old[2], ""), written_as_result(new[2], ""))
    if old[0] != new[0]:
        yield _field(of, labels["goal"], old[1], new[1])
    if new[2].is_reviewed and not old[2].is_reviewed:
        yield _("”%s”: genomgånget, det gäller i år också.") % _short(of)


def _of_areas(before: YearPlan, after: YearPlan) -> Iterator[str]:
    old, new = ({one.key: one for one in plan.areas} for plan in (before, after))
    yield from _came_and_went(
        {key: one.words for key, one in old.items()}, {key: one.words for key, one in new.items()}
    )
    for key in (one.key for one in after.areas if one.key in old):
        if old[key].words != new[key].words:
            yield _field(new[key].words, _("Utvecklingsområde"), old[key].words, new[key].words)
        if old[key].group != new[key].group:
            yield _field(new[key].words, _("Ansvarig grupp"), old[key].group, new[key].group)


def _came_and_went(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for key, words in new.items():
        if key not in old:
            yield _("Nytt: ”%s”.") % _short(words)
    for key, words in old.items():
        if key not in new:
            yield _("Borttaget: ”%s”.") % _short(words)


def _fields(of: str, labels: Mapping[str, str], old: object, new: object) -> Iterator[str]:
    for name, label in labels.items():
        was, now = (said(name, str(getattr(one, name))) for one in (old, new))
        if was != now:
            yield _field(of, label, was, now)


def _field(of: str, label: str, was: str, now: str) -> str:
    parts = {
        "of": _short(of),
        "label": label.rstrip("?"),
        "was": _short(was) or _("tomt"),
        "now": _short(now) or _("tomt"),
    }
    return _("”%(of)s”, %(label)s: från ”%(was)s” till ”%(now)s”.") % parts


def said(name: str, value: str) -> str:
    """What a field holds, in words where it holds a code."""
    if name == "kind":
        return next((one.words for one in kinds(value) if one.chosen), "")
    if name == "followed":
        chosen = [one.choice for shelf in shelves(value, language()) for one in shelf.ones]
        return next((one.words for one in (in_words(value), *chosen) if one.chosen), "")
    return value


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
