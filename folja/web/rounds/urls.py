"""Addresses of teams and their rounds, and those where somebody of a team answers without signing in."""

from django.urls import path

from folja.web.rounds import answering, survey_views, views

urlpatterns = [
    path("samverkan/", views.rounds, name="rounds"),
    path("samverkan/nytt-team/", views.new_team, name="new_team"),
    path("samverkan/<slug:key>/", views.team, name="team"),
    path("samverkan/<slug:key>/andra/", views.edit_team, name="edit_team"),
    path("samverkan/<slug:key>/ny-omgang/", views.start_round, name="start_round"),
    path("samverkan/<slug:key>/omgang/", views.open_round_page, name="open_round"),
    path("samverkan/<slug:key>/affisch/", views.round_poster, name="round_poster"),
    path("samverkan/<slug:key>/lappar/", views.round_slips, name="round_slips"),
    path("samverkan/<slug:key>/samtalsunderlag/", views.discussion_sheet, name="discussion_sheet"),
    path("samverkan/<slug:key>/gor/", views.team_action, name="team_action"),
    path("enkater/<str:unit>/", survey_views.surveys, name="surveys"),
    path("enkater/<str:unit>/<slug:code>/", survey_views.enter_survey, name="enter_survey"),
    path("enkater/<str:unit>/<slug:code>/fraga/", survey_views.ask_survey, name="ask_survey"),
    path("o/<str:code>/", answering.answer, name="answer_round"),
    path("o/<str:code>/<str:language>/", answering.answer, name="answer_round"),
    path("o/<str:code>/<str:language>/tack/", answering.thanks, name="round_thanks"),
]
