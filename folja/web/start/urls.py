"""The address of the start page."""

from django.urls import path

from folja.web.start import views

urlpatterns = [path("", views.start, name="start")]
