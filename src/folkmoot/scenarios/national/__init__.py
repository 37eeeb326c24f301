"""The whole national programme: hundreds of places, more than a hundred thousand conversations."""
