"""The API: other systems of the municipality read what the pages show, with a token, and nothing more."""
