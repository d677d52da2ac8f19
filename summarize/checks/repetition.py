"""Repetition: loops in a target, one target for different sources, a statement made twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.checks.ground import list_pairs, list_parts
from summarize.detector import Doubt, doubled_word, find_doubts
from summarize.names import NamesTable
from summarize.records import Brief, Finding, Hypothesis, Severity

CHECK = "repetition"

_WORD = re.compile(r"[^\W_]+")
_MIN_WORDS = 5
_CIRCLES = frozenset({Doubt.LOOP, Doubt.REPETITION})


def check(brief: Brief, names: NamesTable) -> tuple[Finding, ...]:
    """Look at every target by itself, at targets of different sources, and at what was written."""
    return (*_loops(brief), *_echoes(brief), *_repeated_parts(brief))


def has_loop(text: str, source: str = "") -> bool:
    """Whether words of `text` go round in circles as those of `source` do not."""
    return not _CIRCLES.isdisjoint(find_doubts(source, Hypothesis(text=text)))


def split_words(text: str) -> list[str]:
    """Return the words of `text` in lower case."""
    return _WORD.findall(text.lower())


def _loops(brief: Brief) -> Iterator[Finding]:
    for pair in list_pairs(brief):
        if has_loop(pair.target, pair.source):
            yield Finding(
                check=CHECK,
                severity=Severity.ERROR,
                message="words go round in circles",
                segment=pair.segment,
            )
        elif word := doubled_word(pair.source, pair.target):
            yield Finding(
                check=CHECK,
                severity=Severity.WARNING,
                message=f"a word stands twice in a row: {word}",
                segment=pair.segment,
            )


def _echoes(brief: Brief) -> Iterator[Finding]:
    """A model that is lost gives the same sentence for different ones."""
    first: dict[str, tuple[int, str]] = {}
    for pair in list_pairs(brief):
        target = " ".join(split_words(pair.target))
        source = " ".join(split_words(pair.source))
        segment, earlier = first.setdefault(target, (pair.segment, source))
        if target.count(" ") >= _MIN_WORDS - 1 and earlier != source:
            yield Finding(
                check=CHECK,
                severity=Severity.WARNING,
                message=f"the same English as for segment {segment + 1}, whose French differs",
                segment=pair.segment,
            )


def _repeated_parts(brief: Brief) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for part in list_parts(brief):
        text = " ".join(split_words(part.text))
        if has_loop(part.text, part.evidence.target):
            yield _about(part.where, "words go round in circles", Severity.ERROR)
        if part.where.startswith("fact") and seen.setdefault(text, part.where) != part.where:
            yield _about(part.where, f"says the same as {seen[text]}", Severity.WARNING)


def _about(where: str, message: str, severity: Severity) -> Finding:
    return Finding(check=CHECK, severity=severity, message=message, where=where)
