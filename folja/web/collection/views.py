from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def start(request):
    return render(request, "collection/start.html")


register = receipt = withdraw = import_file = start


def register_one(request, code):
    return start(request)
