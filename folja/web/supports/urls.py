"""Addresses of the register of decided supports."""

from django.urls import path

from folja.web.supports import views

urlpatterns = [
    path("insatser/", views.supports, name="supports"),
    path("insatser/ny/", views.new_support, name="new_support"),
    path("insatser/<slug:key>/", views.support, name="support"),
    path("insatser/<slug:key>/andra/", views.edit_support, name="edit_support"),
]
