"""Addresses of what families hear back: theirs, which anybody can open, and staff's."""

from django.urls import path

from folja.web.giving_back import staff_views, views

urlpatterns = [
    path("familjen/ni-sa/", staff_views.latest, name="giving_back"),
    path("familjen/ni-sa/<str:unit>/<period:period>/", staff_views.leaflet, name="giving_back"),
    path("familjen/ni-sa/<str:unit>/<period:period>/<slug:language>.pdf", staff_views.on_paper, name="leaflet_poster"),
    path("s/<str:code>/<str:language>/ni-sa/", views.leaflet, name="given_back"),
]
