"""A summariser that asks the memory first, so that only what its recipe touches is written again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import TypeVar

from summarize.engines.interface import Summarizer
from summarize.files import fingerprint_text
from summarize.memory import Memory
from summarize.records import Article, FactDraft

CALL_ARTICLES = 16
"""Articles of one call: it is kept when it ends, so a kill costs at most this much work."""

T = TypeVar("T")


class RememberedSummarizer:
    """Holds the contract of `Summarizer` by asking `summarizer` only for what `memory` does not know."""

    def __init__(
        self, summarizer: Summarizer, memory: Memory, on_batch: Callable[[int], None] | None = None
    ) -> None:
        """Take what writes and what remembers; `on_batch` is told after each call how many texts it wrote."""
        self._summarizer = summarizer
        self._memory = memory
        self._on_batch = on_batch or (lambda n_texts: None)

    @property
    def signature(self) -> str:
        """The signature of the summariser behind."""
        return self._summarizer.signature

    def headlines(self, articles: Sequence[Article]) -> list[str]:
        """Return one headline an article."""
        return [json.loads(a) for a in self._answers("headline", articles, self._summarizer.headlines)]

    def summaries(self, articles: Sequence[Article]) -> list[str]:
        """Return one summary an article."""
        return [json.loads(a) for a in self._answers("summary", articles, self._summarizer.summaries)]

    def key_facts(self, articles: Sequence[Article]) -> list[tuple[FactDraft, ...]]:
        """Return the drafts of each article."""

        def write(missing: Sequence[Article]) -> list[list[dict[str, object]]]:
            return [[asdict(draft) for draft in drafts] for drafts in self._summarizer.key_facts(missing)]

        return [
            tuple(
                FactDraft(statement=row["statement"], segments=tuple(row["segments"]))
                for row in json.loads(answer)
            )
            for answer in self._answers("facts", articles, write)
        ]

    def _answers(
        self,
        task: str,
        articles: Sequence[Article],
        write: Callable[[Sequence[Article]], Sequence[object]],
    ) -> list[str]:
        keys = [self._key(task, article) for article in articles]
        known = self._memory.get_many(keys)
        missing = {key: article for key, article in zip(keys, articles, strict=True) if key not in known}
        for some in _cut(list(missing.items()), CALL_ARTICLES):
            answers = write([article for _, article in some])
            fresh = {
                key: json.dumps(answer, ensure_ascii=False)
                for (key, _), answer in zip(some, answers, strict=True)
            }
            self._memory.put_many(fresh)
            self._on_batch(len(some))
            known = {**known, **fresh}
        return [known[key] for key in keys]

    def _key(self, task: str, article: Article) -> str:
        request = [task, self._summarizer.signature, asdict(article)]
        return fingerprint_text(json.dumps(request, ensure_ascii=False, sort_keys=True))


def _cut(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Yield `items` in order, `size` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
