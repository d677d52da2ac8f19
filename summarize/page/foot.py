"""The end of a page: what the checks found, what the translator did, and the French folded away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from summarize.inert import inert, plain
from summarize.page.labels import blocks_with_pairs, count_findings, describe_counts, label_segments, link
from summarize.page.provenance import Provenance
from summarize.records import BlockKind, Brief, Finding, Severity


def write_checks(brief: Brief, provenance: Provenance) -> str:
    """Return the findings, worst first, then retried sentences, replaced names and what was checked."""
    labels = label_segments(brief.translation)
    summary = (describe_counts(count_findings(brief.findings)) or "no findings").capitalize()
    checked = f" Checked: {inert(', '.join(provenance.checks))}." if provenance.checks else ""
    parts = (
        f"## Checks\n\n{summary}.{checked}",
        "\n".join(_finding(finding, labels) for finding in _worst_first(brief)),
        _retries(brief, labels),
        _names(brief, labels),
    )
    return "\n\n".join(part for part in parts if part)


def _worst_first(brief: Brief) -> list[Finding]:
    grave = list(reversed(Severity))
    return sorted(
        brief.findings,
        key=lambda one: (grave.index(one.severity), -1 if one.segment is None else one.segment),
    )


def _finding(finding: Finding, labels: tuple[str, ...]) -> str:
    place = inert(finding.where) if finding.segment is None else link(labels[finding.segment])
    name = finding.severity.value.capitalize()
    word = name if finding.severity is Severity.NOTE else f"**{name}**"
    return f"- {word} · {place} · {inert(finding.message)} *({inert(finding.check)})*"


def _retries(brief: Brief, labels: tuple[str, ...]) -> str:
    """List what the retry ladder did. The doubts themselves are among the findings."""
    lines = [
        f"- {link(label)} · {inert(', '.join(target.rungs))}"
        for label, target in zip(labels, brief.translation.targets, strict=True)
        if target.rungs
    ]
    return "\n".join(["**Translated again**", "", *lines]) if lines else ""


def _names(brief: Brief, labels: tuple[str, ...]) -> str:
    places: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for label, target in zip(labels, brief.translation.targets, strict=True):
        for replacement in dict.fromkeys(target.replacements):
            places[replacement.found, replacement.put].append(link(label))
    lines = (f"- {inert(found)} → {inert(put)} · {' '.join(at)}" for (found, put), at in places.items())
    return "\n".join(["**Names set right**", "", *lines]) if places else ""


def write_french(brief: Brief) -> str:
    """Return the French folded away, as one block of HTML: Obsidian does not fold Markdown or blank lines."""
    return "\n".join(
        [
            "## French original",
            "",
            "<details>",
            "<summary>Show the French</summary>",
            *_french_paragraphs(brief),
            "</details>",
        ]
    )


def _french_paragraphs(brief: Brief) -> Iterator[str]:
    labels = label_segments(brief.translation)
    for block, members in blocks_with_pairs(brief, tuple(BlockKind)):
        sentences = [f"<sup>{labels[i]}</sup> {inert(segment.source)}" for i, segment, _ in members]
        text = " ".join(sentences or [inert(block.text)])
        if plain(block.credit):
            text = f"{text} {inert(block.credit)}"
        if text.strip():
            yield f"<p>{_dress(block.kind, text.strip())}</p>"


def _dress(kind: BlockKind, html: str) -> str:
    if kind in {BlockKind.HEADLINE, BlockKind.SUBHEAD}:
        return f"<strong>{html}</strong>"
    return html if kind is BlockKind.PARAGRAPH else f"<em>{html}</em>"
