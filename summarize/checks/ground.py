"""What the checks compare: translated pairs, what was written, and the text that must support it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from summarize.records import Article, BlockKind, Brief, Origin, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A translated segment. `segment` is its index, `block` the paragraph it belongs to."""

    segment: int
    block: int
    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Text that may support a statement, paragraph by paragraph: the French and its translation."""

    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A passage of the page that is no translation. `evidence` is what it names, or the whole article."""

    where: str
    text: str
    origin: Origin
    evidence: Ground


def list_pairs(brief: Brief) -> tuple[Pair, ...]:
    """Return the segments that were translated, in order."""
    joined = zip(brief.translation.segments, brief.translation.targets, strict=True)
    return tuple(
        Pair(segment=segment.index, block=segment.block, source=segment.source, target=target.text)
        for segment, target in joined
        if target.is_translated
    )


def list_parts(brief: Brief) -> tuple[Part, ...]:
    """Return headline, summary and facts, as far as they are not translations of their own."""
    article = ground_brief(brief)
    passages = (("headline", brief.headline), ("summary", brief.summary))
    parts = [
        Part(where=where, text=passage.text, origin=passage.origin, evidence=article)
        for where, passage in passages
        if passage.origin is not Origin.TRANSLATED and passage.text
    ]
    for number, fact in enumerate(brief.facts, 1):
        ground = Ground(
            source="\n".join(evidence.source for evidence in fact.evidence),
            target="\n".join(evidence.target for evidence in fact.evidence),
        )
        parts.append(Part(where=f"fact {number}", text=fact.statement, origin=fact.origin, evidence=ground))
    return tuple(parts)


def ground_brief(brief: Brief) -> Ground:
    """Return all that a summary may say: what was translated, without captions."""
    kinds = {segment.index: segment.kind for segment in brief.translation.segments}
    pairs = [pair for pair in list_pairs(brief) if kinds[pair.segment] is not BlockKind.CAPTION]
    return Ground(
        source=_paragraphs((pair.block, pair.source) for pair in pairs),
        target=_paragraphs((pair.block, pair.target) for pair in pairs),
    )


def ground_article(article: Article) -> Ground:
    """Return the whole article, its headline first."""
    body = ground_sentences(article.sentences)
    return Ground(
        source=f"{article.headline_source}\n{body.source}".strip(),
        target=f"{article.headline_target}\n{body.target}".strip(),
    )


def ground_sentences(sentences: Iterable[Sentence]) -> Ground:
    """Return some sentences; those of one paragraph stay together, so that a quotation may span them."""
    chosen = tuple(sentences)
    return Ground(
        source=_paragraphs((sentence.paragraph, sentence.source) for sentence in chosen),
        target=_paragraphs((sentence.paragraph, sentence.target) for sentence in chosen),
    )


def _paragraphs(texts: Iterable[tuple[int, str]]) -> str:
    lines: list[str] = []
    last: int | None = None
    for paragraph, text in texts:
        if paragraph == last:
            lines[-1] += f" {text}"
        else:
            lines.append(text)
        last = paragraph
    return "\n".join(lines)
