"""A summariser that writes nothing, for models that only translate: the page then quotes the translation.

What is quoted is chosen where every summary ends up that does not hold: the sentences that say most, by the
score of `summarize.salience`.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.records import Article, FactDraft

SIGNATURE = "extractive@1"


class ExtractiveSummarizer:
    """Holds the contract of `Summarizer` by leaving everything to quotation."""

    signature = SIGNATURE

    def headlines(self, articles: Sequence[Article]) -> list[str]:
        """Return no headline for each article."""
        return [""] * len(articles)

    def summaries(self, articles: Sequence[Article]) -> list[str]:
        """Return no summary for each article."""
        return [""] * len(articles)

    def key_facts(self, articles: Sequence[Article]) -> list[tuple[FactDraft, ...]]:
        """Return no draft for each article."""
        return [()] * len(articles)
