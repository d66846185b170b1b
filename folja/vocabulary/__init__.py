"""The words every room uses: texts, periods, units, conditions, problems and the clock."""
