"""Which of the offered languages a family is met in: the one asked for, else one that the browser reads."""

import re
from collections.abc import Iterable

from folja.vocabulary.languages import Tongue
from folja.vocabulary.text import REQUIRED, Language

# What browsers call languages that have another code here.
MEANT = {"fa-af": "prs", "ku": "kmr", "bs": "hbs", "hr": "hbs", "sr": "hbs", "sh": "hbs"}
MOST = 10
_WEIGHT = re.compile(r";\s*q=([01](?:\.\d{1,3})?)\s*$")


def chosen_language(wanted: str, read_by_browser: str, offered: Iterable[Tongue]) -> Language:
    """`wanted` where it is offered; where nothing is wanted, by the header Accept-Language; else Swedish."""
    there = [tongue.code for tongue in offered]
    if wanted:
        return wanted if wanted in there else REQUIRED[0]
    return next((code for code in _preferred(read_by_browser) if code in there), REQUIRED[0])


def _preferred(header: str) -> list[Language]:
    """Codes in the order a browser wants them. What can't be read is passed over."""
    weighed = []
    for place, part in enumerate(header[:400].split(",")[:MOST]):
        found = _WEIGHT.search(part)
        weighed.append((-float(found[1]) if found else -1.0, place, part.partition(";")[0].strip().lower()))
    whole_and_short = [name for *_, name in sorted(weighed) if name for name in (name, name.partition("-")[0])]
    return [MEANT.get(name, name) for name in whole_and_short]
