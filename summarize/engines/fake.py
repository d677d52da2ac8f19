"""Engines without a model, for tests and dry checks (`--engine fake`): deterministic and quick.

Known French words become English, the rest stays: numbers and names survive.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence

from summarize.errors import EngineError
from summarize.records import Article, Decoding, FactDraft, Hypothesis, Task

_PAIRS = """
le:the la:the les:the un:a une:a des:some du:of_the de:of et:and ou:or à:to au:to_the aux:to_the en:in
dans:in sur:on pour:for par:by avec:with sans:without est:is sont:are a:has ont:have était:was ne:not
pas:not plus:more que:that qui:who il:he elle:she ils:they selon:according_to jeudi:Thursday lundi:Monday
mardi:Tuesday mercredi:Wednesday vendredi:Friday samedi:Saturday dimanche:Sunday janvier:January
février:February mars:March avril:April mai:May juin:June juillet:July août:August septembre:September
octobre:October novembre:November décembre:December millions:million milliards:billion milliard:billion
"""
WORDS = dict(pair.split(":") for pair in _PAIRS.split())
TOKEN = re.compile(r"\w+|[^\w\s]|\s+")
LONGEST = 512


class FakeTranslator:
    """Maps words. `delay` seconds a call and `fault` (source → error or None) let tests inject trouble."""

    def __init__(
        self,
        *,
        delay: float = 0.0,
        fault: Callable[[str], Exception | None] = lambda source: None,
        longest: int = LONGEST,
    ) -> None:
        self._delay = delay
        self._fault = fault
        self._longest = longest

    @property
    def signature(self) -> str:
        """Say that no model was at work."""
        return "fake:word-list@1|weights:none|dtype:none"

    @property
    def max_source_tokens(self) -> int:
        """Longest source accepted."""
        return self._longest

    def count_tokens(self, sources: Sequence[str]) -> list[int]:
        """Return words and marks of each source, and one for the end."""
        return [sum(not token.isspace() for token in TOKEN.findall(source)) + 1 for source in sources]

    def unknown_characters(self, source: str) -> tuple[str, ...]:
        """Return the snowmen of `source`: a character that no dispatch needs."""
        return tuple(character for character in source if character == "☃")

    def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        """Replace the known words of each source."""
        time.sleep(self._delay)
        return [self._translate_one(source, decoding) for source in sources]

    def _translate_one(self, source: str, decoding: Decoding) -> Hypothesis:
        error = self._fault(source)
        if error is not None:
            raise error
        if self.count_tokens([source])[0] > self._longest:
            raise EngineError(f"a segment is longer than {self._longest} tokens")
        if not source.strip():
            return Hypothesis(text="")
        text = "".join(_translate_word(token) for token in TOKEN.findall(source.replace("☃", "")))
        if decoding.task is Task.HEADLINE:
            text = " ".join(text.split()[:10]).rstrip(" .,;:")
        return Hypothesis(text=text.strip(), score=-0.1)


class FakeSummarizer:
    """Takes the first sentences: what a summariser does that never errs and never helps much."""

    def __init__(
        self, *, delay: float = 0.0, fault: Callable[[Article], Exception | None] = lambda a: None
    ) -> None:
        self._delay = delay
        self._fault = fault

    @property
    def signature(self) -> str:
        """Say that no model was at work."""
        return "fake:first-sentences@1|weights:none|dtype:none"

    def headlines(self, articles: Sequence[Article]) -> list[str]:
        """Return the first sentence of each article."""
        return [" ".join(self._targets(article)[:1]).rstrip(". ") for article in self._meet(articles)]

    def summaries(self, articles: Sequence[Article]) -> list[str]:
        """Return the first two sentences of each article."""
        return [" ".join(self._targets(article)[:2]) for article in self._meet(articles)]

    def key_facts(self, articles: Sequence[Article]) -> list[tuple[FactDraft, ...]]:
        """Return the first five sentences of each article, each its own evidence."""
        return [
            tuple(
                FactDraft(statement=sentence.target, segments=(sentence.segment,))
                for sentence in article.sentences
                if sentence.target.strip()
            )[:5]
            for article in self._meet(articles)
        ]

    def _meet(self, articles: Sequence[Article]) -> Sequence[Article]:
        time.sleep(self._delay)
        for article in articles:
            error = self._fault(article)
            if error is not None:
                raise error
        return articles

    def _targets(self, article: Article) -> list[str]:
        return [sentence.target for sentence in article.sentences if sentence.target.strip()]


def _translate_word(token: str) -> str:
    found = WORDS.get(token.lower())
    if found is None:
        return token
    text = found.replace("_", " ")
    return text[0].upper() + text[1:] if token[0].isupper() else text
