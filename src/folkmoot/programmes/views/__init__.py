"""What the pages of this room do."""
