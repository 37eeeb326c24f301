"""The yardstick: a plain Django page that takes a sealed ballot, and does nothing else."""
