"""Drawings and colours, worked out: text to geometry, geometry to plain values."""
