"""Pages of the room of gatherings."""
