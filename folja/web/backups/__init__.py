"""Copies of a whole installation, sealed with a key that the server does not have, and their way back."""
