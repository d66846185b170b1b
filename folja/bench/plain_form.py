"""The yardstick of registering: a plain Django ModelForm view that takes the same fields, inserts a row and redirects.

It stands among all other pages, in the same urlconf and behind the same middleware, and asks for nothing that those do
not ask for already.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from folja.bench.filled_in import INSTRUMENT
from folja.config import urls
from folja.instruments.question import (
    HeadcountQuestion,
    ManyQuestion,
    NumberQuestion,
    OneQuestion,
    Option,
    Question,
)

WORD: dict[str, Any] = {"max_length": 60}
MAY_BE_EMPTY: dict[str, Any] = {"blank": True, "null": True}


def _columns(question: Question) -> Iterator[tuple[str, "models.Field[Any, Any]"]]:
    """What somebody who makes such a form by hand would write for a question."""
    match question:
        case HeadcountQuestion():
            for kind in question.kind_codes:
                yield f"{question.code}.{kind}", models.PositiveSmallIntegerField(**MAY_BE_EMPTY)
        case NumberQuestion():
            yield question.code, models.PositiveSmallIntegerField(**MAY_BE_EMPTY)
        case ManyQuestion():
            yield question.code, models.JSONField(default=list, blank=True)
        case OneQuestion():
            yield question.code, models.CharField(choices=_choices(question.options), blank=True, **WORD)
        case _:
            yield question.code, models.TextField(blank=True)


def _choices(options: tuple[Option, ...]) -> list[tuple[str, str]]:
    return [(str(option.code), option.title.sv) for option in options]


SENT_ALONG: dict[str, "models.Field[Any, Any]"] = {
    "receipt": models.CharField(**WORD),
    "unit": models.CharField(**WORD),
    "version": models.PositiveSmallIntegerField(),
    "month": models.CharField(max_length=7),
}
ASKED = dict(column for question in INSTRUMENT.questions for column in _columns(question))
META = type("Meta", (), {"app_label": "bench", "db_table": "plain_sheet"})

PlainSheet: Any = type("PlainSheet", (models.Model,), {"__module__": __name__, "Meta": META, **SENT_ALONG, **ASKED})

SEVERAL = {
    question.code: forms.MultipleChoiceField(choices=_choices(question.options), required=False)
    for question in INSTRUMENT.questions
    if isinstance(question, ManyQuestion)
}
PlainForm: Any = forms.modelform_factory(PlainSheet, type("Several", (forms.ModelForm,), SEVERAL), fields="__all__")


def register_plainly(request: HttpRequest) -> HttpResponse:
    """Save what is filled in."""
    form = PlainForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=422, content_type="text/plain")
    form.save()
    return redirect("start")


urlpatterns = [path("plain/", register_plainly, name="register_plainly"), *urls.urlpatterns]
