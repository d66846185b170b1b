"""Addresses of registering."""

from django.urls import path

from folja.web.collection import views

urlpatterns = [
    path("", views.start, name="start"),
    path("registrera/", views.register, name="register"),
    path("registrera/<slug:code>/", views.register_one, name="register_one"),
    path("kvitto/", views.receipt, name="receipt"),
    path("angra/", views.withdraw, name="withdraw"),
    path("import/", views.import_file, name="import_file"),
]
