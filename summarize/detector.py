"""Doubts about a translation, from the source and the hypothesis alone: closed words, pure functions.

The limits were set on WMT reference pairs (what a good translation does) and on outputs of the compact model;
`tests/unit/test_detector.py` holds the rates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from summarize.numerals import same_quantities
from summarize.records import Hypothesis


class Doubt(StrEnum):
    """What may be wrong with a target."""

    MODEL_ERROR = "model-error"
    """The model failed on this text."""
    EMPTY = "empty"
    """Nothing was written although the source has words."""
    TRUNCATED = "truncated"
    """Decoding hit its cap, so the end is missing or the model was caught in a loop."""
    REPETITION = "repetition"
    """Words go round in circles as those of the source do not."""
    TOO_SHORT = "too-short"
    """Much shorter than translations are: something was left out."""
    TOO_LONG = "too-long"
    """Much longer than translations are: something was made up."""
    COPIED_SOURCE = "copied-source"
    """French words were copied instead of translated."""
    NUMBERS_DIFFER = "numbers-differ"
    """A number of the source is missing, or one was added."""
    UNKNOWN_CHARACTERS = "unknown-characters"
    """The vocabulary of the model lacks characters of the source: the model did not see them."""
    LOW_SCORE = "low-score"
    """The model itself finds its words improbable."""


FATAL = frozenset(
    {Doubt.MODEL_ERROR, Doubt.EMPTY, Doubt.TRUNCATED, Doubt.REPETITION, Doubt.TOO_LONG, Doubt.COPIED_SOURCE}
)
"""Doubts with which a page shows the French instead."""

FINAL = frozenset({Doubt.UNKNOWN_CHARACTERS})
"""Doubts that no other decoding can remove."""

LOWEST_SCORE = -2.0
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def find_doubts(source: str, hypothesis: Hypothesis, *, lost: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the doubts about `hypothesis` as a translation of `source`, in the order of `Doubt`.

    `lost` are the characters of the source that the vocabulary lacks.
    """
    french, english = _words(source), _words(hypothesis.text)
    if not english:
        return (Doubt.EMPTY,) if french else ()
    signs = {
        Doubt.TRUNCATED: hypothesis.truncated,
        Doubt.REPETITION: goes_round(french, english),
        Doubt.TOO_SHORT: is_too_short(source, hypothesis.text),
        Doubt.TOO_LONG: is_too_long(source, hypothesis.text),
        Doubt.COPIED_SOURCE: is_copied(source, hypothesis.text),
        Doubt.NUMBERS_DIFFER: not same_quantities(source, hypothesis.text).is_same,
        Doubt.UNKNOWN_CHARACTERS: bool(lost),
        Doubt.LOW_SCORE: hypothesis.score is not None and hypothesis.score < LOWEST_SCORE,
    }
    return tuple(doubt for doubt, is_seen in signs.items() if is_seen)


def _words(text: str) -> list[str]:
    return [match[0].lower() for match in _WORD.finditer(text)]


def goes_round(french: Sequence[str], english: Sequence[str]) -> bool:
    """Say whether a phrase of the hypothesis is repeated as no phrase of the source is."""
    return _longest_round(english) > max(_longest_round(french), 3) or _most_frequent(english) > (
        _most_frequent(french) + 1
    )


def _longest_round(words: Sequence[str], longest_phrase: int = 12) -> int:
    """Return how many words in a row repeat the words before them, in phrases of up to the given length."""
    longest = 0
    for period in range(1, min(longest_phrase, len(words) // 2) + 1):
        run = 0
        for place in range(period, len(words)):
            run = run + 1 if words[place] == words[place - period] else 0
            if run >= period:
                longest = max(longest, run)
    return longest


def _most_frequent(words: Sequence[str], size: int = 4) -> int:
    """Return how often the most frequent n-gram occurs."""
    grams = Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))
    return max(grams.values(), default=0)


def is_too_short(source: str, target: str) -> bool:
    """Say whether a translation has less than 45 % of the characters of its source."""
    return len(target) + 10 < 0.45 * len(source)


def is_too_long(source: str, target: str) -> bool:
    """Say whether a translation has more than twice the characters of its source."""
    return len(target) > 2.0 * len(source) + 20


_SMALL_WORDS = """
au aux avec c'est ces cette dans d'un d'une de des du elle elles en est et il ils la le les leur mais ne nous
par pas plus pour qu'il qu'elle que qui sa ses son sont sur s'est un une était été être ont
"""
_FRENCH = frozenset(_SMALL_WORDS.split())


def is_copied(source: str, target: str) -> bool:
    """Say whether four words in a row of the source, one of them only French, stand in the target."""
    french, english = _words(source), _words(target)
    copied = {tuple(french[i : i + 4]) for i in range(len(french) - 3)}
    grams = [tuple(english[i : i + 4]) for i in range(len(english) - 3)]
    n_copied = sum(gram in copied and len(_FRENCH.intersection(gram)) >= 1 for gram in grams)
    return n_copied >= max(1, len(grams) // 4)
