"""The workshop: setting Folkmoot up, running it and checking it, with Python's own library only."""
