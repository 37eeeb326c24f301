"""Long work: put on a list with the change that wants it, done by a worker, watched and stopped."""
