"""Every address of the product, app by app."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from folja.web.answers.lost import not_found
from folja.web.frame import health, views

urlpatterns = [
    path("", include("folja.web.start.urls")),
    path("", include("folja.web.kept.urls")),
    path("", include("folja.web.collection.urls")),
    path("", include("folja.web.answers.urls")),
    path("", include("folja.web.comments.urls")),
    path("", include("folja.web.wordings.urls")),
    path("", include("folja.web.organisation.urls")),
    path("", include("folja.web.signing_in.urls")),
    path("", include("folja.web.publication.urls")),
    path("", include("folja.web.writing.urls")),
    path("", include("folja.web.goals.urls")),
    path("", include("folja.web.supports.urls")),
    path("", include("folja.web.year.urls")),
    path("", include("folja.web.giving_back.urls")),
    path("", include("folja.web.help.urls")),
    path("", include("folja.web.statement.urls")),
    path("", include("folja.web.api.urls")),
    path("", include("folja.web.design.urls")),
    path("sw.js", views.service_worker, name="service_worker"),
    path("health/", health.alive, name="alive"),
    path("health/ready/", health.ready, name="ready"),
    path("inget-nat/", views.no_net, name="no_net"),
    path("sprak/", login_not_required(set_language), name="set_language"),
]

handler400 = views.bad_request
handler403 = views.not_allowed
handler404 = not_found
handler500 = views.broken
