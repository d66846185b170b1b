"""The start page of those who register, and the list of all that can be registered."""

import json
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from folja.figures.library import Library
from folja.vocabulary.clock import today
from folja.vocabulary.period import Month
from folja.vocabulary.unit import Unit
from folja.web.collection.sheet import has_long_word
from folja.web.collection.start_page import latest_months, shown_unit, staff_sheets
from folja.web.collection.wording import in_todays_list
from folja.web.comments.stored import wished_at
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.current import current_unit
from folja.web.organisation.scope import scope_of
from folja.web.publication.shelf import library

FIRST_SHEETS = 3  # the rest are one tap further away


def advisers_start(request: HttpRequest, unit: Unit) -> HttpResponse:
    """What have you done? For somebody who registers at a unit."""
    shown = _staffs_page(library(), unit, today()) | {"wished": wished_at([unit.code])}
    return render(request, "collection/start.html", shown)


def register(request: HttpRequest) -> HttpResponse:
    """Everything that can be registered, with what counts as one."""
    scope = scope_of(request)
    if not scope.registers:
        raise PermissionDenied
    books = library()
    unit = current_unit(request) or scope.registers[0]
    sheets = staff_sheets(books, shown_unit(books, unit, today()), today())
    return render(request, "collection/register.html", {"sheets": sheets})


def _staffs_page(books: Library, unit: Unit, day: date) -> dict[str, Any]:
    shown = shown_unit(books, unit, day)
    sheets = staff_sheets(books, shown, day)
    return {
        "month": Month.of(day),
        "words": json.dumps(_words_of_today(books)),
        "sheets": sheets[:FIRST_SHEETS],
        "long": {sheet.code for sheet in sheets if has_long_word(sheet.title)},
        "latest": latest_months(books, sheets[0], shown, day) if sheets and shown else None,
        "latest_leaves": [leaf.code for leaf in books.tree.leaves_of(shown.code)] if shown else [],
        "too_few_staff": shown != unit,
    }


def _words_of_today(books: Library) -> dict[str, Any]:
    """What the device's list of today says of each sheet that staff fill in."""
    versions = map(books.instruments.of, books.instruments.versions)
    return {of[-1].code: in_todays_list(of, language()) for of in versions if of[-1].audience == "staff"}
