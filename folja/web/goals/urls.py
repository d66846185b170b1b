"""Addresses of plans, figures from outside and budgets."""

from django.urls import path

from folja.web.goals import budget_views, edit_views, outside_views, views

PLAN = "mal/<str:unit>/<int:year>/"

urlpatterns = [
    path("mal/", views.goals, name="goals"),
    path("mal/tomt-kalkylblad/", outside_views.empty_figures, name="empty_figures"),
    path(PLAN, views.plan, name="plan"),
    path(f"{PLAN}andra/", edit_views.edit_plan, name="edit_plan"),
    path(f"{PLAN}borja/", edit_views.begin_plan, name="begin_plan"),
    path(f"{PLAN}mal/<slug:key>/", edit_views.edit_goal, name="edit_goal"),
    path(f"{PLAN}resultat/<slug:key>/", edit_views.edit_result, name="edit_result"),
    path(f"{PLAN}utveckling/", edit_views.edit_areas, name="edit_areas"),
    path(f"{PLAN}historik/", views.history, name="plan_history"),
    path(f"{PLAN}siffror/", outside_views.outside, name="outside"),
    path(f"{PLAN}siffror/las-in/", outside_views.import_outside, name="import_outside"),
    path(f"{PLAN}siffror/<slug:code>/", outside_views.outside_measure, name="outside_measure"),
    path(f"{PLAN}budget/", budget_views.budget, name="budget"),
    path(f"{PLAN}budget/las-in/", budget_views.import_years, name="import_years"),
]
