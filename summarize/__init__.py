"""French agency dispatches in, checked English Markdown pages out."""

__version__ = "0.1.0"
