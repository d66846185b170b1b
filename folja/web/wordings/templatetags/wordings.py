"""Template words of families' pages: what they are told, in the language of the page."""

from datetime import date
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from folja.vocabulary import languages
from folja.vocabulary.text import Text
from folja.web.frame.templatetags.frame import language
from folja.web.wordings import phrases
from folja.web.wordings import say as telling
from folja.web.wordings.holes import filled

register = template.Library()


@register.simple_tag
def say(code: str, **values: Any) -> SafeString:
    """A phrase with its holes filled: {% say "page.question_of" place=1 of=5 %}."""
    words = conditional_escape(telling.said(phrases.shipped()[code], language()))
    escaped = {name: conditional_escape(value) for name, value in values.items()}
    return mark_safe(filled(words, escaped))  # noqa: S308  words and values are escaped, each by itself


@register.filter
def said(value: Text) -> str:
    """A text of an instrument or of content."""
    return telling.said(value, language())


@register.filter
def day_here(value: date) -> str:
    """A day as it is written in the language of the page."""
    return languages.day_in(language(), value)


@register.filter
def tag(value: str) -> str:
    """A language as HTML names it."""
    return languages.tag(value)
