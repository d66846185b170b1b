"""Addresses of sign-in and of one's own settings."""

from django.urls import path

from folja.web.organisation import municipality_views, views

urlpatterns = [
    path("logga-in/", views.sign_in, name="sign_in"),
    path("logga-ut/", views.sign_out, name="sign_out"),
    path("enhet/", views.choose_unit, name="choose_unit"),
    path("mer/", views.more, name="more"),
    path("kommunen/", municipality_views.municipality, name="municipality"),
    path("kommunen/logotyp/<slug:name>.png", municipality_views.logo, name="logo"),
]
