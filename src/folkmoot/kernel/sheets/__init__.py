"""Tables that people keep in a spreadsheet: written for them, and read back cell by cell."""
