"""Measures how fast Följa is beside yardsticks of the same run: ratios, that hold on any computer."""
