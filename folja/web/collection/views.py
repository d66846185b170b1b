"""The start page, by what somebody does, and the list of all that can be registered."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from folja.figures.library import Library
from folja.vocabulary.clock import today
from folja.vocabulary.period import Month, Period
from folja.vocabulary.unit import Unit
from folja.web.collection.start_page import (
    last_day_to_mend,
    latest_months,
    open_tertials,
    shown_unit,
    staff_sheets,
    volume_rows,
)
from folja.web.frame.views import not_set_up
from folja.web.organisation.current import current_unit
from folja.web.organisation.scope import scope_of
from folja.web.organisation.units import has_units
from folja.web.publication.shelf import library

FIRST_SHEETS = 3  # the rest are one tap further away


def start(request: HttpRequest) -> HttpResponse:
    """What have you done? For managers: what does the tertial need of you?"""
    if not has_units():
        return not_set_up(request)
    unit = current_unit(request)
    if unit is None:
        return render(request, "collection/start_without_role.html")
    if scope_of(request).may_register(unit.code):
        return render(request, "collection/start.html", _staffs_page(library(), unit, today()))
    return render(request, "collection/start_manager.html", _managers_page(library(), unit, today()))


def register(request: HttpRequest) -> HttpResponse:
    """Everything that can be registered, with what counts as one."""
    scope = scope_of(request)
    if not scope.registers:
        raise PermissionDenied
    sheets = staff_sheets(library(), current_unit(request) or scope.registers[0], today())
    return render(request, "collection/register.html", {"sheets": sheets})


def _staffs_page(books: Library, unit: Unit, day: date) -> dict[str, Any]:
    sheets = staff_sheets(books, unit, day)
    shown = shown_unit(books, unit)
    return {
        "month": Month.of(day),
        "sheets": sheets[:FIRST_SHEETS],
        "latest": latest_months(books, sheets[0], shown, day) if sheets else None,
        "too_few_staff": shown != unit,
    }


@dataclass(frozen=True)
class Tertial:
    """An open tertial as its manager needs to know it."""

    period: Period
    last_day: date
    over: bool


def _managers_page(books: Library, unit: Unit, day: date) -> dict[str, Any]:
    tertials = [_tertial(books, period, day) for period in open_tertials(books, day)]
    months = tuple(month for tertial in tertials for month in tertial.period.months if month <= Month.of(day))
    shown = shown_unit(books, unit)
    return {
        "month": Month.of(day),
        "latest": books.latest,
        "tertials": tertials,
        "months": months,
        "rows": volume_rows(books, shown, months, day),
        "shown": shown,
        "too_few_staff": shown != unit,
    }


def _tertial(books: Library, period: Period, day: date) -> Tertial:
    last = last_day_to_mend(books, period)
    return Tertial(period, last, over=day > last)
