"""Sentences → clauses, and texts cut so that every piece fits a model."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from summarize.errors import EngineError
from summarize.segments.sentences import Span, cut_at, find_ends

_WORD = re.compile(r"\w+")
_CONJUNCTIONS = (
    "et|ou|mais|car|donc|or|ni|puis|tandis|alors|qui|que|qu'|dont|où|"
    "lorsque|quand|puisque|parce|afin|selon|après|avant"
)
# Where a text may be cut, best places first; the end of a match is the cut.
_STRONG = re.compile(r"[;:][\"»”)]*+\s+|\s(?=[-–—]\s)|(?<=\S)(?=—)")
_COMMA_CONJUNCTION = re.compile(rf",[\"»”)]*+\s+(?=(?:{_CONJUNCTIONS})\b)")
_PLACES = (
    _STRONG,
    _COMMA_CONJUNCTION,
    re.compile(r",[\"»”)]*+\s+"),
    re.compile(rf"\s(?=(?:{_CONJUNCTIONS})\b)"),
    re.compile(r"(?=[(\[])|[)\]]"),
    re.compile(r"\s+"),
)


def split_clauses(text: str) -> tuple[Span, ...]:
    """Return the spans of the clauses of `text`, none shorter than three words, at least one."""
    places = (match.end() for place in (_STRONG, _COMMA_CONJUNCTION) for match in place.finditer(text))
    cuts: list[int] = []
    for cut in sorted({*places, *find_ends(text)}):
        start = cuts[-1] if cuts else 0
        if _count_words(text[max(start, cut - 99) : cut]) >= 3 and _count_words(text[cut : cut + 99]) >= 3:
            cuts.append(cut)
    return cut_at(text, cuts)


def _count_words(text: str) -> int:
    return len(_WORD.findall(text))


def split_to_fit(text: str, fits: Callable[[str], bool]) -> tuple[Span, ...]:
    """Return spans of `text` that all satisfy `fits`, cut near the middle at the best place there is.

    A word that does not fit is cut between characters; a character that does not fit is an `EngineError`.
    """
    places = [
        sorted(find_ends(text)),
        *([match.end() for match in place.finditer(text)] for place in _PLACES),
    ]
    waiting, spans = list(cut_at(text, ())), []
    while waiting:
        start, end = waiting.pop()
        if fits(text[start:end]):
            spans.append((start, end))
            continue
        if end - start < 2:
            raise EngineError(f"the model has no room for {text[start:end]!r}", hint="Choose another model.")
        cut = _choose_cut(places, start, end)
        pieces = ((start + a, start + b) for a, b in cut_at(text[start:end], (cut - start,)))
        waiting += sorted(pieces, reverse=True)
    return tuple(spans)


def _choose_cut(places: Sequence[Sequence[int]], start: int, end: int) -> int:
    """Return the place nearest to the middle, of the best kind that has one in the middle half."""
    middle, quarter = (start + end) // 2, (end - start) // 4
    for cuts in places:
        nearest = _find_nearest(cuts, middle)
        if start + quarter < nearest < end - quarter:
            return nearest
    nearest = _find_nearest(places[-1], middle)
    return nearest if start < nearest < end else middle


def _find_nearest(cuts: Sequence[int], middle: int) -> int:
    index = bisect_left(cuts, middle)
    return min(cuts[max(0, index - 1) : index + 1], key=lambda cut: abs(cut - middle), default=-1)
