"""Addresses of the accessibility statement."""

from django.urls import path

from folja.web.statement import views

urlpatterns = [
    path("tillganglighet/", views.statement, name="statement"),
    path("tillganglighet/andra/", views.edit, name="edit_statement"),
]
