"""What the journeys visit pages with, for looking at them."""

from tests.journeys.conftest import complaints, visit

__all__ = ["complaints", "visit"]
