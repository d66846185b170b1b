"""The pages: one Django app per audience, in one frame."""
