"""The browser of the journeys, for looking at pages."""

from tests.journeys.conftest import browser, complaints, visit

__all__ = ["browser", "complaints", "visit"]
