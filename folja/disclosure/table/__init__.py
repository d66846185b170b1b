"""Disclosure control for anybody's table of counts: rounds it so that it adds up, or attacks one that is published.

`reading` takes a file, `shape` says how its cells hang together, `protecting` rounds, `rule` says what a published
number can mean, and `attacking` tries to prove something from all of them. Worked examples: docs/disclosure.
"""
