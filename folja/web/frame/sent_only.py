"""Addresses that only take what a form sends."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

View = Callable[[HttpRequest], HttpResponse]


def sent_only(view: View) -> View:
    """Who comes by a link, as after signing in again, changes nothing and starts from the start."""

    @wraps(view)
    def only_when_sent(request: HttpRequest) -> HttpResponse:
        return view(request) if request.method == "POST" else redirect("start")

    return only_when_sent
