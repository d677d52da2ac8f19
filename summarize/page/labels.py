"""How a page names its sentences, counts its findings and decides which sentences to mark.

Body sentences are S1, S2 …, headlines H1 …, captions C1 …: an index into `Translation.segments` would begin
at "S2" whenever a dispatch begins with a photo. Each label is the anchor of its sentence. On GitHub and in a
browser a link to `#s3` jumps there; Obsidian jumps to headings only, so the label also stands beside its
sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from summarize.checks.sentences import split_english
from summarize.records import Block, BlockKind, Brief, Finding, Origin, Segment, Severity, Target, Translation
from summarize.words import is_cut_from

_LETTERS = {BlockKind.HEADLINE: "H", BlockKind.CAPTION: "C"}
FLAG = "[⚠](#checks)"
UNSURE = "≈"
"""Marks a sentence that is more likely than not to need a correction."""


def label_segments(translation: Translation) -> tuple[str, ...]:
    """Return the label of each segment, in order: `S3`, `H1`, `C2`."""
    counts: Counter[str] = Counter()
    labels = []
    for segment in translation.segments:
        letter = _LETTERS.get(segment.kind, "S")
        counts[letter] += 1
        labels.append(f"{letter}{counts[letter]}")
    return tuple(labels)


def link(label: str) -> str:
    """Return a link to the sentence called `label`."""
    return f"[{label}](#{label.lower()})"


def count_findings(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Return how many findings there are of each severity, worst first, zeros included."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in reversed(Severity)}


def describe_counts(counts: dict[Severity, int]) -> str:
    """Return `2 errors, 1 warning`; empty when all counts are zero."""
    return ", ".join(f"{n} {severity}{'' if n == 1 else 's'}" for severity, n in counts.items() if n)


def flagged_segments(brief: Brief) -> frozenset[int]:
    """Return the segments to mark: not translated, doubted, or with a finding above a note."""
    found = {one.segment for one in brief.findings if one.severity is not Severity.NOTE}
    doubted = {i for i, one in enumerate(brief.translation.targets) if one.doubts or not one.is_translated}
    return frozenset(doubted.union(i for i in found if i is not None))


def mark_segments(brief: Brief) -> dict[int, str]:
    """Return the mark of each segment that has one: of a finding, or that the translator is unsure."""
    rated = enumerate(one.confidence for one in brief.translation.targets)
    unsure = {i: UNSURE for i, confidence in rated if confidence and confidence.right < 0.5}
    return unsure | dict.fromkeys(flagged_segments(brief), FLAG)


def link_marked(segments: Iterable[int], labels: Sequence[str], marks: Mapping[int, str]) -> str:
    """Return links to `segments`, each behind its mark."""
    return " ".join(
        " ".join(part for part in (marks.get(segment, ""), link(labels[segment])) if part)
        for segment in segments
    )


def mark_written(text: str, origin: Origin, brief: Brief) -> str:
    """Return the mark of written text that is more than translated sentences with words left out, if any.

    Of 34 such lines of the compact writer that were read 16 were right, of 12 that only leave words out 8. As
    other marks of doubt it is for models that readers have read.
    """
    targets = brief.translation.targets
    if origin is not Origin.WRITTEN or not any(target.confidence for target in targets):
        return ""
    is_cut = all(any(is_cut_from(one, target.text) for target in targets) for one in split_english(text))
    return "" if is_cut else UNSURE


def worst_mark(marks: Iterable[str]) -> str:
    """Return the gravest of some marks; empty without any."""
    return max(marks, key=("", UNSURE, FLAG).index, default="")


def blocks_with_pairs(
    brief: Brief, kinds: Sequence[BlockKind]
) -> Iterator[tuple[Block, list[tuple[int, Segment, Target]]]]:
    """Yield each block of these kinds with its (position, segment, target), none when it has no text."""
    members = defaultdict(list)
    pairs = zip(brief.translation.segments, brief.translation.targets, strict=True)
    for position, (segment, target) in enumerate(pairs):
        members[segment.block].append((position, segment, target))
    for index, block in enumerate(brief.document.blocks):
        if block.kind in kinds:
            yield block, members[index]
