"""Följa: follow-up of early, open family support, registered in seconds and reported safely."""

__version__ = "0.1.0"
