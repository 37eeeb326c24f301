"""Running a decision: the pages of those who prepare, help, type and count."""
