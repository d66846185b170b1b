"""Template words of families' pages about a unit."""

from collections.abc import Iterator

from django import template

from folja.web.answers import contact
from folja.web.answers.contact import Piece

register = template.Library()


@register.filter
def in_pieces(words: str) -> Iterator[Piece]:
    """How a unit is reached, its telephone numbers by themselves."""
    return contact.in_pieces(words)
