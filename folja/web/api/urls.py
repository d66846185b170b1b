"""Addresses of the API, of its page, and of the tokens it is read with."""

from django.urls import include, path

from folja.web.api import views
from folja.web.api.operations import addresses

urlpatterns = [
    path("api/", views.about, name="api"),
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    path("api/v1/", include(addresses())),
    path("konton/nycklar/", views.tokens, name="tokens"),
    path("konton/nycklar/ny/", views.new_token, name="new_token"),
]
