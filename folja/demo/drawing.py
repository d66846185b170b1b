"""Draws the demo city's registrations: the same seed always gives the same ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from folja.demo.dealing import dealt
from folja.demo.distribution import Deal, Dealt, Distribution
from folja.demo.volumes import acts_per_place
from folja.instruments.instrument import Instrument
from folja.instruments.loading import Instruments
from folja.instruments.registration import Registration
from folja.instruments.validation import registration
from folja.vocabulary.condition import holds
from folja.vocabulary.period import Month
from folja.vocabulary.problem import refuse
from folja.vocabulary.unit import UnitTree


@dataclass
class _Sheet:
    """A sheet being filled in."""

    unit: str
    month: Month
    instrument: Instrument
    answers: dict[str, Any] = field(default_factory=dict)

    def asks(self, question: str) -> bool:
        found = self.instrument.by_code.get(question)
        return found is not None and holds(found.show_if, self.answers)


def draw_city(
    instruments: Instruments,
    tree: UnitTree,
    distributions: Iterable[Distribution],
    seed: int,
    *,
    today: date,
) -> Iterator[Registration]:
    """Every registration of the demo city up to `today`, in the order of months, checked like anyone's.

    Raises Refused when the content can't be drawn from, with the activity and question in question.
    """
    activities = {activity.instrument: activity for activity in distributions}
    months = _months(instruments, activities, today)
    sheets: list[_Sheet] = []
    for activity in activities.values():
        acts = acts_per_place(activity, activities, tree, months, seed)
        blank = [
            _Sheet(unit, month, instrument)
            for (unit, month), number in acts.items()
            if (instrument := instruments.in_force(activity.instrument, month))
            for _ in range(number)
        ]
        _fill_in(blank, activity, tree, seed)
        sheets += blank
    for sheet in sorted(sheets, key=lambda sheet: sheet.month):
        yield registration(sheet.instrument, sheet.unit, sheet.month, sheet.answers, today=today)


def _months(instruments: Instruments, activities: Iterable[str], today: date) -> tuple[Month, ...]:
    month = min(instruments.of(code)[0].first_month for code in activities)
    months = []
    while month <= Month.of(today):
        months.append(month)
        month = month.plus(1)
    return tuple(months)


def _fill_in(sheets: list[_Sheet], activity: Distribution, tree: UnitTree, seed: int) -> None:
    rng = Random(f"{seed} {activity.instrument} answers")  # noqa: S311  a demo is to be repeatable, not secret
    for question in activity.answers:
        asked = [sheet for sheet in sheets if sheet.asks(question.question)]
        try:
            for deal, receiving in _by_deal(asked, question, tree):
                _deal_out(deal, receiving, question, rng)
        except ValueError as error:
            raise refuse(
                f"demo/activities/{activity.instrument}.yaml, {question.question}",
                sv="Svaren går inte att dela ut: fler är bestämda än det finns blad, eller så passar ingen deal. "
                "Ändra talen eller lägg till en deal.",
                en=f"the answers can't be dealt; change the numbers: {error}",
            ) from None


def _by_deal(sheets: list[_Sheet], question: Dealt, tree: UnitTree) -> Iterator[tuple[Deal, list[_Sheet]]]:
    """The sheets of each deal, a year at a time so that shares hold in every year.

    A sheet takes the first deal that fits. Raises ValueError when none does.
    """
    receiving: dict[tuple[int, int], list[_Sheet]] = {}
    in_scope: dict[tuple[str, Month], list[int]] = {}
    for sheet in sheets:
        place = sheet.unit, sheet.month
        if place not in in_scope:
            path = tree.path(sheet.unit)
            in_scope[place] = [i for i, d in enumerate(question.deals) if d.scope.covers(path, sheet.month)]
        fits = next((i for i in in_scope[place] if holds(question.deals[i].condition, sheet.answers)), None)
        if fits is None:
            raise ValueError(f"no deal fits {sheet.unit} in {sheet.month}")
        receiving.setdefault((fits, sheet.month.year), []).append(sheet)
    for (fits, _), dealt_to in receiving.items():
        yield question.deals[fits], dealt_to


def _deal_out(deal: Deal, receiving: list[_Sheet], question: Dealt, rng: Random) -> None:
    rng.shuffle(receiving)
    answered = receiving[round(question.missing * len(receiving)) :]
    for sheet, answer in zip(answered, dealt(deal.deck, len(answered), rng), strict=True):
        sheet.answers[question.question] = answer
