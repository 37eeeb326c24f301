"""Pages of loans, for their two sides."""
