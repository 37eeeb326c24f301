"""Pages of small grants: for everybody, for the four, for the panel, for the team."""
