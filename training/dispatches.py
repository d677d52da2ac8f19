"""What a translation of French dispatches keeps. There is no reference for it: what can be counted is.

BLEU on older news hardly sees a year, a name or a new word that is lost, and does not see one that is made
up; an editor sees nothing else.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from summarize.glossary import lost_words
from summarize.lexicon import strange_words
from summarize.records import Decoding
from summarize.segments import split_sentences
from summarize.typography import normalise_source
from summarize.words import fold
from training.corpus import Story, read_stories
from training.decode import Decoder

KEPT = ("years", "numbers", "names")
"""Keys of what is kept or lost: how many are kept, of how many."""
_SEED = 5
_SHORTEST, _LONGEST = 20, 400
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<=[\w,;'] )[A-ZÀ-Þ][\w-]{3,}|(?<=')[A-ZÀ-Þ][\w-]{3,}")
_NAME_LETTERS = 4
"""Letters by which a name is known again: `Birmanie` is lost in any case, `Poutine` and `Putin` too."""


def score_dispatches(decoder: Decoder, corpus: Path, lines: int, beam: int) -> dict[str, dict[str, Any]]:
    """Return what translations of `lines` sentences and of as many titles of validation articles keep."""
    stories = list(read_stories(corpus, "valid"))
    random.Random(_SEED).shuffle(stories)
    sentences = list(islice(_sentences(stories), lines))
    titles = list(dict.fromkeys(story.title for story in stories if story.title))[:lines]
    rows = {}
    for name, french in {"French articles": sentences, "French titles": titles}.items():
        rows[name] = count_kept(french, decoder.decode(french, Decoding(beam=beam)))
    return rows


def _sentences(stories: Sequence[Story]) -> Iterator[str]:
    """Yield the sentences of titles, abstracts and paragraphs, of a usual length."""
    for text in chain.from_iterable((story.title, story.summary, *story.paragraphs) for story in stories):
        for begin, end in split_sentences(text):
            sentence = normalise_source(text[begin:end])
            if _SHORTEST < len(sentence) < _LONGEST:
                yield sentence


def count_kept(french: Sequence[str], english: Sequence[str]) -> dict[str, Any]:
    """Return, of translations, how many years, numbers and names are kept, and odd lines; counts and totals.

    A year or number is kept when its digits are there, a name when its first letters are; a line with words
    lost is one that the check of omissions would report.
    """
    pairs = list(zip(french, english, strict=True))
    return {
        "lines": len(pairs),
        "years": _kept(pairs, _YEAR, lambda year, text: year in text),
        "numbers": _kept(pairs, _NUMBER, lambda n, text: n.replace(",", ".") in text.replace(",", ".")),
        "names": _kept(pairs, _NAME, lambda name, text: fold(name)[:_NAME_LETTERS] in fold(text)),
        "lines_with_lost_words": sum(bool(lost_words(*pair)) for pair in pairs),
        "lines_with_strange_words": sum(bool(strange_words(text)) for text in english),
    }


def _kept(
    pairs: Sequence[tuple[str, str]], pattern: re.Pattern[str], is_kept: Callable[[str, str], bool]
) -> tuple[int, int]:
    """Return how many of the finds of `pattern` in the sources the translations have, and of how many."""
    found = [is_kept(part, english) for french, english in pairs for part in pattern.findall(french)]
    return sum(found), len(found)
