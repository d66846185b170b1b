"""What somebody wants to be reminded of by e-mail: their own page, which nobody else sees."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from folja.vocabulary.clock import today
from folja.vocabulary.unit import Unit
from folja.web.frame.parts import Choice
from folja.web.organisation.current import own_units
from folja.web.organisation.models import Account
from folja.web.organisation.scope import scope_of
from folja.web.year import actions
from folja.web.year.stored import groups_of, memberships_of, wants_reminders, with_groups


@dataclass(frozen=True)
class OwnGroups:
    """The working groups of one of the reader's units, to say which of them the reader is in."""

    unit: Unit
    choices: tuple[Choice, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """Whether they come at all, and the groups whose tasks they are about."""
    assert isinstance(request.user, Account)
    if request.method == "POST":
        offered = {choice.value for one in _groups(request) for choice in one.choices}
        chosen = [value.partition(":") for value in request.POST.getlist("group") if value in offered]
        groups = [(unit, group) for unit, _, group in chosen]
        actions.choose_reminders(request.user, groups, wants="wants" in request.POST)
        return redirect(f"{reverse('reminders')}?sparat=1")
    shown = {
        "wants": wants_reminders(request.user),
        "own_groups": tuple(_groups(request)),
        "saved": "sparat" in request.GET,
    }
    return render(request, "year/reminders.html", shown)


def _groups(request: HttpRequest) -> Iterator[OwnGroups]:
    """The units with working groups: of the years around this one, and those that the reader is in already.

    At the turn of a year the new plan may not be begun; nobody is to lose their groups for that.
    """
    assert isinstance(request.user, Account)
    mine, own = memberships_of(request.user), own_units(scope_of(request))
    years = (today().year, today().year + 1, today().year - 1)
    planned = {code for year in years for code in with_groups((unit.code for unit in own), year)}
    for unit in (unit for unit in own if unit.code in planned | {code for code, _ in mine}):
        of_years = (name for year in years for name in groups_of(unit.code, year))
        kept = sorted(group for code, group in mine if code == unit.code)
        named = tuple(dict.fromkeys((*of_years, *kept)))
        if named:
            yield OwnGroups(
                unit, tuple(Choice(f"{unit.code}:{name}", name, (unit.code, name) in mine) for name in named)
            )
