"""The page where every part of the interface stands in every state."""
