"""What we ask people in this room; one module a subject."""
