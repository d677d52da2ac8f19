"""Headlines, summaries and key facts by the compact model: French in, English out, a control token a task.

A headline is written of the first sentences, where the news is, unless the dispatch has one of its own. Of an
article longer than the context a summary is written of every part and merged: the opening part's first, then
the first sentences of the most informative other parts, up to four sentences. Key facts are made sentence by
sentence: the most informative ones, each rewritten as one line, its own evidence; one too long to be read
whole stays as it was translated.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.engines.cleaning import keep_whole, split_english, tidy_headline
from summarize.engines.interface import Translator
from summarize.engines.parts import Part, fit, split_parts
from summarize.records import Article, Decoding, FactDraft, Hypothesis, Sentence, Task
from summarize.salience import rank_sentences
from summarize.typography import normalise_source

VERSION = 5
"""Raised when the same model would now write something else: other inputs, options or clean-up."""

WIDTHS = {Task.HEADLINE: 96, Task.SUMMARY: 192, Task.FACT: 96}
"""Tokens of text that each task read in training: longer ones it has never seen."""

DECODINGS = {
    task: Decoding(beam=4, no_repeat_ngram=3, length_penalty=penalty, task=task)
    for task, penalty in ((Task.HEADLINE, 0.3), (Task.SUMMARY, 2.0), (Task.FACT, 1.0))
}
"""How each task is searched: a summary as translations are would be half as long as editors write them."""

HEADED = 3
"""The first sentences of which a headline is written, as far as they fit."""

LONGEST_SUMMARY = 4
MOST_FACTS = 7


class CompactSummarizer:
    """Writes with `writer`, a translator whose model knows the control tokens of `Task`."""

    def __init__(self, writer: Translator) -> None:
        self._writer = writer

    @property
    def signature(self) -> str:
        """The writer's signature and the version of these rules."""
        return sign(self._writer.signature)

    def headlines(self, articles: Sequence[Article]) -> list[str]:
        """Return one headline an article; of one that has its own, which the page takes, none is written."""
        texts = [
            "" if article.headline_target.strip() else " ".join(self._open(article)) for article in articles
        ]
        return [
            tidy_headline(hypothesis.text, truncated=hypothesis.truncated)
            for hypothesis in self._write(texts, Task.HEADLINE)
        ]

    def summaries(self, articles: Sequence[Article]) -> list[str]:
        """Return one summary an article, merged from its parts where it has several."""
        room = self._room(Task.SUMMARY)
        parts = [split_parts(_sources(article), room, self._count) for article in articles]
        texts = [" ".join(text for _, text in part) for one in parts for part in one]
        written = iter(self._write(texts, Task.SUMMARY))
        return [
            _merge(
                article,
                one,
                [keep_whole(h.text, truncated=h.truncated) for h in (next(written) for _ in one)],
            )
            for article, one in zip(articles, parts, strict=True)
        ]

    def key_facts(self, articles: Sequence[Article]) -> list[tuple[FactDraft, ...]]:
        """Return the most informative sentences of each article, each rewritten as one short line."""
        chosen = [
            [article.sentences[place] for place in rank_sentences(article, n_facts(article))]
            for article in articles
        ]
        texts = self._without_long([normalise_source(sentence.source) for one in chosen for sentence in one])
        written = iter(self._write(texts, Task.FACT))
        return [tuple(_draft(sentence, next(written)) for sentence in one) for one in chosen]

    def _room(self, task: Task) -> int:
        """Tokens for text: two of the context are for the control token and the end."""
        return min(self._writer.max_source_tokens - 2, WIDTHS[task])

    def _count(self, texts: Sequence[str]) -> list[int]:
        return [count - 1 for count in self._writer.count_tokens(texts)]

    def _open(self, article: Article) -> list[str]:
        """Return the first sentences, as many as a headline was asked of in training."""
        sentences = _sources(article)
        return fit(sentences[:HEADED], range(HEADED), self._room(Task.HEADLINE), self._count)

    def _without_long(self, sources: Sequence[str]) -> list[str]:
        """A sentence too long to be read whole is not asked about: its translation will stand for it."""
        room = self._room(Task.FACT)
        return [s if count <= room else "" for s, count in zip(sources, self._count(sources), strict=True)]

    def _write(self, texts: Sequence[str], task: Task) -> list[Hypothesis]:
        return self._writer.translate(texts, DECODINGS[task])


def sign(writer: str) -> str:
    """Return the signature of the summariser whose writer has the signature `writer`."""
    return f"compact@{VERSION}|{writer}"


def n_facts(article: Article) -> int:
    """Return how many key facts suit the length of an article: three to seven."""
    return min(MOST_FACTS, max(3, 2 + len(article.sentences) // 4))


def _sources(article: Article) -> list[str]:
    """Return the French as the model knows it from training."""
    return [normalise_source(sentence.source) for sentence in article.sentences]


def _draft(sentence: Sentence, hypothesis: Hypothesis) -> FactDraft:
    """One whole line, or the translated sentence where the model gave none."""
    line = keep_whole(hypothesis.text, truncated=hypothesis.truncated, limit=1)
    return FactDraft(statement=line or sentence.target, segments=(sentence.segment,))


def _merge(article: Article, parts: Sequence[Part], summaries: Sequence[str]) -> str:
    """The opening part's summary, then the first sentence of the others, most informative part first."""
    if len(parts) < 2:
        return "".join(summaries)
    rank = {place: position for position, place in enumerate(rank_sentences(article, len(article.sentences)))}
    others = sorted(
        range(1, len(parts)), key=lambda i: (min(rank.get(place, len(rank)) for place, _ in parts[i]), i)
    )
    opening = split_english(summaries[0])[: LONGEST_SUMMARY - 1]
    added = sorted([i for i in others if summaries[i]][: LONGEST_SUMMARY - len(opening)])
    return " ".join([*opening, *(split_english(summaries[i])[0] for i in added)])
