"""The platform. One folder is one room; pyproject.toml says who may lean on whom."""

__version__ = "0.1.0"
