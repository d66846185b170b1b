"""What to count, and counting it: the plan, exact counts, the Parquet snapshot and the engines."""
