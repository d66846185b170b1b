"""Loads and draws ahead what the first reader would otherwise wait seconds for."""

from django.db import connection

from folja.reports import template
from folja.vocabulary import clock
from folja.web.organisation.units import has_units
from folja.web.publication.overview import Desk, overview
from folja.web.publication.shelf import library


def warm() -> None:
    """Make the city's latest overview and throw it away. Meant for a thread of its own, beside the server's."""
    try:
        if has_units():
            _look_at_the_city()
    finally:
        connection.close()


def _look_at_the_city() -> None:
    books = library()
    city = books.tree.city.code
    if books.latest:
        children = books.tree.children(city)
        overview(Desk(books, template.shipped()["tertial"], city, books.latest, children, clock.this_month(), "sv"))
