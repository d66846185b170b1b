"""Template words that every page may use: icons, texts in the reader's language, numbers and months."""

from datetime import date

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from folja.reports import labels, sentences, words
from folja.vocabulary import languages
from folja.vocabulary.period import Month, Period
from folja.vocabulary.text import Text
from folja.web.frame.hyphens import hyphenated as soft_hyphens

register = template.Library()


def language() -> str:
    """The reader's language: sv or en."""
    return get_language() or "sv"


@register.simple_tag
def icon(name: str, size: int = 24) -> SafeString:
    """An icon of the sprite, drawn in the text's colour and hidden from screen readers: the words beside it say it."""
    return format_html(
        '<svg class="icon" width="{}" height="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        size,
        size,
        static("folja/icons.svg"),
        name,
    )


@register.filter
def direction(value: str) -> str:
    """rtl or ltr."""
    return languages.direction(value)


@register.filter
def text(value: Text) -> str:
    """A text's words in the reader's language."""
    return words.unbroken(value.in_language(language()))


@register.filter
def month(value: Month) -> str:
    """juni 2022."""
    return value.name(language())


@register.filter
def month_name(value: Month) -> str:
    """juni: the month without its year."""
    return value.name(language()).split()[0]


@register.filter
def short_month(value: Month) -> str:
    """jun."""
    return value.short_name(language())


@register.filter
def period(value: Period) -> str:
    """tertial 2 2021."""
    return value.name(language())


@register.filter
def months(value: Period) -> str:
    """maj–augusti: the months of a period without their year."""
    return value.span(language()).rsplit(" ", 1)[0]


@register.filter
def day(value: date) -> str:
    """16 maj 2022."""
    return labels.day(value, language())


@register.filter
def hyphenated(value: str) -> str:
    """The words with places where long ones may be broken."""
    return soft_hyphens(value, language())


@register.filter
def number(value: float) -> str:
    """1 040."""
    return words.number(value, language())


@register.filter
def inside(value: str) -> str:
    """A title as it is written inside a sentence."""
    return sentences.inside(value)


@register.filter
def opening(value: str) -> str:
    """The words with their first letter large."""
    return value[:1].upper() + value[1:]
