"""English sentences: split, tidied, and the sentences of an article that stand behind one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.records import Sentence
from summarize.words import content_words

MOST_SUPPORTERS = 3
"""Sentences of the article that one written sentence may draw on."""

_LOOK_BACK = 12
_END = re.compile(r"[.!?]+[\"”')\]]{0,3}\s+(?=[\"“'(\[]{0,3}[A-Z0-9])")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"“])(?:[A-Z]|(?:[A-Z]\.)+[A-Z]|Mr|Mrs|Ms|Dr|St|Prof|Gen|Sen|Rep|Gov|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec"
    r"|vs|Jr|Sr|Inc|Co|Corp|Ltd|Lt|Col|Sgt)\Z"
)


def split_english(text: str) -> tuple[str, ...]:
    """Return the sentences of the English `text`."""
    pieces: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if end[0][0] == "." and _ABBREVIATED.search(text[max(start, end.start() - _LOOK_BACK) : end.start()]):
            continue
        pieces.append(text[start : end.end()].strip())
        start = end.end()
    return tuple(piece for piece in (*pieces, text[start:].strip()) if piece)


def tidy(sentence: str) -> str:
    """Return `sentence` on one line, with a capital and a full stop."""
    text = " ".join(sentence.split())
    text = text[:1].upper() + text[1:]
    return f"{text}." if text and (text[-1].isalnum() or text[-1] in "%)") else text


def find_supporters(statement: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the few sentences that together hold most content words of `statement`, the best one first."""
    missing = set(content_words(statement, "en"))
    held = [missing.intersection(content_words(sentence.target, "en")) for sentence in sentences]
    chosen: list[Sentence] = []
    while held and len(chosen) < MOST_SUPPORTERS:
        best = max(range(len(held)), key=lambda place: (len(held[place] & missing), -place))
        if not held[best] & missing:
            break
        chosen.append(sentences[best])
        missing -= held[best]
    return tuple(chosen)
