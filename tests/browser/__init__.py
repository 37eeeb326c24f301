"""Journeys that cross rooms, and tests of the browser fixtures themselves."""
