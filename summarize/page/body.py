"""The middle of a page: summary, key facts, translation and photos."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from summarize.days import annotate_days, resolve_days
from summarize.inert import inert, plain
from summarize.page.labels import (
    blocks_with_pairs,
    label_segments,
    link,
    link_marked,
    mark_segments,
    mark_written,
    worst_mark,
)
from summarize.records import BlockKind, Brief, KeyFact, Origin, Publication, Segment, Target

_BODY = (BlockKind.HEADLINE, BlockKind.SUBHEAD, BlockKind.PARAGRAPH)


def write_summary(brief: Brief) -> str:
    """Return the summary with its relative days dated, and whether it is quoted."""
    if not plain(brief.summary.text):
        return "## Summary\n\n*No summary: the dispatch has no translated body.*"
    text = inert(annotate_days(brief.summary.text, brief.document.publication))
    links = link_marked(brief.summary.segments, label_segments(brief.translation), mark_segments(brief))
    mark = mark_written(brief.summary.text, brief.summary.origin, brief)
    text = f"{_before(mark)}{text} {links}".rstrip()
    return f"## Summary\n\n{text}{_origin_note(brief.summary.origin, brief.summary.note)}"


def write_facts(brief: Brief) -> str:
    """Return the key facts, each with links to its sentences and the French below it."""
    if not brief.facts:
        return "## Key facts\n\n*None.*"
    labels, marks = label_segments(brief.translation), mark_segments(brief)
    statements = _date_once((fact.statement for fact in brief.facts), brief.document.publication)
    bullets = (
        _fact(fact, statement, mark_written(fact.statement, fact.origin, brief), labels, marks)
        for fact, statement in zip(brief.facts, statements, strict=True)
    )
    return "\n\n".join(["## Key facts", *bullets])


def _date_once(texts: Iterable[str], publication: Publication) -> Iterator[str]:
    """Annotate each day where the list names it first; the date in every bullet would drown the facts."""
    seen: set[tuple[str, dt.date]] = set()
    for text in texts:
        days = {(day.text.lower(), day.date) for day in resolve_days(text, publication, "en")}
        annotated = annotate_days(text, publication) if days - seen else text
        if annotated != text:
            seen |= days
        yield annotated


def _fact(fact: KeyFact, text: str, mark: str, labels: tuple[str, ...], marks: Mapping[int, str]) -> str:
    """A fact is no better than the sentences behind it: it carries their mark, or one of its own."""
    mark = worst_mark([mark, *(marks.get(evidence.segment, "") for evidence in fact.evidence)])
    links = " ".join(link(labels[evidence.segment]) for evidence in fact.evidence)
    french = "\n  >\n".join(
        f"  > {labels[evidence.segment]}: {inert(evidence.source)}" for evidence in fact.evidence
    )
    return f"- {_before(mark)}{inert(text)} {links}{_origin_note(fact.origin, fact.note)}\n\n{french}"


def _origin_note(origin: Origin, note: str) -> str:
    if origin in {Origin.QUOTED, Origin.SHORTENED}:
        return f" *({origin}: {inert(note)})*" if plain(note) else f" *({origin})*"
    return ""


def write_translation(brief: Brief) -> str:
    """Return the translated body: numbered paragraphs, each sentence with its label and anchor."""
    labels, marks = label_segments(brief.translation), mark_segments(brief)
    paragraphs, number = ["## Translation"], 0
    for block, members in blocks_with_pairs(brief, _BODY):
        if not members:
            continue
        text = " ".join(
            _sentence(segment, target, labels[i], marks.get(i, "")) for i, segment, target in members
        )
        if block.kind is BlockKind.PARAGRAPH:
            number += 1
            text = f"**{number}** {text}"
        paragraphs.append(text)
    return "\n\n".join(paragraphs) if len(paragraphs) > 1 else "## Translation\n\n*Nothing to translate.*"


def _before(mark: str) -> str:
    return f"{mark} " if mark else ""


def _sentence(segment: Segment, target: Target, label: str, mark: str) -> str:
    anchor = f'<sup id="{label.lower()}">{label}</sup>'
    if not target.is_translated:
        return f"{anchor} {_before(mark)}**Not translated:** *{inert(segment.source)}*"
    text = inert(target.text)
    if segment.kind in {BlockKind.HEADLINE, BlockKind.SUBHEAD} and text:
        text = f"**{text}**"
    return f"{anchor} {_before(mark)}{text}"


def write_photos(brief: Brief) -> str:
    """Return the translated captions with their credits word for word; empty without captions."""
    labels, marks = label_segments(brief.translation), mark_segments(brief)
    bullets = []
    for block, members in blocks_with_pairs(brief, (BlockKind.CAPTION,)):
        text = " ".join(
            _sentence(segment, target, labels[i], marks.get(i, "")) for i, segment, target in members
        )
        credit = f"*{inert(block.credit)}*" if plain(block.credit) else ""
        if text or credit:
            bullets.append(" ".join(part for part in ("-", text, credit) if part))
    return "\n".join(["## Photos", "", *bullets]) if bullets else ""
