"""Doubts about a translation, from the source and the hypothesis alone: closed words, pure functions.

The limits were set on 16,517 pairs of WMT references: 0.2 % of them are doubted apart from their numbers
and lost words, most of those rightly, and 2 % for their numbers. Of compact models they doubt 20 % at
20 BLEU, 7 % at 32. Words are lost in 16 % of the references of newstest2013, whose translators were free, and
in 11 % of the targets of a model of 26 BLEU: of 40 of those looked at, four said the word in another way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from operator import eq

from summarize.glossary import lost_words
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
    LOOP = "loop"
    """The model was caught: a phrase of six words or more is said twice in a row, or one phrase all over."""
    REPETITION = "repetition"
    """Words or syllables are repeated as those of the source are not."""
    DOUBLED = "doubled"
    """A word is said twice in a row, and none of the source is."""
    TOO_SHORT = "too-short"
    """Much shorter than translations are: something was left out."""
    TOO_LONG = "too-long"
    """Much longer than translations are: something was made up."""
    COPIED_SOURCE = "copied-source"
    """French words were copied instead of translated."""
    NUMBERS_DIFFER = "numbers-differ"
    """A number of the source is missing, or one was added."""
    WORDS_LOST = "words-lost"
    """Nothing in the target stands for some word of the source that is nearly always put in a known way."""
    UNKNOWN_CHARACTERS = "unknown-characters"
    """The vocabulary of the model lacks characters of the source: the model did not see them."""
    BROKEN_CHARACTERS = "broken-characters"
    """The model wrote bytes that are no character."""
    LOW_SCORE = "low-score"
    """The model itself finds its words improbable."""


FATAL = frozenset(
    {Doubt.MODEL_ERROR, Doubt.EMPTY, Doubt.TRUNCATED, Doubt.LOOP, Doubt.TOO_LONG, Doubt.COPIED_SOURCE}
)
"""Doubts with which a page shows the French instead."""

FINAL = frozenset({Doubt.UNKNOWN_CHARACTERS})
"""Doubts that no other decoding can remove."""

LOWEST_SCORE = -1.0
"""Mean log-probability a token: of a model of 26 BLEU one target in 200 is below, four in five of them with a
chrF under 35; at -0.9 it would be one in 50, and every other one."""
_STUTTER = re.compile(r"([^\W\d_]{2,8}?)\1{2,}|([^\W\d_])\2{3,}")
_DOUBLED = re.compile(
    r"(?<![\w'’-])(?!(?:had|that|is|you|it|nous|vous)\b)([^\W\d_]{2,}) \1(?![\w'’-])", re.IGNORECASE
)
"""Of 16,573 lines put into English by people 17 have it, all slips; of 1,248 of a model of 27 BLEU 15."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def find_doubts(source: str, hypothesis: Hypothesis, *, lost: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the doubts about `hypothesis` as a translation of `source`, in the order of `Doubt`.

    `lost` are the characters of the source that the vocabulary lacks.
    """
    french, english = _words(source), _words(hypothesis.text)
    if not english:
        return (Doubt.EMPTY,) if french else ()
    rounds = _longest_round(french), _longest_round(english)
    is_loop = rounds[1] > max(rounds[0], 5) or _most_frequent(english) > max(_most_frequent(french), 1) + 1
    signs = {
        Doubt.TRUNCATED: hypothesis.truncated,
        Doubt.LOOP: is_loop,
        Doubt.REPETITION: not is_loop
        and (rounds[1] > max(rounds[0], 2) or _stutters(source, hypothesis.text)),
        Doubt.DOUBLED: not is_loop and bool(doubled_word(source, hypothesis.text)),
        Doubt.TOO_SHORT: _is_too_short(source, hypothesis.text),
        Doubt.TOO_LONG: _is_too_long(source, hypothesis.text),
        Doubt.COPIED_SOURCE: _is_copied(french, english, hypothesis.text),
        Doubt.NUMBERS_DIFFER: _has_other_numbers(source, hypothesis.text),
        Doubt.WORDS_LOST: bool(lost_words(source, hypothesis.text)),
        Doubt.UNKNOWN_CHARACTERS: bool(lost),
        Doubt.BROKEN_CHARACTERS: "\ufffd" in hypothesis.text and "\ufffd" not in source,
        Doubt.LOW_SCORE: hypothesis.score is not None and hypothesis.score < LOWEST_SCORE,
    }
    return tuple(doubt for doubt, is_seen in signs.items() if is_seen)


def doubled_word(source: str, target: str) -> str:
    """Return the first word of `target` that is said twice in a row; nothing if one of the source is."""
    found = _DOUBLED.search(target)
    return found[1] if found and not _DOUBLED.search(source) else ""


def _words(text: str) -> list[str]:
    return [match[0].lower() for match in _WORD.finditer(text)]


def _stutters(source: str, target: str) -> bool:
    return _STUTTER.search(target) is not None and _STUTTER.search(source) is None


def _longest_round(words: Sequence[str], longest_phrase: int = 12) -> int:
    """Return how many words in a row repeat the words before them, in phrases of up to the given length."""
    longest = 0
    for period in range(1, min(longest_phrase, len(words) // 2) + 1):
        echoes = list(map(eq, words[period:], words))
        if True not in echoes:
            continue
        run = 0
        for is_echo in echoes:
            run = run + 1 if is_echo else 0
            if run >= period:
                longest = max(longest, run)
    return longest


def _most_frequent(words: Sequence[str], size: int = 4) -> int:
    """Return how often the most frequent n-gram occurs."""
    grams = Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))
    return max(grams.values(), default=0)


def _is_too_short(source: str, target: str) -> bool:
    """Say whether a translation has less than 55 % of the characters of its source."""
    return len(target) + 10 < 0.55 * len(source)


def _is_too_long(source: str, target: str) -> bool:
    """Say whether a translation has more than 1.8 times the characters of its source."""
    return len(target) > 1.8 * len(source) + 20


def _has_other_numbers(source: str, target: str) -> bool:
    """Compare numbers by value. Whatever is longer than a page is a table, and for others to check."""
    return len(source) + len(target) < 20_000 and not same_quantities(source, target).is_same


_SMALL_WORDS = """
au aux avec c'est ces cette dans d'un d'une de des du elle elles en est et il ils la le les leur mais ne nous
par pas plus pour qu'il qu'elle que qui sa ses son sont sur s'est un une était été être ont
"""
_FRENCH = frozenset(_SMALL_WORDS.split())


def _is_copied(french: Sequence[str], english: Sequence[str], target: str) -> bool:
    """Say whether a quarter of the target are runs of four words of the source with only French ones."""
    copied = set(zip(french, french[1:], french[2:], french[3:], strict=False))
    grams = list(zip(english, english[1:], english[2:], english[3:], strict=False))
    n_copied = sum(gram in copied and not _FRENCH.isdisjoint(gram) for gram in grams)
    # With a capital a small word is part of a name: "Le Figaro" stays as it is.
    is_same = english == french and not _FRENCH.isdisjoint(_WORD.findall(target))
    return is_same or n_copied >= max(2, len(grams) // 4)
