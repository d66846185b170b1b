"""Words as somebody wrote or pasted them, made fit to be kept."""

import unicodedata

# What joins and parts letters is writing in Persian, Kurdish and Bengali. What turns the direction of a line is not.
_JOINERS = "\u200c\u200d"


def cleaned(words: str) -> str:
    """In one line and composed, without the control characters that come along from other programs."""
    kept = "".join(
        " " if character in "\r\n\t" else character
        for character in unicodedata.normalize("NFC", words)
        if character in "\r\n\t" or character in _JOINERS or unicodedata.category(character) not in ("Cc", "Cf")
    )
    # Only ordinary spaces are folded: French and Swedish have others, that keep a sign on its line.
    return " ".join(part for part in kept.split(" ") if part).strip()
