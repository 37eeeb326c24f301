"""Pages of granting."""
