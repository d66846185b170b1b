"""Addresses of reports that are written, and of those that are approved."""

from django.urls import path

from folja.web.publication import urls as publication_urls  # registers the converter of periods
from folja.web.writing import released_views, report_views, section_views

__all__ = ["publication_urls", "urlpatterns"]

ONE = "<slug:template>/<str:unit>/<period:period>"

urlpatterns = [
    path(f"rapport/skriv/{ONE}/", report_views.report, name="write_report"),
    path(f"rapport/skriv/{ONE}/<slug:key>/", section_views.section, name="write_section"),
    path(f"rapport/skriv/{ONE}/<slug:key>/har/", section_views.writes_here, name="writes_here"),
    path(f"rapport/utkast/{ONE}/", report_views.draft, name="draft_report"),
    path(f"rapport/utkast/{ONE}.<slug:suffix>", report_views.draft_file, name="draft_file"),
    path(f"rapport/kopiera/{ONE}/", report_views.copy, name="copy_report"),
    path("rapport/<int:number>/", released_views.released, name="released_report"),
    path("rapport/<int:number>.<slug:suffix>", released_views.released_file, name="released_file"),
]
