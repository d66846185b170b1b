"""Frozen publications of municipalities as signed files, and their sum: never a registration."""
