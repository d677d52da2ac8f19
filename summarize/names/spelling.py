"""Spellings of one name in two languages fall together in one key."""

from __future__ import annotations

import re
from functools import lru_cache

from summarize.words import fold

# Applied in order: French "Tch", "Ch", "Dj" and English "Ch", "Sh", "J" write the same sounds.
_SOUNDS: tuple[tuple[str, str], ...] = (
    ("[^a-z0-9]", ""),
    ("tsch|tch|sch|sh|ch", "s"),
    ("zh|dzh|dj|dg(?=[ei])", "j"),
    ("ph", "f"),
    ("gu(?=[eiy])", "g"),
    ("ck|qu|q|kh|gh(?=[aeiou])", "k"),
    ("x", "ks"),
    ("c(?=[eiy])", "s"),
    ("[cg](?![eiy])", "k"),
    ("[vw]", "f"),
    ("z", "s"),
    ("h", ""),
    ("ou|oo|u", "o"),
    ("(?<=[aeio])y|ey|ai|ei", "i"),
    ("[ey]", "i"),
    (r"(.)\1+", r"\1"),
    ("(?<=..)i$", ""),
)
_RULES = tuple((re.compile(pattern), put) for pattern, put in _SOUNDS)


@lru_cache(maxsize=1 << 14)
def sound_key(word: str) -> str:
    """Return the key that "Kouleba" and "Kuleba", "Sergueï" and "Sergei", "Eltsine" and "Yeltsin" share."""
    key = fold(word)
    for rule, put in _RULES:
        key = rule.sub(put, key)
    return key


def skeleton(key: str) -> str:
    """Return the consonants of a sound key: "Alexandre" and "Alexander" share them."""
    return re.sub("[aeiou]", "", key)
