"""Addresses where families write, and where the unit reads it."""

from django.urls import path

from folja.web.comments import staff_views, views

urlpatterns = [
    path("kommentarer/", staff_views.comments, name="comments"),
    path("kommentarer/<slug:key>/", staff_views.comment, name="comment"),
    path("s/<str:code>/<str:language>/kommentar/", views.write_comment, name="write_comment"),
    path("s/<str:code>/<str:language>/kommentar/skickad/", views.comment_sent, name="comment_sent"),
    path("s/<str:code>/<str:language>/be-oss/", views.write_wish, name="write_wish"),
    path("s/<str:code>/<str:language>/be-oss/skickat/", views.wish_sent, name="wish_sent"),
]
