"""The register of charities of England and Wales, read from a file. Pure: no database, no clock."""
