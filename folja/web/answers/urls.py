"""Addresses of families' questions, which anybody can open, and of the page where staff find their codes."""

from django.urls import path

from folja.web.answers import deciding, kiosk_views, staff_views, staff_ways, views

urlpatterns = [
    path("familjen/", staff_views.families, name="families"),
    path("familjen/platta/", staff_views.start_kiosk, name="start_kiosk"),
    path("familjen/lagt-at-sidan/<str:code>/", deciding.decide, name="put_aside"),
    path("familjen/<str:code>.pdf", staff_ways.on_paper, name="on_paper"),
    path("familjen/<str:code>/meddelande/", staff_ways.message, name="message"),
    path("familjen/<str:code>/lappar/", staff_ways.slips, name="slips"),
    path("s/", views.find, name="find_questions"),
    path("s/vantande/", views.waiting, name="waiting"),
    path("s/<str:code>/platta/", kiosk_views.kiosk, name="kiosk"),
    path("s/<str:code>/platta/lamna/", kiosk_views.leave, name="leave_kiosk"),
    path("s/<str:code>/<str:language>/platta/", kiosk_views.kiosk, name="kiosk"),
    path("s/<str:code>/", views.welcome, name="welcome"),
    path("s/<str:code>/<str:language>/", views.welcome, name="welcome"),
    path("s/<str:code>/<str:language>/fragor/", views.questions, name="questions"),
    path("s/<str:code>/<str:language>/tack/", views.thanks, name="thanks"),
    path("s/<str:code>/<str:language>/slut/", views.stopped, name="stopped"),
]
