"""How fast Folkmoot is and how much it carries: `python3 run.py bench`."""
