"""Files people hand in: what they really are, kept by their digest, shown to whom the room says."""
