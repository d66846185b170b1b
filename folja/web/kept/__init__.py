"""What the database keeps: read from its own tables, and said in words, for those who work here and for families."""
