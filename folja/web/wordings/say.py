"""What families are told, in their language: only words that somebody has approved."""

from folja.vocabulary.text import REQUIRED, Language, Text
from folja.web.wordings import phrases
from folja.web.wordings.holes import filled
from folja.web.wordings.stored import approved


def said(text: Text, language: Language) -> str:
    """A text in a family's language. What is not approved there is said in English, and never by its draft."""
    if language in REQUIRED:
        return text.in_language(language)
    return approved().get(language, {}).get(text.sv) or text.en


def say(code: str, language: Language, **values: object) -> str:
    """A phrase (`topic.code` in content/families) with its {holes} filled. Raises KeyError for what is no phrase."""
    return filled(said(phrases.shipped()[code], language), values)
