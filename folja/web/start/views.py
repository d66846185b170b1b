"""The start page, by what somebody does: registers, manages a unit, or leads the city."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from folja.reports.template import shipped
from folja.vocabulary.clock import today
from folja.vocabulary.unit import Unit
from folja.web.collection.views import advisers_start
from folja.web.frame.templatetags.frame import language
from folja.web.frame.views import not_set_up
from folja.web.organisation.current import current_unit
from folja.web.organisation.models import Account
from folja.web.organisation.scope import scope_of
from folja.web.organisation.units import has_units
from folja.web.publication.shelf import library
from folja.web.start.city import city_start
from folja.web.start.managed import managed


def start(request: HttpRequest) -> HttpResponse:
    """What have you done? What does the tertial need of you? How does it stand in the city? Where do you want to go?"""
    if not has_units():
        return not_set_up(request)
    unit, scope = current_unit(request), scope_of(request)
    if unit is None:
        return render(request, "start/others.html" if scope.reads else "start/without_role.html")
    if scope.may_register(unit.code):
        return advisers_start(request, unit)
    if scope.leads_city and unit == scope.tree.city:
        page = city_start(library(), shipped()["tertial"], scope, today(), language(), _reader(request))
        return render(request, "start/city.html", {"page": page, "place": page})
    if scope.may_manage(unit.code):
        return _managers_start(request, unit)
    return render(request, "start/others.html")


def _managers_start(request: HttpRequest, unit: Unit) -> HttpResponse:
    leads, template = scope_of(request).leads_city, shipped()["tertial"]
    page = managed(library(), template, unit, today(), language(), _reader(request), leads=leads)
    return render(request, "start/managed.html", {"page": page, "place": page})


def _reader(request: HttpRequest) -> Account:
    assert isinstance(request.user, Account)  # who has a unit is signed in
    return request.user
