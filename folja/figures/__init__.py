"""Cubes become values for reading: indicator, base, share, interval, comparison, and what is offered instead."""
