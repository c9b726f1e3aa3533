"""Reports in, layered and honest conflict maps out."""

__version__ = "0.1.0"
