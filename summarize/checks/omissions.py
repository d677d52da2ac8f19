"""Omissions: words of the French that the English seems to have lost."""

from __future__ import annotations

from summarize.checks.ground import list_pairs
from summarize.glossary import lost_words
from summarize.names import NamesTable
from summarize.records import Brief, Finding, Severity
from summarize.typography import is_all_caps, lower_caps

CHECK = "omissions"


def check(brief: Brief, names: NamesTable) -> tuple[Finding, ...]:
    """Report the words that have a usual translation, of which the target has none."""
    return tuple(
        Finding(
            check=CHECK,
            severity=Severity.WARNING,
            message=f"may be lost in the English: {', '.join(words)}",
            segment=pair.segment,
        )
        for pair in list_pairs(brief)
        if (words := lost_words(_in_small_letters(pair.source), pair.target))
    )


def _in_small_letters(source: str) -> str:
    """Return an alert set in capitals as it would be written otherwise: names are not judged, words are."""
    return lower_caps(source, {}) if is_all_caps(source) else source
