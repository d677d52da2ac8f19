"""The end of a page: what the checks found, and the French folded away."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.inert import inert, plain
from summarize.page.labels import count_findings, describe_counts, label_segments, link, blocks_with_pairs
from summarize.page.provenance import Provenance
from summarize.records import BlockKind, Brief, Finding, Severity

_TRANSLATED = (BlockKind.HEADLINE, BlockKind.SUBHEAD, BlockKind.PARAGRAPH, BlockKind.CAPTION)


def write_checks(brief: Brief, provenance: Provenance) -> str:
    """Return the findings, worst first, then the translator's doubts, replaced names and what was checked."""
    labels, counts = label_segments(brief.translation), count_findings(brief.findings)
    parts = ["## Checks", f"{(describe_counts(counts) or 'no findings').capitalize()}."]
    for severity in counts:
        chosen = [finding for finding in brief.findings if finding.severity is severity]
        chosen.sort(key=lambda finding: -1 if finding.segment is None else finding.segment)
        if chosen:
            parts.append("\n".join(_finding(finding, labels) for finding in chosen))
    parts.extend(
        "\n".join(part) for part in (list(_doubts(brief, labels)), list(_names(brief, labels))) if part
    )
    if provenance.checks:
        parts.append(f"*Checked: {inert(', '.join(provenance.checks))}.*")
    return "\n\n".join(parts)


def _finding(finding: Finding, labels: tuple[str, ...]) -> str:
    place = inert(finding.where) if finding.segment is None else link(labels[finding.segment])
    name = finding.severity.value.capitalize()
    word = name if finding.severity is Severity.NOTE else f"**{name}**"
    return f"- {word} · {place} · {inert(finding.message)} *({inert(finding.check)})*"


def _doubts(brief: Brief, labels: tuple[str, ...]) -> Iterator[str]:
    for label, target in zip(labels, brief.translation.targets, strict=True):
        retried = f" (retried: {inert(', '.join(target.rungs))})" if target.rungs else ""
        if target.doubts or not target.is_translated:
            doubts = inert("; ".join(target.doubts)) or "no usable translation"
            yield f"- Doubtful · {link(label)} · {doubts}{retried}"
        elif target.rungs:
            yield f"- Translated again · {link(label)} · {inert(', '.join(target.rungs))}"


def _names(brief: Brief, labels: tuple[str, ...]) -> Iterator[str]:
    for label, target in zip(labels, brief.translation.targets, strict=True):
        for replacement in target.replacements:
            yield f"- Names table · {link(label)} · {inert(replacement.found)} → {inert(replacement.put)}"


def write_french(brief: Brief) -> str:
    """Return the French folded away, as one block of HTML: Obsidian folds neither Markdown nor blank lines."""
    labels = label_segments(brief.translation)
    lines = ["## French original", "", "<details>", "<summary>Show the French</summary>"]
    for block, members in blocks_with_pairs(brief, _TRANSLATED):
        text = " ".join(f"<sup>{labels[i]}</sup> {inert(segment.source)}" for i, segment, _ in members)
        if block.kind is BlockKind.CAPTION:
            credit = f" {inert(block.credit)}" if plain(block.credit) else ""
            text = f"<em>{text}{credit}</em>" if text or credit else ""
        elif members and block.kind is not BlockKind.PARAGRAPH:
            text = f"<strong>{text}</strong>"
        if text:
            lines.append(f"<p>{text}</p>")
    return "\n".join([*lines, "</details>"])
