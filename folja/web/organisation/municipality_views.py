"""The page where the one who leads the city sets in whose name and look reports are, and the logos themselves."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folja.reports.logo import LARGEST
from folja.vocabulary.problem import Problem, Refused
from folja.web.frame.parts import Field, Link
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.actions import set_look
from folja.web.organisation.municipality import LONGEST_LINE, MOST_LINES, Written, checked, kept_look, logo_of
from folja.web.organisation.scope import scope_of


@require_http_methods(["GET", "HEAD", "POST"])
def municipality(request: HttpRequest) -> HttpResponse:
    """The form, with how a report's head looks now."""
    if not scope_of(request).leads_city:
        raise Http404
    kept = kept_look()
    if request.method != "POST":
        written = Written(kept.name, kept.contact, kept.accent) if kept else Written("")
        return _page(request, written)
    written = _sent(request)
    try:
        set_look(checked(written), request.user)  # type: ignore[arg-type]
    except Refused as refused:
        return _page(request, written, refused.problems)
    return redirect("municipality")


@require_safe
def logo(_request: HttpRequest, name: str) -> HttpResponse:
    """A logo by its hash, as a picture and nothing else."""
    content = logo_of(name)
    if content is None:
        raise Http404
    return HttpResponse(content, "image/png")


def _sent(request: HttpRequest) -> Written:
    form, file = request.POST, request.FILES.get("logo")
    # One byte more than may be: enough to know that it is too large.
    content = file.read(LARGEST + 1) if file else b""
    name, contact, accent = (form.get(field, "") for field in ("name", "contact", "accent"))
    file_name = (file.name or "") if file else ""
    return Written(name, contact, accent, content, file_name, removes_logo="removes_logo" in form)


def _page(request: HttpRequest, written: Written, problems: Iterable[Problem] = ()) -> HttpResponse:
    wrong = {one.where: one.text.in_language(language()) for one in problems}
    words = {
        "name": (_("Kommunens namn"), "", written.name),
        "contact": (
            _("Kontaktuppgifter"),
            _("Till förvaltningen, inte till en person. Högst %(lines)d rader om %(length)d tecken.")
            % {"lines": MOST_LINES, "length": LONGEST_LINE},
            written.contact,
        ),
        "accent": (
            _("Färg"),
            _("Sex tecken efter #, som i er grafiska profil. Den behöver synas mot vitt: kontrasten 4,5 eller mer."),
            written.accent,
        ),
        "logo": (_("Logotyp"), _("PNG eller SVG, högst 500 kB. Bakgrunden ska vara vit eller genomskinlig."), ""),
    }
    fields = {name: Field(name, *said, wrong.get(name, "")) for name, said in words.items()}
    shown = {
        "fields": fields,
        "kept": kept_look(),
        "removes_logo": written.removes_logo,
        "links": [Link(f"#{name}", fields[name].label) for name in wrong],
    }
    return render(request, "organisation/municipality.html", shown, status=422 if wrong else 200)
