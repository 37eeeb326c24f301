"""Tests of the kernel's small parts."""
