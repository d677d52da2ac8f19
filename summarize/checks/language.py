"""Language: words of the English that are not English, made up or left in French."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.checks.ground import list_pairs, list_parts
from summarize.lexicon import strange_words
from summarize.names import NamesTable
from summarize.records import Brief, Finding, Origin, Severity

CHECK = "language"


def check(brief: Brief, names: NamesTable) -> tuple[Finding, ...]:
    """Look at every target, and at what was written; a quotation is told where its segment is."""
    return tuple(_find(brief))


def _find(brief: Brief) -> Iterator[Finding]:
    for pair in list_pairs(brief):
        if message := object_to_words(pair.target):
            yield Finding(check=CHECK, severity=Severity.WARNING, message=message, segment=pair.segment)
    for part in list_parts(brief):
        if part.origin is Origin.WRITTEN and (message := object_to_words(part.text)):
            yield Finding(check=CHECK, severity=Severity.WARNING, message=message, where=part.where)


def object_to_words(text: str) -> str:
    """Return what is to be said of the words of `text`, or nothing."""
    words = strange_words(text)
    return f"not English: {', '.join(words)}" if words else ""
