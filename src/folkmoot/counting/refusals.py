"""What is said, in one sentence, when something cannot be done as it was asked."""

BAD_INPUT, DIFFERS, INTERRUPTED, PIPE_CLOSED = 2, 1, 130, 141


class Refused(Exception):
    """A file, a rule or an option that cannot be used: the message is one sentence for people."""
