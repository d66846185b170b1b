"""Addresses of the door. Of allauth's own none is here: only what is used is reached."""

from django.urls import path

from folja.web.signing_in import oidc, saml, views

urlpatterns = [
    path("logga-in/", views.sign_in, name="sign_in"),
    path("logga-in/kod/", views.give_code, name="give_code"),
    path("logga-in/app/", views.set_up_app, name="set_up_app"),
    path("logga-in/med/<slug:code>/", views.begin, name="begin"),
    path("logga-in/oidc/<slug:provider_id>/", oidc.callback, name="openid_connect_callback"),
    path("logga-in/saml/<slug:organization>/", saml.answer, name="saml_acs"),
    path("logga-in/saml/<slug:organization>/ut/", saml.out, name="saml_sls"),
    path("logga-in/saml/<slug:organization>/metadata.xml", saml.metadata, name="saml_metadata"),
    path("logga-ut/", views.sign_out, name="sign_out"),
]
