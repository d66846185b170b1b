"""The handbook's pages and pictures, and the page of the search."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from folja.reports.template import shipped
from folja.vocabulary.clock import today
from folja.web.frame.templatetags.frame import language
from folja.web.help import said
from folja.web.help.content import content as counted
from folja.web.help.entries import entries
from folja.web.help.found import grouped, with_figures
from folja.web.help.handbook import PICTURES, handbook
from folja.web.help.search import find
from folja.web.organisation.current import current_unit
from folja.web.publication.calendar import shown_first
from folja.web.publication.shelf import library


@require_safe
def page(request: HttpRequest, code: str = "") -> HttpResponse:
    """A page of the handbook; its first without a code."""
    pages = handbook()
    if code not in pages:
        raise Http404
    return render(request, "help/page.html", {"page": pages[code], "pages": list(pages.values())})


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001
    """A picture of the handbook."""
    path = PICTURES / f"{name}.png"
    if not path.is_file():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="image/png")


@require_safe
def content(request: HttpRequest) -> HttpResponse:
    """Every question and every definition."""
    books, unit = library(), current_unit(request)
    shown = {
        "content": counted(books, shipped()["tertial"], today()),
        "unit": unit,
        "period": shown_first(books, today()),
    }
    return render(request, "help/content.html", shown)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What is found by the words that were sought."""
    books, sought, unit = library(), request.GET.get("q", "").strip()[:LONGEST], current_unit(request)
    hits = find(entries(request, books, shipped()["tertial"]), sought, said.shipped())
    period = shown_first(books, today())
    found = with_figures(books, hits[:MOST], unit, period, language())
    best, others = grouped(found)
    figures = any(one.card for one in found)
    shown = {"sought": sought, "found": best, "others": others, "number": len(hits), "most": MOST}
    return render(request, "help/search.html", shown | {"with_figures": figures, "unit": unit, "period": period})


MOST = 40  # hits on the page
LONGEST = 100  # letters that are sought
