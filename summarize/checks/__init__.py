"""Checks of the package."""
