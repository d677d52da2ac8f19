"""The translator's own doubts that no other check tells."""

from __future__ import annotations

from summarize.detector import Doubt
from summarize.names import NamesTable
from summarize.records import Brief, Finding, Severity

CHECK = "doubts"

_TOLD_ELSEWHERE = frozenset(
    {
        Doubt.EMPTY,
        Doubt.TOO_SHORT,
        Doubt.LOOP,
        Doubt.REPETITION,
        Doubt.NUMBERS_DIFFER,
        Doubt.WORDS_LOST,
    }
)


def check(brief: Brief, names: NamesTable) -> tuple[Finding, ...]:
    """Report what is doubtful about a target that was kept all the same."""
    joined = zip(brief.translation.segments, brief.translation.targets, strict=True)
    return tuple(
        Finding(
            check=CHECK,
            severity=Severity.WARNING,
            message=f"the translator doubts this: {doubt}",
            segment=segment.index,
        )
        for segment, target in joined
        if target.is_translated
        for doubt in target.doubts
        if doubt not in _TOLD_ELSEWHERE
    )
