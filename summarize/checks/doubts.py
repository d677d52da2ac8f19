"""The translator's own doubts that no other check tells: what the detector saw, and low confidence."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.detector import Doubt
from summarize.names import NamesTable
from summarize.records import Brief, Finding, Severity, Target

CHECK = "doubts"

PROBABLE = 0.5
"""Share of targets like it that were found wrong, from which on a target is reported."""

_TOLD_ELSEWHERE = frozenset(
    {
        Doubt.EMPTY,
        Doubt.TOO_SHORT,
        Doubt.LOOP,
        Doubt.REPETITION,
        Doubt.DOUBLED,
        Doubt.NUMBERS_DIFFER,
        Doubt.WORDS_LOST,
    }
)


def check(brief: Brief, names: NamesTable) -> tuple[Finding, ...]:
    """Report what is doubtful about a target that was kept all the same, and that it is more likely wrong."""
    joined = zip(brief.translation.segments, brief.translation.targets, strict=True)
    return tuple(
        Finding(
            check=CHECK,
            severity=Severity.WARNING,
            message=message,
            segment=segment.index,
        )
        for segment, target in joined
        if target.is_translated
        for message in _tell(target)
    )


def _tell(target: Target) -> Iterator[str]:
    """Yield a message for each doubt. How low a score is too low, confidence knows better."""
    rated = target.confidence
    for doubt in target.doubts:
        if doubt not in _TOLD_ELSEWHERE and not (rated and doubt == Doubt.LOW_SCORE):
            yield f"the translator doubts this: {doubt}"
    if rated and rated.wrong >= PROBABLE:
        yield f"probably wrong: of sentences the translator is as unsure of, {rated.wrong:.0%} were"
