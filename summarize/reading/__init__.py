"""Reading of the package."""
