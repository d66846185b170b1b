"""Which addresses families open. There nobody asks who is there, not even where something has gone wrong."""

BELOW = "/s/"


def is_for_families(path: str) -> bool:
    """Whether an address is one of theirs, also where it leads nowhere."""
    return path.startswith(BELOW)
