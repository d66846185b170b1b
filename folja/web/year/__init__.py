"""The year wheel: where the unit is in its year, what is to be done by whom, and gentle reminders of it."""
