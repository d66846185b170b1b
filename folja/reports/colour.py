"""Whether a colour can be read: its contrast against white paper, as WCAG 2.2 measures it."""

import re

from folja.vocabulary.problem import refuse

LEAST_CONTRAST = 4.5
"""Of words as of lines: the accent is used for both."""

WHITE = "#ffffff"
_HEX = re.compile(r"#[0-9a-f]{6}")


def contrast(one: str, other: str) -> float:
    """The ratio of two colours' luminances, 1 to 21; #rrggbb each."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def checked_accent(written: str) -> str:
    """The colour as #rrggbb; nothing where nothing is written. Raises Refused for what is none or too light."""
    accent = written.strip().lower()
    if not accent:
        return ""
    if not accent.startswith("#"):
        accent = f"#{accent}"
    if not _HEX.fullmatch(accent):
        raise refuse(
            "accent",
            sv=f"”{written.strip()[:20]}” är ingen färg. Skriv sex tecken efter #, till exempel #1a5632.",
            en=f"“{written.strip()[:20]}” is no colour; write six characters after #, such as #1a5632",
        )
    measured = contrast(accent, WHITE)
    if measured < LEAST_CONTRAST:
        # Rounded down, so that 4.49 is not said to be 4.5.
        swedish, english = _ratio(measured, ","), _ratio(measured, ".")
        raise refuse(
            "accent",
            sv=f"Färgen {accent} har kontrasten {swedish} mot vitt papper. Den behöver minst 4,5 för att gå att läsa. "
            "Välj en mörkare.",
            en=f"the colour {accent} has a contrast of {english} against white paper; it needs at least 4.5 to be "
            "read; choose a darker one",
        )
    return accent


def _ratio(measured: float, point: str) -> str:
    tenths = int(measured * 10)
    return f"{tenths // 10}{point}{tenths % 10}"


def _luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
