"""Pages of the listening room: for the team of a place, and nobody else."""
