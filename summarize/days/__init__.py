"""Relative days of French and English texts as dates."""

from summarize.days.resolve import Language, Mention, annotate_days, resolve_days

__all__ = ["Language", "Mention", "annotate_days", "resolve_days"]
