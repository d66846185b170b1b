"""The accessibility statement: what Följa knows of itself, and what the municipality fills in."""
