"""Which addresses are answered without signing in. There nobody asks who is there, not even where something has gone
wrong: families' own, and those where somebody of a team answers."""

BELOW = "/s/"
OF_TEAMS = "/o/"


def is_for_families(path: str) -> bool:
    """Whether an address is one where people answer unknown, also where it leads nowhere."""
    return path.startswith((BELOW, OF_TEAMS))
