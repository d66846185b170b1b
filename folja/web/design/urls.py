"""The address of the parts."""

from django.urls import path

from folja.web.design import views

urlpatterns = [path("design/", views.design, name="design")]
