"""Headlines, summaries and key facts by the compact model: one French sentence in, one English line out.

The most informative sentences are chosen, then each is rewritten by itself (Chen and Bansal, "Fast
Abstractive Summarization with Reinforce-Selected Sentence Rewriting", ACL 2018), a control token for each
task. So every line has its evidence, an article may be as long as it likes, and a small model need not read
more than it can follow. A line that the model itself finds improbable is no line: the page quotes instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from summarize.engines.cleaning import keep_whole, tidy_headline
from summarize.engines.interface import Translator
from summarize.records import Article, Decoding, FactDraft, Hypothesis, Sentence, Task
from summarize.salience import SUMMED, find_news, quote_sentence, rank_sentences
from summarize.typography import normalise_source

VERSION = 7
"""Raised when the same model would now write something else: other inputs, options or clean-up."""

WIDTH = 96
"""Tokens of a sentence that is read in training; a longer one is not asked about."""

DECODINGS = {
    task: Decoding(beam=4, no_repeat_ngram=3, length_penalty=penalty, task=task)
    for task, penalty in ((Task.HEADLINE, 0.3), (Task.FACT, 1.0))
}

LEAST_SCORE = {Task.HEADLINE: -0.33, Task.FACT: -0.36}
"""Mean log-probability a token that a line must have.

Of 46 facts above it, read strictly and blindly, 24 were right, 13 had a wrong detail, 9 were wrong; of 83
that pages would have quoted of such sentences 15, 55 and 13; of 32 facts just below it 6, 21 and 5. Of 12
headlines above it 6, 4 and 2; of 17 quoted ones 3, 12 and 2.
"""

MOST_FACTS = 5

KEPT = 4096
"""Lines that are remembered, because summary and key facts share sentences."""


class CompactSummarizer:
    """Writes with `writer`, a translator whose model knows the control tokens of `Task`."""

    def __init__(self, writer: Translator) -> None:
        self._writer = writer
        self._kept: dict[str, Hypothesis] = {}

    @property
    def signature(self) -> str:
        """The writer's signature and the version of these rules."""
        return sign(self._writer.signature)

    def headlines(self, articles: Sequence[Article]) -> list[str]:
        """Return one headline an article; of one that has its own, which the page takes, none is written."""
        texts = [
            "" if article.headline_target.strip() or not article.sentences else _source(find_news(article))
            for article in articles
        ]
        written = self._write(texts, Task.HEADLINE)
        return [tidy_headline(one.text, truncated=one.truncated) for one in written]

    def summaries(self, articles: Sequence[Article]) -> list[str]:
        """Return one summary an article: its most informative sentences, each rewritten, in their order.

        One that gave no line stands as it was translated; where none gave any there is no summary.
        """
        chosen = [
            [article.sentences[place] for place in sorted(rank_sentences(article, SUMMED))]
            for article in articles
        ]
        lines = self._rewrite(sentence for one in chosen for sentence in one)
        return [_join(one, [next(lines) for _ in one]) for one in chosen]

    def key_facts(self, articles: Sequence[Article]) -> list[tuple[FactDraft, ...]]:
        """Return the most informative sentences of each article, each as one line or as it is."""
        chosen = [
            [article.sentences[place] for place in rank_sentences(article, n_facts(article))]
            for article in articles
        ]
        lines = self._rewrite(sentence for one in chosen for sentence in one)
        return [
            tuple(
                FactDraft(statement=next(lines) or sentence.target, segments=(sentence.segment,))
                for sentence in one
            )
            for one in chosen
        ]

    def _rewrite(self, sentences: Iterable[Sentence]) -> Iterator[str]:
        """Return one whole line a sentence, nothing where the model gave none."""
        sources = [_source(sentence) for sentence in sentences]
        if len(self._kept) > KEPT:
            self._kept.clear()
        new = [source for source in dict.fromkeys(sources) if source not in self._kept]
        self._kept |= dict(zip(new, self._write(new, Task.FACT), strict=True))
        found = (self._kept[source] for source in sources)
        return iter([_begin(keep_whole(one.text, truncated=one.truncated, limit=1)) for one in found])

    def _write(self, sources: Sequence[str], task: Task) -> list[Hypothesis]:
        """Return what the model writes of each source, an empty text where it is not sure of it."""
        written = self._writer.translate(self._without_long(sources), DECODINGS[task])
        return [one if (one.score or 0.0) >= LEAST_SCORE[task] else Hypothesis(text="") for one in written]

    def _without_long(self, sources: Sequence[str]) -> list[str]:
        """A sentence too long to be read whole is not asked about: its translation will stand for it."""
        room = min(self._writer.max_source_tokens - 1, WIDTH + 1)
        counts = self._writer.count_tokens(sources)
        return [s if count <= room else "" for s, count in zip(sources, counts, strict=True)]


def sign(writer: str) -> str:
    """Return the signature of the summariser whose writer has the signature `writer`."""
    return f"compact@{VERSION}|{writer}"


def n_facts(article: Article) -> int:
    """Return how many key facts suit the length of an article: three to five."""
    return min(MOST_FACTS, max(3, 2 + len(article.sentences) // 4))


def _join(sentences: Sequence[Sentence], lines: Sequence[str]) -> str:
    if not any(lines):
        return ""
    pairs = zip(sentences, lines, strict=True)
    return " ".join(line or quote_sentence(sentence) for sentence, line in pairs)


def _begin(line: str) -> str:
    """Return a line with a capital: behind a full stop a small letter begins no sentence."""
    return line[:1].upper() + line[1:]


def _source(sentence: Sentence) -> str:
    """Return the French as the model knows it from training."""
    return normalise_source(sentence.source)
