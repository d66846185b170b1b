"""Addresses of the translations of families' words."""

from django.urls import path

from folja.web.wordings import views

urlpatterns = [
    path("oversattningar/", views.languages, name="languages"),
    path("oversattningar/<str:language>/", views.review, name="wordings"),
    path("oversattningar/<str:language>/fil/", views.take_in, name="take_in_wordings"),
    path("oversattningar/<str:language>.xlsx", views.export, name="export_wordings"),
]
