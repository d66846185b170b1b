"""Sentences about one act, made of its instrument's nouns: "Samtalet är sparat"."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folja.instruments.instrument import Nouns


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


def _became(nouns: Nouns, language: str, neuter: str, common: str, english: str) -> str:
    act = nouns.the.in_language(language)
    act = act[:1].upper() + act[1:]
    if language != "sv":
        return f"{act} is {english}"
    # The definite form of a Swedish noun ends in t when it is neuter, and never otherwise.
    return f"{act} är {neuter if act.endswith('t') else common}"
