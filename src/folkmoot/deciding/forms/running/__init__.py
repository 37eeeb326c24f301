"""What we ask those who run a decision; one module a subject."""
