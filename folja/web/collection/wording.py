"""Sentences about one act, made of its instrument's nouns: "Samtalet är sparat"."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folja.instruments.instrument import Instrument, Nouns
from folja.instruments.question import OneQuestion
from folja.web.collection.sheet import are_drawn


def save(nouns: Nouns, language: str) -> str:
    """Spara samtalet."""
    return _("Spara %(act)s") % {"act": nouns.the.in_language(language)}


def is_saved(nouns: Nouns, language: str) -> str:
    """Samtalet är sparat."""
    return _became(nouns, language, "sparat", "sparad", "saved")


def is_corrected(nouns: Nouns, language: str) -> str:
    """Samtalet är rättat."""
    return _became(nouns, language, "rättat", "rättad", "corrected")


def is_removed(nouns: Nouns, language: str) -> str:
    """Samtalet är borttaget."""
    return _became(nouns, language, "borttaget", "borttagen", "removed")


def must_change(count: int) -> str:
    """Ett svar behöver ändras."""
    if not count:
        return _("Det går inte att spara än")
    return ngettext("Ett svar behöver ändras", "%(count)s svar behöver ändras", count) % {"count": count}


def in_todays_list(versions: Iterable[Instrument], language: str) -> dict[str, Any]:
    """What the device's list of today says of a sheet. The device keeps codes only, so that a reader who changes
    language reads all of it in the new one; `drawn` are the answers that tell one sheet from the next."""
    versions = tuple(versions)
    nouns = versions[-1].nouns
    return {
        "title": versions[-1].title.in_language(language),
        "saved": is_saved(nouns, language),
        "corrected": is_corrected(nouns, language),
        "removed": is_removed(nouns, language),
        "drawn": {
            question.code: {option.code: option.title.in_language(language) for option in question.options}
            for version in versions
            for question in version.questions
            if isinstance(question, OneQuestion) and are_drawn(question.options)
        },
    }


def _became(nouns: Nouns, language: str, neuter: str, common: str, english: str) -> str:
    act = nouns.the.in_language(language)
    act = act[:1].upper() + act[1:]
    if language != "sv":
        return f"{act} is {english}"
    # The definite form of a Swedish noun ends in t when it is neuter, and never otherwise.
    return f"{act} är {neuter if act.endswith('t') else common}"
