"""Models of the package."""
