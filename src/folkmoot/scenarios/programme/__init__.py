"""A programme run whole: sixty who asked, twenty-five who planned, ten who were chosen."""
