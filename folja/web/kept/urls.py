"""Addresses of what is kept. Families' has no code, and comes before those that have: none has six characters."""

from django.urls import path

from folja.web.kept import views

urlpatterns = [
    path("det-vi-sparar/", views.kept, name="kept"),
    path("s/sparas/", views.for_those_who_answer, name="kept_for_families"),
    path("s/sparas/<str:language>/", views.for_those_who_answer, name="kept_for_families"),
]
