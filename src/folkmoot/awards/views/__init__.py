"""Pages of awards: for their two sides, and for everybody once both have signed."""
