"""Addresses of units' years, and of one's own reminders."""

from django.urls import path

from folja.web.publication import urls as publication_urls  # registers the converter of periods
from folja.web.year import reminder_views, views

__all__ = ["publication_urls", "urlpatterns"]

YEAR = "aret/<str:unit>/<int:year>/"

urlpatterns = [
    path("aret/", views.year, name="year"),
    path(YEAR, views.year_wheel, name="year_wheel"),
    path(f"{YEAR}uppgift/<slug:key>/", views.task, name="task"),
    path(f"{YEAR}synpunkter/<period:period>/", views.count_complaints, name="count_complaints"),
    path(f"{YEAR}lardomar/", views.lessons, name="lessons"),
    path("mer/paminnelser/", reminder_views.reminders, name="reminders"),
]
