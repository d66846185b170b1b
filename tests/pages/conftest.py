"""The browser of the journeys, for looking at pages."""

from tests.journeys.conftest import browser, complaints, playwright, visit

__all__ = ["browser", "complaints", "playwright", "visit"]
