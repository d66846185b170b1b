"""Addresses of the published figures."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
