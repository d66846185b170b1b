"""Addresses of registering."""

from django.urls import path

from folja.web.collection import importing, receipts, registering, views

urlpatterns = [
    path("registrera/", views.register, name="register"),
    path("registrera/<slug:code>/", registering.register_one, name="register_one"),
    path("kvitto/", receipts.receipt, name="receipt"),
    path("angra/", receipts.withdraw, name="withdraw"),
    path("import/", importing.import_file, name="import_file"),
    path("import/mall/<slug:code>.csv", importing.empty_sheet, name="empty_sheet"),
]
