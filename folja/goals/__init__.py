"""Goals and whether they are reached: expected results, figures from outside, forecasts and budgets."""
