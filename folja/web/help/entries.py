"""All that somebody can search for: the pages they may open, what can be registered, indicators, and the handbook."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from folja.figures.library import Library
from folja.vocabulary.clock import today
from folja.web.frame.navigation import destinations
from folja.web.frame.templatetags.frame import language
from folja.web.help.handbook import handbook
from folja.web.help.search import Entry
from folja.web.organisation.current import current_unit
from folja.web.organisation.scope import scope_of
from folja.web.publication.calendar import shown_first


def entries(request: HttpRequest, library: Library) -> Iterator[Entry]:
    """What can be found by whoever asks, in the order that equals are shown."""
    scope = scope_of(request)
    for place in destinations(request, scope):
        yield Entry(_("Sida"), place.title, "", place.address, place.icon)
    yield from _sheets(library, may_register=bool(scope.registers))
    yield from _indicators(request, library)
    for page in handbook().values():
        address = reverse("help_page", args=(page.code,)) if page.code else reverse("help")
        yield Entry(_("Hjälp"), page.title, page.words, address, "info")


def _sheets(library: Library, *, may_register: bool) -> Iterator[Entry]:
    for code in library.instruments if may_register else ():
        sheet = library.instruments.latest(code)
        if sheet.audience == "staff":
            about = sheet.definition.in_language(language())
            yield Entry(
                _("Registrera"),
                sheet.title.in_language(language()),
                about,
                reverse("register_one", args=(code,)),
                sheet.icon,
            )


def _indicators(request: HttpRequest, library: Library) -> Iterator[Entry]:
    unit, period = current_unit(request), shown_first(library, today())
    if unit is None:
        return
    for indicator in library.indicators.values():
        title, about = (words.in_language(language()) for words in (indicator.title, indicator.definition))
        yield Entry(_("Siffra"), title, about, reverse("indicator", args=(unit.code, period, indicator.code)), "chart")
