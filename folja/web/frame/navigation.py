"""Where somebody can go from every page, by what they do."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from folja.web.organisation.scope import Scope


@dataclass(frozen=True)
class Destination:
    """One entry in the side column, and in the phone's bottom bar when `on_phone`."""

    name: str
    title: str
    icon: str
    address: str
    current: bool
    on_phone: bool


def destinations(request: HttpRequest, scope: Scope) -> tuple[Destination, ...]:
    """The entries for this scope, the current one marked. The phone has room for five."""
    here = request.resolver_match.url_name if request.resolver_match else ""
    return tuple(
        Destination(name, title, icon, reverse(name), here in PARTS.get(name, (name,)), on_phone)
        for name, title, icon, on_phone in _entries(scope)
    )


# Pages that belong under an entry although they are not its first page.
PARTS = {
    "families": ("families", "comments", "comment", "giving_back"),
    "register": ("register", "register_one"),
    "overview": ("overview", "indicator"),
    "reports": ("reports", "report", "write_report", "write_section", "draft_report", "copy_report", "released_report"),
    "goals": (
        *("goals", "plan", "edit_plan", "begin_plan", "edit_goal", "edit_result", "edit_areas", "plan_history"),
        *("outside", "import_outside", "outside_measure", "budget", "import_years"),
        *("year", "year_wheel", "task", "count_complaints", "lessons"),
    ),
    "rounds": ("rounds", "team", "new_team", "edit_team", "start_round", "open_round", "surveys", "enter_survey"),
    "closing": ("closing", "closing_of"),
    "more": (
        "more",
        "receipt",
        "own_account",
        "log",
        "reminders",
        "statement",
        "edit_statement",
        "languages",
        "wordings",
        "take_in_wordings",
        "supports",
        "support",
        "new_support",
        "edit_support",
        "methods",
        "method",
        "method_edition",
        "compare_methods",
        "new_method",
        "about_method",
        "write_method",
        "write_answer",
    ),
    "content": ("content",),
    "accounts": ("accounts", "account", "new_account", "tokens", "new_token"),
    "help": ("help", "help_page", "search", "content"),
}


def _entries(scope: Scope) -> Iterator[tuple[str, str, str, bool]]:
    registers, manages = bool(scope.registers), bool(scope.manages)
    yield "start", _("Start"), "start", True
    if registers:
        # On the phone the start page is where one registers, and leads to all there is: its room is needed here.
        yield "register", _("Registrera"), "pencil", False
    if registers or manages:
        yield "families", _("Familjen"), "code", registers
    if scope.reads:
        yield "overview", _("Siffror"), "chart", True
        if scope.follows:
            yield "goals", _("Mål"), "flag", manages and not registers and not scope.leads_city
        yield "reports", _("Rapporter"), "document", not registers and not scope.leads_city
    if scope.works:
        yield "rounds", _("Samverkan"), "collaboration", False
    if manages:
        yield "import_file", _("Läs in fil"), "upload", False
    if scope.leads_city:
        yield "closing", _("Stängning"), "lock", not registers
    if scope.develops:
        yield "content", _("Det vi frågar och räknar"), "info", False
    if scope.administers:
        yield "accounts", _("Konton"), "person", False
    yield "help", _("Sök och hjälp"), "search", False
    yield "more", _("Mer"), "more", True
