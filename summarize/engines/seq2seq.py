"""Headlines, summaries and key facts by any BART-, Pegasus- or T5-class English news summariser.

It reads the English targets. Longer articles than the context are summarised part by part, then the summaries
together, until they fit. Such models write summaries and nothing else: a headline is the summary's
first sentence where that is as short as a headline (checkpoints for one-sentence summaries write such),
otherwise `""`; key facts are the most informative translated sentences as they stand, their own evidence.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.engines.cleaning import keep_whole, split_english, tidy_headline
from summarize.engines.parts import split_parts
from summarize.engines.textmodels import TextModel
from summarize.records import Article, FactDraft
from summarize.salience import rank_sentences

VERSION = 1
"""Raised when the same model would now write something else."""

LONGEST_HEADLINE = 16
"""Words. A longer sentence is a lead, not a headline."""

MOST_FACTS, MOST_ROUNDS = 7, 4


class Seq2SeqSummarizer:
    """Summarises with a text → text model."""

    def __init__(self, model: TextModel) -> None:
        self._model = model
        # headlines() and summaries() of one shard need the same texts: they are written once.
        self._last: dict[Article, str] = {}

    @property
    def signature(self) -> str:
        """The model's signature and the version of these rules."""
        return sign(self._model.signature)

    def headlines(self, articles: Sequence[Article]) -> list[str]:
        """Return the first sentence of each summary where it is short enough."""
        firsts = [split_english(summary)[:1] for summary in self.summaries(articles)]
        return [
            tidy_headline(first[0]) if first and len(first[0].split()) <= LONGEST_HEADLINE else ""
            for first in firsts
        ]

    def summaries(self, articles: Sequence[Article]) -> list[str]:
        """Return one summary an article."""
        if any(article not in self._last for article in articles):
            texts = [[s.target for s in article.sentences if s.target.strip()] for article in articles]
            self._last = dict(zip(articles, self._summarize(texts, MOST_ROUNDS), strict=True))
        return [self._last[article] for article in articles]

    def key_facts(self, articles: Sequence[Article]) -> list[tuple[FactDraft, ...]]:
        """Return the most informative sentences of each article, most informative first."""
        return [
            tuple(
                FactDraft(statement=sentence.target, segments=(sentence.segment,))
                for sentence in (article.sentences[place] for place in rank_sentences(article, MOST_FACTS))
                if sentence.target.strip()
            )
            for article in articles
        ]

    def _summarize(self, texts: Sequence[Sequence[str]], rounds: int) -> list[str]:
        """Write one summary a text; where a text has several parts, summarise the summaries of its parts."""
        parts = [split_parts(sentences, self._model.room, self._model.count) for sentences in texts]
        written = iter(
            self._model.write([" ".join(text for _, text in part) for one in parts for part in one])
        )
        summaries = [
            [keep_whole(h.text, truncated=h.truncated) for h in (next(written) for _ in one)] for one in parts
        ]
        longer = [place for place, one in enumerate(summaries) if len(one) > 1]
        done = [" ".join(one) if len(one) < 2 else keep_whole(" ".join(one)) for one in summaries]
        if longer and rounds > 1:
            again = [[s for one in summaries[place] for s in split_english(one)] for place in longer]
            for place, summary in zip(longer, self._summarize(again, rounds - 1), strict=True):
                done[place] = summary
        return done


def sign(model: str) -> str:
    """Return the signature of the summariser whose model has the signature `model`."""
    return f"seq2seq@{VERSION}|{model}"
