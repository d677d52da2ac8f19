"""Accents that French capitals lack: `SEISME` is `séisme`, by the word list of pyspellchecker."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from summarize.words import fold

_SHORTEST = 3
"""Letters from which a word is looked up: `A` may be `à`, `OU` may be `où`, and only a reader knows."""
_CLEARLY = 4
"""How many times as frequent the word with accents must be, where the one without is a word too."""


def accent(word: str) -> str:
    """Return `word`, in small letters, with the accents that it nearly always has."""
    return _accented().get(word, word) if len(word) >= _SHORTEST else word


@lru_cache(maxsize=1)
def _accented() -> Mapping[str, str]:
    """Return words by what is left of them in capitals. A second's work: only for texts in capitals."""
    from spellchecker import SpellChecker

    counts: Mapping[str, int] = SpellChecker(language="fr").word_frequency.dictionary
    best: dict[str, str] = {}
    for word, count in counts.items():
        bare = fold(word)
        # Nobody writes `tu blesses` in a dispatch: a form in -es whose stem can be a participle is one.
        least = 1 if word.endswith("és") else _CLEARLY
        if bare != word and count >= least * counts.get(bare, 0) and count > counts.get(best.get(bare, ""), 0):
            best[bare] = word
    return best
