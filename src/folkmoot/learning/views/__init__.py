"""Pages of the room of learning."""
