"""In which direction a language is written."""

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "prs"})
"""Arabic, Sorani, Persian and Dari. Everything else that families here read is written from the left."""


def direction(language: str) -> str:
    """rtl or ltr, as HTML has it."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"
