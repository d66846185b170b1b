"""Disclosure control for anybody's table of counts: rounds it so that it adds up, or attacks one that is published.

`reading` takes a file, `shape` says how its cells hang together, `protecting` rounds, `rule` says what a published
number can mean, `attacking` what follows from all of them together, and `told` and `extremes` prove it. `protocol` is
what is handed over. Worked examples: docs/disclosure.
"""
