"""Addresses of one's own settings."""

from django.urls import path

from folja.web.organisation import views

urlpatterns = [
    path("enhet/", views.choose_unit, name="choose_unit"),
    path("mer/", views.more, name="more"),
]
