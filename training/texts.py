"""Texts of articles, sentence by sentence; and whether a text stutters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from summarize.records import Decoding
from summarize.segments import split_sentences
from training.decode import Decoder

_WORD = re.compile(r"\w+")
_STUTTER = re.compile(r"(\w{2,6})\1\1")


def repeats(text: str) -> bool:
    """Whether a text stutters inside a word, says a word three times running, or four words twice."""
    if _STUTTER.search(text.lower()):
        return True
    words = _WORD.findall(text.lower())
    if any(a == b == c for a, b, c in zip(words, words[1:], words[2:], strict=False)):
        return True
    grams = Counter(zip(words, words[1:], words[2:], words[3:], strict=False))
    return any(count > 1 for count in grams.values())


def translate_texts(decoder: Decoder, texts: Sequence[str], *, beam: int) -> list[str]:
    """Translate texts sentence by sentence and put each together again."""
    spans = [[text[begin:end] for begin, end in split_sentences(text)] for text in texts]
    flat = iter(
        decoder.decode([sentence for sentences in spans for sentence in sentences], Decoding(beam=beam))
    )
    return [" ".join(next(flat) for _ in sentences) for sentences in spans]
