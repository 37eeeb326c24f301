"""The workshop: what `run.py` does before Folkmoot itself runs."""
