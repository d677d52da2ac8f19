"""Scores of an exported model: translation, numbers, headlines, summaries, speed; one table, one JSON file.

There are no English references for the French articles. Headlines and summaries are measured against
silver ones: the French title and abstract put into English by the same model. The first sentences of its own
translation, and the translated title, are measured against the same references: like against like.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarize.lexicon import strange_words
from summarize.numerals import same_quantities
from summarize.records import Decoding
from summarize.segments import split_sentences
from summarize.typography import normalise_source
from training.corpus import Pair, read_news, read_stories
from training.decode import Decoder
from training.dispatches import KEPT, score_dispatches
from training.pages import Pages, Paragraphs
from training.texts import repeats, translate_texts
from training.written import read_held_out

BEAM = 4
OWN = "own dispatches"
"""The name of the held-out set of `training/written.py` in tables."""
ROUGES = ("rouge1", "rouge2", "rougeL")
Table = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is measured."""

    lines: int
    stories: int
    dispatches: int = 800


def score_translation(decoder: Decoder, pairs: Sequence[Pair]) -> dict[str, Any]:
    """Return BLEU and chrF with signatures, number recall, odd lines and words a second on a set."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    french = [normalise_source(pair[0]) for pair in pairs]
    references = [[pair[1] for pair in pairs]]
    began = time.perf_counter()
    written = decoder.decode(french, Decoding(beam=BEAM))
    seconds = time.perf_counter() - began
    bleu, chrf = BLEU(), CHRF()
    return {
        "lines": len(pairs),
        "bleu": round(bleu.corpus_score(written, references).score, 2),
        "bleu_signature": str(bleu.get_signature()),
        "chrf": round(chrf.corpus_score(written, references).score, 2),
        "chrf_signature": str(chrf.get_signature()),
        "number_recall": number_recall(french, written),
        "stuttering_lines": sum(repeats(text) for text in written),
        "lines_with_strange_words": sum(bool(strange_words(text)) for text in written),
        "references_with_strange_words": sum(bool(strange_words(pair[1])) for pair in pairs),
        "source_words_a_second": round(sum(len(text.split()) for text in french) / seconds),
    }


def number_recall(french: Sequence[str], english: Sequence[str]) -> float:
    """Return the share of the numbers in the sources that appear in the translations, in per cent."""
    found = missing = 0
    for source, target in zip(french, english, strict=True):
        comparison = same_quantities(source, target)
        found += len(comparison.matched)
        missing += len(comparison.missing)
    return round(100 * found / (found + missing), 1) if found + missing else 100.0


def _rouge(written: Sequence[str], references: Sequence[str]) -> dict[str, float]:
    """Return mean ROUGE F in per cent."""
    from rouge_score.rouge_scorer import RougeScorer  # type: ignore[import-untyped]

    scorer = RougeScorer(list(ROUGES), use_stemmer=True)
    pairs = zip(written, references, strict=True)
    scores = [scorer.score(reference, text) for text, reference in pairs]
    return {name: round(100 * statistics.mean(s[name].fmeasure for s in scores), 2) for name in ROUGES}


def score_writing(translator: Decoder, pages: Pages, quoting: Pages, corpus: Path, stories: int) -> Table:
    """Return ROUGE of headlines and summaries of pages, of pages that only quote, and of leads."""
    complete = (
        story for story in read_stories(corpus, "valid") if story.summary and len(story.paragraphs) > 1
    )
    chosen = [story for story, _ in zip(complete, range(stories), strict=False)]
    titles = translate_texts(translator, [story.title for story in chosen], beam=BEAM)
    abstracts = translate_texts(translator, [story.summary for story in chosen], beam=BEAM)
    bare = [story.paragraphs for story in chosen]
    with_lead = [(story.summary, *story.paragraphs) for story in chosen]
    leads, first = _leads(translator, bare, 3), _leads(translator, with_lead, 1)
    written: dict[str, tuple[Sequence[str], Sequence[str]]] = {}
    for which, made in (("page", pages), ("page that quotes", quoting)):
        briefs, led = made.make(bare), made.make(with_lead)
        written |= {
            f"headline: {which}, lead in the text": ([brief.headline.text for brief in led], titles),
            f"headline: {which}, lead cut off": ([brief.headline.text for brief in briefs], titles),
            f"summary: {which}, lead cut off": ([brief.summary.text for brief in briefs], abstracts),
        }
    written |= {
        "headline: lead-1, lead in the text": ([lead[0] for lead in first], titles),
        "headline: lead-1, lead cut off": ([lead[0] for lead in leads], titles),
        "summary: lead-1": ([lead[0] for lead in leads], abstracts),
        "summary: lead-2": ([" ".join(lead[:2]) for lead in leads], abstracts),
        "summary: lead-3": ([" ".join(lead) for lead in leads], abstracts),
        "summary: copy of the title": (titles, abstracts),
    }
    return {name: _rouge(*pair) | {"words": _mean_words(pair[0])} for name, pair in written.items()}


def _mean_words(texts: Sequence[str]) -> float:
    """Return the mean length in words."""
    return round(statistics.mean(len(text.split()) for text in texts), 1)


def _leads(decoder: Decoder, texts: Sequence[Paragraphs], count: int) -> list[list[str]]:
    """Return the first `count` sentences of each text, translated."""
    whole = [" ".join(paragraphs) for paragraphs in texts]
    spans = [[text[begin:end] for begin, end in split_sentences(text)[:count]] or [text] for text in whole]
    flat = iter(
        decoder.decode([sentence for sentences in spans for sentence in sentences], Decoding(beam=BEAM))
    )
    return [[next(flat) for _ in sentences] for sentences in spans]


def evaluate(model: Path, writer: Path, corpus: Path, limits: Limits, say: Callable[[str], None]) -> Table:
    """Return every score of an exported translator, and of the pages made with it and a writer."""
    table: Table = {}
    translator = Decoder(model)
    sets = {name: read_news(corpus, name, filtered=False) for name in ("newstest2013", "flores200-dev")}
    for name, pairs in (sets | {OWN: read_held_out()}).items():
        table[name] = score_translation(translator, pairs[: limits.lines])
        say(f"{name}: {table[name]}")
    table |= score_dispatches(translator, corpus, limits.dispatches, BEAM)
    say(f"dispatches: {table['French articles']} {table['French titles']}")
    pages = Pages(model, writer)
    return table | score_writing(translator, pages, pages.quoting(), corpus, limits.stories)


def render(table: Mapping[str, Mapping[str, Any]]) -> str:
    """Return three Markdown tables: translation, what dispatches keep, writing; and the signatures."""
    parts = (_render_translation(table), _render_dispatches(table), _render_writing(table))
    signatures = {
        row[key] for row in table.values() for key in ("bleu_signature", "chrf_signature") if key in row
    }
    listed = "\n".join(f"- `{signature}`" for signature in sorted(signatures))
    return "\n\n".join(part for part in (*parts, listed) if part)


def _render_translation(table: Mapping[str, Mapping[str, Any]]) -> str:
    heads = "set|lines|BLEU|chrF|numbers kept|stuttering|strange words (references)|words/s"
    keys = ("lines", "bleu", "chrf", "number_recall", "stuttering_lines")
    rows = []
    for name, row in table.items():
        if "bleu" in row:
            strange = f"{row['lines_with_strange_words']} ({row['references_with_strange_words']})"
            rows.append([name, *(row[key] for key in keys), strange, row["source_words_a_second"]])
    return _render_rows(heads, rows)


def _render_dispatches(table: Mapping[str, Mapping[str, Any]]) -> str:
    heads = "set|lines|years lost|numbers lost|names lost|lines with lost words|with strange words"
    rows = []
    for name, row in table.items():
        if "years" in row:
            lost = [f"{total - kept} of {total:,}" for kept, total in (row[key] for key in KEPT)]
            odd = row["lines_with_lost_words"], row["lines_with_strange_words"]
            rows.append([name, row["lines"], *lost, *odd])
    return _render_rows(heads, rows)


def _render_writing(table: Mapping[str, Mapping[str, Any]]) -> str:
    rows = [
        [name, *(row[key] for key in (*ROUGES, "words"))] for name, row in table.items() if ROUGES[0] in row
    ]
    return _render_rows("what|ROUGE-1|ROUGE-2|ROUGE-L|words", rows)


def _render_rows(heads: str, rows: Sequence[Sequence[object]]) -> str:
    """Return a Markdown table; nothing without rows."""
    if not rows:
        return ""
    cells = [heads.split("|"), ["---"] * (heads.count("|") + 1), *rows]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in cells)
