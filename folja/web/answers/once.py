"""The spelling of a code that works once: eight characters drawn at random, and a ninth that tells a misspelling.

One of 26 thousand million is drawn. With a thousand slips handed out and twenty tries in ten minutes, who guesses day
and night from one connection hits one in 24 years on average.
"""

from folja.web.answers.code import CHARACTERS, new_code, read_code

DRAWN = 8
LENGTH = DRAWN + 1
GROUP = 3


def new_once() -> str:
    """A code that nobody can guess."""
    drawn = new_code(DRAWN)
    return drawn + _last(drawn)


def read_once(written: str) -> str:
    """A code as somebody typed it; nothing for what is misspelled. Whether it can be used is not known by that."""
    code = read_code(written, LENGTH)
    return code if code and _last(code[:DRAWN]) == code[DRAWN:] else ""


def in_groups(code: str) -> str:
    """7KQ 2MF H4D: as people read and say it."""
    return " ".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def _last(drawn: str) -> str:
    # Weights by turns 3 and 1 have no factor in common with 20: one wrong character is always noticed, and two that
    # have changed places are unless they stand ten apart.
    total = sum(CHARACTERS.index(one) * (1 if place % 2 else 3) for place, one in enumerate(drawn))
    return CHARACTERS[-total % len(CHARACTERS)]
