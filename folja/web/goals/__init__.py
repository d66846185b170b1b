"""Plans with goals and expected results, and figures from outside: kept, written and shown."""
