"""The writing room for methods, and the catalogue of those that are described."""
