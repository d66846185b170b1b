"""Addresses of the handbook and of the search."""

from django.urls import path

from folja.web.help import views

urlpatterns = [
    path("hjalp/", views.page, name="help"),
    path("hjalp/<slug:code>/", views.page, name="help_page"),
    path("hjalp/bild/<slug:name>.png", views.picture, name="help_picture"),
    path("sok/", views.search, name="search"),
    path("innehall/", views.content, name="content"),
]
