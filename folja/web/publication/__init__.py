"""Closings and what they publish."""
