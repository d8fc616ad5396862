"""Ascent: from curious about machine learning to hired, and the whole way in one place."""

__version__ = "0.1.0"
