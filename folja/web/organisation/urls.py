"""Addresses of one's own settings, and of accounts."""

from django.urls import path

from folja.web.organisation import account_views, log_views, municipality_views, views

urlpatterns = [
    path("enhet/", views.choose_unit, name="choose_unit"),
    path("mer/", views.more, name="more"),
    path("kommunen/", municipality_views.municipality, name="municipality"),
    path("kommunen/logotyp/<slug:name>.png", municipality_views.logo, name="logo"),
    path("mer/konto/", account_views.own_account, name="own_account"),
    path("logg/", log_views.log, name="log"),
    path("konton/", account_views.accounts, name="accounts"),
    path("konton/nytt/", account_views.new_account, name="new_account"),
    path("konton/<int:number>/", account_views.account, name="account"),
]
