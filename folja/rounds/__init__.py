"""What a team is asked again and again: round types, what is shown of a closed round, and what to talk about."""
