"""Approved reports, shown and handed out as they were kept. Nothing on these pages is worked out anew."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from folja.reports import rendering
from folja.reports.document import Document
from folja.web.organisation.actions import note
from folja.web.organisation.scope import scope_of
from folja.web.publication.files import FILE_TYPES, file_answer
from folja.web.publication.head import head
from folja.web.writing.desk import may_write
from folja.web.writing.models import ReleasedReport
from folja.web.writing.stored import frozen, released_with


@require_safe
def released(request: HttpRequest, number: int) -> HttpResponse:
    """An approved report as a page."""
    kept = _kept(request, number)
    document = _document(request, kept)
    shown = head(document) | {
        "kept": kept,
        "report": frozen(kept),
        "later": ReleasedReport.objects.filter(replaces=kept).first(),
        "may_write": may_write(scope_of(request), kept.report.unit),
    }
    return render(request, "writing/released.html", shown)


@require_safe
def released_file(request: HttpRequest, number: int, suffix: str) -> HttpResponse:
    """An approved report as a file. That it was fetched is noted in the audit log."""
    kept = _kept(request, number)
    if suffix not in FILE_TYPES:
        raise Http404
    content = rendering.render(_document(request, kept), f".{suffix}")
    note(request.user, "report exported", f"{number} {kept.report} {suffix}")  # type: ignore[arg-type]
    return file_answer(
        content, f"rapport-{number}-{kept.report.template}-{kept.report.period}-{kept.report.unit}", suffix
    )


def _document(request: HttpRequest, kept: ReleasedReport) -> Document:
    """What was approved; who neither works at the unit nor manages it reads nothing out of case systems."""
    report = frozen(kept)
    return report.document if may_write(scope_of(request), kept.report.unit) else report.open_to_all


def _kept(request: HttpRequest, number: int) -> ReleasedReport:
    """Raises Http404 for a number that is not given, and for a unit that the reader may not read."""
    kept = released_with(number)
    if kept is None or not scope_of(request).may_read(kept.report.unit):
        raise Http404
    return kept
