"""French text → sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from summarize.segments.abbreviations import begins_sentence, is_abbreviation

Span = tuple[int, int]
Splitter = Callable[[str], tuple[Span, ...]]

_SPACE = "[ \u00a0\u202f]"
_STOP = re.compile(rf"[.!?…]++(?:{_SPACE}++[.!?…]++)*+")
_CLOSERS = re.compile(rf"[\"'”’»)\]+]*+(?:{_SPACE}?[»”])*+")
_SPACED_QUOTE = re.compile(r'\s*+"(?=\s|$)')
_OPENERS = re.compile(r"[\s\"'“‘«(\[\-–—+•►♦*·]*+")
_HARD_BREAK = re.compile(r"\n[^\S\n]*+\n|\n(?=[^\S\n]*+[-–—•►*♦·]\s)")
_PLAIN_WORD = re.compile(r"(?:(?:^|[\s'’«\"(-])[^\W\d_A-Z]{5,}|\w[\"»”])$")
_GLUED_WORD = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]*+[\s,'’]")
_STOPS = (".", "!", "?", "…", '"', "»")
_BRACKETS = frozenset("()[]")
_MIN_ASIDE, _MAX_ASIDE = 6, 400


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the spans of the French sentences of `text`, quoted sentences on their own.

    A closing quotation mark stays with its sentence; colons and semicolons never end one; neither does a full
    stop inside brackets that interrupt a sentence, nor inside an AFP crosshead (`- Non. Jamais -`).
    """
    bare = text.strip()
    if bare.startswith("- ") and bare.endswith(" -") and "\n" not in bare:
        return cut_at(text, ())
    breaks = (match.end() for match in _HARD_BREAK.finditer(text))
    return cut_at(text, sorted({*breaks, *find_ends(text)}))


def cut_at(text: str, cuts: Iterable[int]) -> tuple[Span, ...]:
    """Return the pieces of `text` between ascending `cuts`, trimmed, empty ones left out."""
    spans = []
    for start, end in pairwise((0, *cuts, len(text))):
        piece = text[start:end]
        lead = len(piece) - len(piece.lstrip())
        if lead < len(piece):
            spans.append((start + lead, start + len(piece.rstrip())))
    return tuple(spans)


def find_ends(text: str) -> Iterator[int]:
    """Yield the offsets behind every sentence that another one follows, closing marks included."""
    asides = _find_asides(text)
    n_quotes, counted = 0, 0
    for stop in _STOP.finditer(text):
        closers = _CLOSERS.match(text, stop.end())
        end = closers.end() if closers else stop.end()
        n_quotes += text.count('"', counted, end)
        counted = end
        if n_quotes % 2 and (quote := _SPACED_QUOTE.match(text, end)):
            end = quote.end()
        inside = bisect_right(asides, (stop.start(), len(text)))
        is_aside = inside > 0 and stop.start() < asides[inside - 1][1]
        if is_aside:
            continue
        if text[end : end + 1].isspace():
            if _is_end(text, stop, end):
                yield end
        elif _is_glued(text, stop.start(), end):
            yield end - (n_quotes % 2 and text[end - 1] == '"')


def _find_asides(text: str) -> list[Span]:
    """Return the brackets that interrupt a sentence, disjoint and in order."""
    opened: list[int] = []
    found: list[Span] = []
    for match in re.finditer(r"[()]", text):
        if match[0] == "(":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            before = text[max(0, start - 3) : start].rstrip()
            is_short = _MIN_ASIDE < match.start() - start <= _MAX_ASIDE
            if is_short and before and before[-1] not in '.!?…"»”':
                found.append((start, match.start()))
    merged: list[Span] = []
    for start, end in sorted(found):
        if not merged or start > merged[-1][1]:
            merged.append((start, end))
    return merged


def _is_end(text: str, stop: re.Match[str], end: int) -> bool:
    """Say whether a sentence ends with `stop`; `end` is behind the marks that close it."""
    openers = _OPENERS.match(text, end)
    following = openers.end() if openers else end
    if following == len(text):
        return False
    if text[following].islower():
        return stop[0] == "." and end == stop.end() and _follows_plain_word(text, stop.start())
    if text[stop.start() - 1 : stop.start()] in _BRACKETS and text[stop.end() : stop.end() + 1] in _BRACKETS:
        before = text[max(0, stop.start() - 4) : stop.start() - 1].rstrip()
        return not before.endswith(_STOPS) and begins_sentence(text, following)
    if stop[0] != ".":
        return not text[following].isdigit() or not stop[0].endswith(("..", "…"))
    if end > stop.end():
        return True
    return not is_abbreviation(text, stop.start(), following)


def _follows_plain_word(text: str, stop: int) -> bool:
    """Say whether even a small letter may begin a sentence: no abbreviation is so long, or in quotes."""
    return _PLAIN_WORD.search(text[max(0, stop - 24) : stop]) is not None


def _is_glued(text: str, stop: int, end: int) -> bool:
    """Say whether the space between two sentences was forgotten: `a-t-il rapporté.Le randonneur`."""
    return _follows_plain_word(text, stop) and _GLUED_WORD.match(text, end) is not None
