"""The handbook inside the product, and one search for everything in it."""
