"""Document → segments."""

from __future__ import annotations

from summarize import typography
from summarize.records import BlockKind, Document, Segment
from summarize.segments.sentences import Span, Splitter, split_sentences

SIGNATURE = f"segments:1|{typography.SIGNATURE}"
"""Version of the rules by which French becomes segments; part of every recipe."""

TRANSLATED_KINDS = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEAD, BlockKind.PARAGRAPH, BlockKind.CAPTION})
"""Blocks that are translated; bylines and datelines stay as they are."""


def split_document(document: Document, splitter: Splitter = split_sentences) -> tuple[Segment, ...]:
    """Return the segments of every translated block, in the order of the document."""
    spans = (
        (block, span)
        for block, content in enumerate(document.blocks)
        if content.kind in TRANSLATED_KINDS
        for span in splitter(content.text)
    )
    return tuple(_take(document, block, span, index) for index, (block, span) in enumerate(spans))


def _take(document: Document, block: int, span: Span, index: int) -> Segment:
    content, (start, end) = document.blocks[block], span
    source = content.text[start:end]
    return Segment(index=index, block=block, start=start, end=end, kind=content.kind, source=source)
