"""Reads the whole numbers that pages send back: versions and places, which may hold anything once they are sent."""

LONGEST = 9  # digits: what fits every database, and nothing that takes time to read


def number_in(written: str | None) -> int:
    """The number that was sent; 0 for nothing, and for what is none."""
    return int(written) if written and written.isdecimal() and len(written) <= LONGEST else 0
