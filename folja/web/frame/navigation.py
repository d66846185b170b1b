"""Where somebody can go from every page, by what they do."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
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
    """The entries for this scope, the current one marked. The phone has room for four."""
    here = request.resolver_match.url_name if request.resolver_match else ""
    found = []
    for name, title, icon, on_phone in _entries(scope):
        address = _address(name)
        if address:
            found.append(Destination(name, title, icon, address, here in PARTS.get(name, (name,)), on_phone))
    return tuple(found)


# Pages that belong under an entry although they are not its first page.
PARTS = {
    "register": ("register", "register_one"),
    "overview": ("overview", "indicator"),
    "report": ("report", "report_of"),
    "more": ("more", "receipt", "audit"),
}


def _entries(scope: Scope) -> Iterator[tuple[str, str, str, bool]]:
    registers, manages = bool(scope.registers), bool(scope.manages)
    yield "start", _("Start"), "start", True
    if registers:
        yield "register", _("Registrera"), "pencil", True
    if scope.reads:
        yield "overview", _("Siffror"), "chart", True
    if manages:
        yield "report", _("Rapporter"), "document", not registers
        yield "import_file", _("Läs in fil"), "upload", False
    yield "more", _("Mer"), "more", True


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
