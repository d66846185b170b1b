"""The pages of what is kept: for those who work here, and a short one for families."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from folja.disclosure import policy
from folja.web.answers.pages import for_families, rendered
from folja.web.frame.templatetags.frame import language
from folja.web.kept.tables import filled_in, shown
from folja.web.kept.words import shipped
from folja.web.wordings.offered import offered


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """Every table of the database: what it is for, how long it is kept, and who sees it."""
    words, reader = shipped(), language()
    outside = [(one.title.in_language(reader), filled_in(one.about, reader)) for one in words.outside]
    return render(request, "kept/kept.html", {"groups": shown(words, reader), "outside": outside})


@for_families
@require_safe
def for_those_who_answer(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """What is kept of those who answer, in their language."""
    return rendered("kept/for_families.html", policy=policy.shipped(), languages=offered())
