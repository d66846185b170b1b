"""The pages of tokens, the API's own page, and its description for machines."""

import shlex

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folja.vocabulary.clock import today
from folja.vocabulary.problem import Refused
from folja.web.api import actions
from folja.web.api.describing import description
from folja.web.api.door import MOST
from folja.web.api.tokens import FIGURES, USUAL, known_tokens, reads_names, wanted
from folja.web.frame.parts import Choice, Field, Link
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.account_views import administrator


@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of the units that are administered; a button withdraws one."""
    scope, by = administrator(request)
    known = known_tokens(scope, today())
    if request.method == "POST":
        for one in known:
            if request.POST.get("withdraw") == str(one.number):
                actions.withdraw_token(one.number, by)
        return redirect("tokens")
    names = reads_names()
    shown = [(one, [names[read] for read in one.reads]) for one in known]
    return render(request, "api/tokens.html", {"tokens": shown})


@require_http_methods(["GET", "HEAD", "POST"])
def new_token(request: HttpRequest) -> HttpResponse:
    """A token with what it may read. It is shown once, and is nowhere afterwards."""
    scope, by = administrator(request)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        try:
            asked = wanted(request.POST, request.POST.getlist("reads"), scope, today())
        except Refused as refused:
            wrong = {one.where: one.text.in_language(language()) for one in refused.problems}
        else:
            once = {"token": actions.make_token(asked, by), "name": asked.name, "example": _example(request)}
            return render(request, "api/token_once.html", once)
    sent = request.POST
    chosen = sent.getlist("reads") if request.method == "POST" else [FIGURES]
    words = {
        "name": (_("Vilket system?"), _("Så att ni vet vad ni drar tillbaka.")),
        "unit": (_("Enhet"), _("Nyckeln läser den här enheten och dem under den.")),
        "reads": (_("Vad får systemet läsa?"), ""),
        "last_day": (_("Sista dagen"), _("Högst två år fram.")),
    }
    written = {"last_day": str(today() + USUAL)} | sent.dict()
    fields = {
        name: Field(name, label, help_, written.get(name, ""), wrong.get(name, ""))
        for name, (label, help_) in words.items()
    }
    shown = {
        "fields": fields,
        "units": scope.administers,
        "choices": [Choice(code, said, code in chosen) for code, said in reads_names().items()],
        "links": tuple(Link(f"#{name}", said) for name, said in wrong.items()),
    }
    return render(request, "api/new_token.html", shown, status=422 if wrong else 200)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What can be read, for who writes the other system."""
    found = description()
    operations = [
        {
            "address": address,
            "summary": one["summary"],
            "about": one["description"],
            "parameters": one["parameters"],
            "example": _example(request, _filled(address, one["parameters"])),
        }
        for address, methods in found["paths"].items()
        for one in methods.values()
    ]
    return render(request, "api/about.html", {"operations": operations, "most": MOST, "example": _example(request)})


def _filled(address: str, parameters: list[dict[str, object]]) -> str:
    """The address with an example in each of its holes."""
    for one in parameters:
        if one["in"] == "path":
            address = address.replace(f"{{{one['name']}}}", str(one["example"]))
    return address


def _example(request: HttpRequest, address: str = "/api/v1/periods") -> str:
    """A command that reads it."""
    return f'curl -H "Authorization: Bearer $FOLJA_TOKEN" {shlex.quote(request.build_absolute_uri(address))}'


@require_safe
@login_not_required
def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The description for machines, in English."""
    with translation.override("en"):
        return JsonResponse(description(), headers={"Content-Language": "en"})
