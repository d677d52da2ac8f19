"""Patterns from plain lists of words."""

from __future__ import annotations

import re

STEM_END = r"[^\W\d_]*"
"""What a star at the end of a listed word stands for."""


def any_of(words: str) -> re.Pattern[str]:
    """Return a pattern for any of `words`, which are parted by white space.

    A star stands for any ending, an underscore for a space; otherwise the words are regular expressions.
    """
    listed = [word.replace("_", " ").replace("*", STEM_END) for word in words.split()]
    return re.compile(rf"\b(?:{'|'.join(listed)})\b", re.IGNORECASE)
