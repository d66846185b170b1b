"""The code of a way in: five characters that can be read over a poor phone line and typed with one thumb."""

import secrets

LENGTH = 5

# No character looks like another (0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V), none is an N heard for an M, and without
# vowels no code becomes a word.
CHARACTERS = "2346789CDFHJKMPQRTWX"

# What is not used can only be a misreading of what is.
MEANT = str.maketrans("ZGBN", "268M")


def new_code(length: int = LENGTH) -> str:
    """Drawn at random, of five characters one of three million: one code says nothing about the next."""
    return "".join(secrets.choice(CHARACTERS) for _ in range(length))


def read_code(written: str, length: int = LENGTH) -> str:
    """A code as somebody typed it, in capitals and without spaces; nothing for what can't be one."""
    code = "".join(written[:40].split()).replace("-", "").upper().translate(MEANT)
    return code if len(code) == length and set(code) <= set(CHARACTERS) else ""
