"""Coverage: every part of the source has its English, and enough of it."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.checks.ground import list_pairs
from summarize.detector import Doubt, find_doubts
from summarize.names import NamesTable
from summarize.records import BlockKind, Brief, Finding, Hypothesis, Severity

CHECK = "coverage"

_TRANSLATED_KINDS = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEAD, BlockKind.PARAGRAPH, BlockKind.CAPTION})


def check(brief: Brief, names: NamesTable) -> tuple[Finding, ...]:
    """Look for text without segment, segments without English, and targets that are much too short."""
    return (*_lost_blocks(brief), *_untranslated(brief), *_short(brief))


def _lost_blocks(brief: Brief) -> Iterator[Finding]:
    covered: dict[int, int] = {}
    for segment in brief.translation.segments:
        covered[segment.block] = covered.get(segment.block, 0) + _count_characters(segment.source)
    for index, block in enumerate(brief.document.blocks):
        lost = _count_characters(block.text) - covered.get(index, 0)
        if block.kind in _TRANSLATED_KINDS and lost > 0:
            yield Finding(
                check=CHECK,
                severity=Severity.ERROR,
                message=f"{lost} characters of block {index + 1} ({block.kind}) are in no segment",
            )


def _untranslated(brief: Brief) -> Iterator[Finding]:
    joined = zip(brief.translation.segments, brief.translation.targets, strict=True)
    for segment, target in joined:
        if not target.is_translated:
            cause = f" ({', '.join(target.doubts)})" if target.doubts else ""
            message = f"could not be translated, shown in French{cause}"
        elif segment.source.strip() and not target.text.strip():
            message = "has no English"
        else:
            continue
        yield Finding(check=CHECK, severity=Severity.ERROR, message=message, segment=segment.index)


def _short(brief: Brief) -> Iterator[Finding]:
    for pair in list_pairs(brief):
        if Doubt.TOO_SHORT in find_doubts(pair.source, Hypothesis(text=pair.target)):
            message = f"{len(pair.source)} characters of French became {len(pair.target)} of English"
            yield Finding(check=CHECK, severity=Severity.WARNING, message=message, segment=pair.segment)


def _count_characters(text: str) -> int:
    return sum(not character.isspace() for character in text)
