"""Teams and their rounds: started and closed by a manager, answered by link without signing in, read by the team."""
