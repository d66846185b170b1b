"""Addresses of methods: the catalogue, the description, and the writing room."""

from django.urls import path

from folja.web.methods import answer_views, reading_views, room_views

urlpatterns = [
    path("metoder/", reading_views.methods, name="methods"),
    path("metoder/ny/", room_views.new_method, name="new_method"),
    path("metoder/jamfor/", reading_views.compare, name="compare_methods"),
    path("metoder/<slug:key>/", reading_views.method, name="method"),
    path("metoder/<slug:key>.<slug:suffix>", reading_views.method_file, name="method_file"),
    path("metoder/<slug:key>/utgava/<int:number>/", reading_views.method, name="method_edition"),
    path("metoder/<slug:key>/bilaga/<int:number>/", reading_views.attachment, name="method_attachment"),
    path("metoder/<slug:key>/om/", room_views.about, name="about_method"),
    path("metoder/<slug:key>/om/har/", answer_views.writes_here, name="writes_about"),
    path("metoder/<slug:key>/utkast/", room_views.draft, name="method_draft"),
    path("metoder/<slug:key>/ta-bort/", room_views.remove_words, name="remove_method_words"),
    path("metoder/<slug:key>/skriv/", room_views.room, name="write_method"),
    path("metoder/<slug:key>/skriv/<slug:question>/", answer_views.answer, name="write_answer"),
    path("metoder/<slug:key>/skriv/<slug:question>/har/", answer_views.writes_here, name="writes_answer"),
]
