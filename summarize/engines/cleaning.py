"""What a model wrote → what may stand on a page: one line, whole sentences, no final stop in a headline."""

from __future__ import annotations

import re

_SHORT = """
mr mrs ms dr prof st gen col lt sgt rev hon sen rep gov jr sr no vs etc inc ltd co corp dept est
jan feb mar apr jun jul aug sept sep oct nov dec e.g i.e u.s u.k u.n a.m p.m approx
"""
ABBREVIATIONS = frozenset(_SHORT.split())
STOP = re.compile(r"[.!?…]+[\"'”’»)\]]{0,3}(?=\s|$)")
SPACE = re.compile(r"\s+")


def split_english(text: str) -> list[str]:
    """Return the sentences of English `text`; what follows the last full stop comes as a last item."""
    line = SPACE.sub(" ", text).strip()
    found, start = [], 0
    for stop in STOP.finditer(line):
        if _ends_sentence(line, start, stop):
            found.append(line[start : stop.end()].strip())
            start = stop.end()
    rest = line[start:].strip()
    return [*found, rest] if rest else found


def keep_whole(text: str, *, truncated: bool = False, limit: int = 4) -> str:
    """Return at most `limit` whole sentences; an unfinished last one goes if decoding was cut there."""
    sentences = split_english(text)
    if sentences and not _is_stopped(sentences[-1]):
        if truncated:
            sentences.pop()
        else:
            sentences[-1] = f"{sentences[-1].rstrip(' ,;:-–—')}."
    return " ".join(sentences[:limit])


def tidy_headline(text: str, *, truncated: bool = False) -> str:
    """Return `text` as a headline: one line, no final stop; `""` when cut or nothing is left."""
    line = SPACE.sub(" ", text).strip()
    if truncated or not any(character.isalpha() for character in line):
        return ""
    if (
        len(line) > 2
        and (line[0], line[-1]) in {('"', '"'), ("“", "”"), ("'", "'")}
        and line[0] not in line[1:-1]
    ):
        line = line[1:-1]
    return line if line.endswith("...") else line.rstrip(" .;:,")


def _ends_sentence(line: str, start: int, stop: re.Match[str]) -> bool:
    if stop.end() == len(line):
        return True
    following = line[stop.end() :].lstrip()[:1]
    if following.islower():
        return False
    word = line[max(start, stop.start() - 20) : stop.start()].rpartition(" ")[2].lstrip("(\"'“‘[").lower()
    is_initial = len(word) == 1 and word.isalpha() and word != "i"
    return stop.group()[0] != "." or not (word in ABBREVIATIONS or is_initial)


def _is_stopped(sentence: str) -> bool:
    return STOP.search(sentence[-8:]) is not None
