"""From marks, aims and readers to answers, by way of the methods library."""
