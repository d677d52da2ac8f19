"""The two protocols behind which every model stands, and their contract."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from summarize.records import Article, Decoding, FactDraft, Hypothesis


@runtime_checkable
class Translator(Protocol):
    """Turns source texts into hypotheses.

    Contract, held by one test suite for all engines: same length and same order as the sources; `""` in,
    `""` out with score `None`; deterministic for one signature; on a CPU the composition of batches never
    shows in the text; a source above `max_source_tokens` is an `EngineError`, never cut; fails only with
    `EngineError` (this text) or `DeviceError` (this machine). Any number of sources may be given at once:
    the engine sorts and fills its batches.
    """

    @property
    def signature(self) -> str:
        """One line on how the output is made: `engine:name@revision|weights:…|dtype:…`; no batch sizes."""

    @property
    def max_source_tokens(self) -> int:
        """Longest source accepted, in tokens, end-of-sentence included."""

    def count_tokens(self, sources: Sequence[str]) -> list[int]:
        """Tokens of each source as the model would see it, end-of-sentence included."""

    def unknown_characters(self, source: str) -> tuple[str, ...]:
        """Characters of `source` that the vocabulary would lose, in order, with repeats."""

    def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        """Translate (or, with `decoding.task`, rewrite) each source; the rest of the beam may come along."""


@runtime_checkable
class Queueing(Protocol):
    """A translator that works beside its caller: what is queued is computed while the caller goes on."""

    def queue(self, sources: Sequence[str], decoding: Decoding) -> Callable[[], list[Hypothesis]]:
        """Hand over each source; the result waits for the hypotheses that `Translator.translate` returns."""


@runtime_checkable
class Summarizer(Protocol):
    """Writes headlines, summaries and key facts of articles.

    Contract: same length and same order as the articles; an article without sentences gets `""` or `()`; `""`
    also means that the model gave no usable answer (the caller quotes instead); deterministic for one
    signature; longer articles than the context are condensed by parts, never cut; a summary ends on a whole
    sentence; a draft names only segments of its own article; fails only with `EngineError` or `DeviceError`.
    """

    @property
    def signature(self) -> str:
        """One line saying how the output is made."""

    def headlines(self, articles: Sequence[Article]) -> list[str]:
        """Return one English headline an article, without final full stop."""

    def summaries(self, articles: Sequence[Article]) -> list[str]:
        """Return one English summary of one to four sentences an article."""

    def key_facts(self, articles: Sequence[Article]) -> list[tuple[FactDraft, ...]]:
        """Return up to seven drafts an article, most important first."""
