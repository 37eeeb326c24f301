"""Pages of support: for the place, for its supporter, for those who run the programme."""
