"""Addresses of sign-in and of one's own settings."""

from django.urls import path

from folja.web.organisation import views

urlpatterns = [
    path("logga-in/", views.sign_in, name="sign_in"),
    path("logga-ut/", views.sign_out, name="sign_out"),
    path("enhet/", views.choose_unit, name="choose_unit"),
    path("mer/", views.more, name="more"),
]
