"""All that can be searched for: pages to open, what can be registered, indicators, questions and the handbook."""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from folja.figures.library import Library
from folja.instruments.instrument import Instrument
from folja.instruments.question import Question
from folja.reports.template import Template
from folja.vocabulary.clock import today
from folja.vocabulary.text import Text, listed
from folja.web.frame.navigation import destinations
from folja.web.frame.templatetags.frame import language
from folja.web.help.content import content
from folja.web.help.handbook import anchor, handbook
from folja.web.help.search import Entry, Standing
from folja.web.organisation.current import current_unit
from folja.web.organisation.scope import Scope, scope_of
from folja.web.publication.calendar import shown_first


def entries(request: HttpRequest, library: Library, template: Template) -> Iterator[Entry]:
    """What can be found by whoever asks, in the order that equals are shown."""
    scope = scope_of(request)
    yield from _pages(request, scope)
    sheets = [counted.sheet for counted in content(library, template, today())]
    if scope.registers:
        yield from _sheets(sheets)
    yield from _indicators(request, library, template)
    yield from _questions(sheets)
    yield from _handbook()


def _pages(request: HttpRequest, scope: Scope) -> Iterator[Entry]:
    """Those of the navigation, and those that others lead to."""
    pages = [(place.title, "", place.address, place.icon) for place in destinations(request, scope)]
    if scope.registers:
        words = _("Rätta eller ta bort något som är sparat")
        pages.append((_("Jag har ett kvitto"), words, reverse("receipt"), "receipt"))
    if scope.reviews_words:
        words = _("Läs, rätta och godkänn det som familjer läser på sitt språk")
        pages.append((_("Språk"), words, reverse("languages"), "language"))
    words = _("Här står alla frågor, vad som räknas, och nyckeltalen som räknas fram ur svaren.")
    pages.append((_("Det vi frågar och räknar"), words, reverse("content"), "info"))
    words = _("Nämndens beslut, villkoren, och när de ska omprövas")
    pages.append((_("Beslutade insatser"), words, reverse("supports"), "document"))
    words = _("Vad som finns i databasen, hur länge, och vem som ser det")
    pages.append((_("Det vi sparar"), words, reverse("kept"), "lock"))
    pages.append((_("Tillgänglighetsredogörelse"), "", reverse("statement"), "person"))
    for title, about, address, icon in pages:
        yield Entry(_("Sida"), title, about, address, icon, language(), Standing.FOREMOST, group=_("Sidor"))


def _sheets(sheets: Iterable[Instrument]) -> Iterator[Entry]:
    for sheet in sheets:
        if sheet.audience == "staff":
            title, about = _said(sheet.title), _said(sheet.definition)
            address = reverse("register_one", args=(sheet.code,))
            kind = _("Registrera")
            yield Entry(kind, title, about, address, sheet.icon, language(), Standing.FOREMOST, group=kind)


def _indicators(request: HttpRequest, library: Library, template: Template) -> Iterator[Entry]:
    """Those of the report in its order, then the others."""
    unit, period = current_unit(request), shown_first(library, today())
    if unit is None:
        return
    foremost = {code for section in template.sections for code in section.foremost}
    for code in dict.fromkeys((*template.indicators, *library.indicators)):
        indicator = library.indicators[code]
        title, about = _said(indicator.title), _said(indicator.definition)
        address = reverse("indicator", args=(unit.code, period, code))
        standing = Standing.FOREMOST if code in foremost else Standing.OTHER
        shows = "" if indicator.distribution else code  # a distribution is many figures
        kind = _("Nyckeltal")
        yield Entry(kind, title, about, address, "chart", language(), standing, shows, kind)


def _questions(sheets: Iterable[Instrument]) -> Iterator[Entry]:
    for sheet in sheets:
        title = _said(sheet.title)
        kind = _("Fråga: %s") % title if sheet.audience == "staff" else title
        for question in sheet.questions:
            asked, about, where = _said(question.text), _about(question), _where(sheet, question)
            yield Entry(kind, asked, about, where, sheet.icon, language(), group=_("Frågor"))


def _about(question: Question) -> str:
    """How it is meant, and its answers."""
    answers = (*getattr(question, "options", ()), *getattr(question, "kinds", ()))
    titles = [_said(answer.title) for answer in answers]
    return f"{_said(question.help)} {listed(titles, language())}." if titles else _said(question.help)


def _where(sheet: Instrument, question: Question) -> str:
    return f"{reverse('content')}#{sheet.code}-{question.code}"


def _handbook() -> Iterator[Entry]:
    """Every section. The handbook is in Swedish, whoever reads it."""
    for page in handbook().values():
        address = reverse("help_page", args=(page.code,)) if page.code else reverse("help")
        for section in page.sections:
            first = section is page.sections[0]
            kind = _("Handbok") if first else _("Handbok: %s") % page.title
            where = address if first else f"{address}#{anchor(section.heading)}"
            words = section.words if page.code else ""  # the first page only tells what the others are about
            yield Entry(kind, section.heading, words, where, "info", "sv", Standing.HANDBOOK, group=_("Handbok"))


def _said(words: Text) -> str:
    return words.in_language(language())
