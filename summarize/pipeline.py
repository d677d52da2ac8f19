"""A shard of documents → briefs. The only place that knows the order of the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from summarize.checks.registry import run_checks
from summarize.confidence import Calibration, is_doubtful
from summarize.engines.interface import Summarizer, Translator
from summarize.facts import build_facts
from summarize.files import fingerprint_text
from summarize.memory import Memory
from summarize.names import NameSpeller, NamesTable
from summarize.records import (
    Article,
    BlockKind,
    Brief,
    Decoding,
    Document,
    FactDraft,
    Fingerprint,
    Recipe,
    Segment,
    Sentence,
    Target,
    Translation,
)
from summarize.remembered import RememberedSummarizer
from summarize.segments import SIGNATURE as SEGMENTER
from summarize.segments import split_document
from summarize.shortening import shorten_articles
from summarize.summary import choose_headline, choose_summary
from summarize.translation import translate_segments

SCHEMA = 8
"""Raised when the same models would now make a different page: new rules, checks or layout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The built engines and tables that a run works with; no `calibration` where no one has read."""

    translator: Translator
    summarizer: Summarizer
    names: NamesTable
    memory: Memory
    decoding: Decoding
    calibration: Calibration | None = None


def build_recipe(
    *,
    translator: str,
    summarizer: str,
    prompts: tuple[tuple[str, Fingerprint], ...],
    names: NamesTable,
    decoding: Decoding,
) -> Recipe:
    """Return the recipe of a run from signatures alone, so that an unchanged night loads no model."""
    return Recipe(
        schema=SCHEMA,
        translator=translator,
        summarizer=summarizer,
        prompts=prompts,
        names=names.fingerprint,
        decoding=decoding,
        segmenter=SEGMENTER,
    )


def fingerprint_recipe(recipe: Recipe) -> Fingerprint:
    """Return the fingerprint over every field of `recipe`: a new field cannot be forgotten."""
    return fingerprint_text(repr(sorted(asdict(recipe).items())))


def process(
    documents: Sequence[Document], stages: Stages, *, on_batch: Callable[[int], None] | None = None
) -> list[Brief]:
    """Return one brief a document, same order. Segments of all documents share the translator's batches."""

    def translate(segments: Sequence[Segment]) -> tuple[Target, ...]:
        targets = translate_segments(
            segments,
            stages.translator,
            stages.decoding,
            memory=stages.memory,
            names=NameSpeller(stages.names),
            on_batch=on_batch,
        )
        return tuple(map(stages.calibration.rate, targets)) if stages.calibration else targets

    segments = [split_document(document) for document in documents]
    targets = iter(translate([segment for one in segments for segment in one]))
    translations = [Translation(segments=one, targets=tuple(next(targets) for _ in one)) for one in segments]
    articles = [build_article(translation) for translation in translations]
    articles = shorten_articles(articles, translate, stages.names)
    summarizer = RememberedSummarizer(stages.summarizer, stages.memory, on_batch)
    written = zip(
        documents,
        translations,
        articles,
        summarizer.headlines(articles),
        summarizer.summaries(articles),
        summarizer.key_facts(articles),
        strict=True,
    )
    return [_assemble(*parts, names=stages.names) for parts in written]


def build_article(translation: Translation) -> Article:
    """Return what a summariser may see: body sentences that were translated; never captions or credits.

    A dispatch that is a headline alone (an alert) is summarised from its headline.
    """
    pairs = [
        (segment, target)
        for segment, target in zip(translation.segments, translation.targets, strict=True)
        if target.is_translated and target.text.strip()
    ]
    headline = [pair for pair in pairs if pair[0].kind is BlockKind.HEADLINE]
    body = [pair for pair in pairs if pair[0].kind is BlockKind.PARAGRAPH]
    return Article(
        headline_source=" ".join(segment.source for segment, _ in headline),
        headline_target=" ".join(target.text for _, target in headline),
        sentences=_sentences(body or headline),
    )


def _sentences(pairs: Iterable[tuple[Segment, Target]]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            segment=segment.index,
            paragraph=segment.block,
            source=segment.source,
            target=target.text,
            is_doubtful=is_doubtful(target),
            confidence=target.confidence,
        )
        for segment, target in pairs
    )


def _assemble(
    document: Document,
    translation: Translation,
    article: Article,
    headline: str,
    summary: str,
    drafts: tuple[FactDraft, ...],
    *,
    names: NamesTable,
) -> Brief:
    draft = Brief(
        document=document,
        translation=translation,
        headline=choose_headline(article, headline, names=names),
        summary=choose_summary(article, summary, names=names),
        facts=build_facts(article, drafts, names=names),
    )
    return Brief(
        document=draft.document,
        translation=draft.translation,
        headline=draft.headline,
        summary=draft.summary,
        facts=draft.facts,
        findings=(*document.notes, *run_checks(draft, names)),
    )
