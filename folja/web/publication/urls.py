"""Addresses of the published figures."""

from django.urls import path, register_converter

from folja.vocabulary.period import Period
from folja.web.publication import views


class PeriodConverter:
    """2022T1, 2022T1-T2 or 2022 in an address."""

    regex = r"\d{4}(?:T[123](?:-T[123])?)?"

    def to_python(self, value: str) -> Period:
        return Period.parse(value)  # a ValueError makes the address one that does not exist

    def to_url(self, value: Period) -> str:
        return str(value)


register_converter(PeriodConverter, "period")

urlpatterns = [
    path("siffror/", views.latest_overview, name="overview"),
    path("siffror/<str:unit>/<period:period>/", views.overview, name="overview"),
    path("siffror/<str:unit>/<period:period>/<slug:code>/", views.indicator, name="indicator"),
    path("rapporter/", views.reports, name="reports"),
    path("rapport/tertial/<str:unit>/<period:period>/", views.report, name="report"),
    path("rapport/tertial/<str:unit>/<period:period>.<slug:suffix>", views.report_file, name="report_file"),
    path("rapport/<slug:template>/<str:unit>/<period:period>/", views.report, name="report_by_template"),
    path(
        "rapport/<slug:template>/<str:unit>/<period:period>.<slug:suffix>",
        views.report_file,
        name="report_file_by_template",
    ),
    path("stangning/", views.closing, name="closing"),
    path("stangning/<period:period>/", views.closing_of, name="closing_of"),
]
