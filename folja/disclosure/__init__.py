"""Disclosure control: exact counts become publication cubes of rounded, additive numbers that give nobody away.

The way through: `carriers` says who gets cells of their own, `drawing` rounds linked cells together,
`ranges` and `admissible` judge a rounding by what is published alone, `attacker` tries to break
everything at once, `publication` is what is frozen, and `protection` puts it together.
"""
