"""What tests of listening can ask for besides."""

from folkmoot.organising.tests.handset import handset, site

__all__ = ["handset", "site"]
