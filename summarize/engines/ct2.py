"""Marian on CTranslate2: the same protocol many times faster on a CPU, started without torch."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from summarize.engines.cache import cached
from summarize.engines.options import ModelSpec, Runtime, describe
from summarize.engines.running import cap, plan_batches, refuse_too_long, run_halving
from summarize.engines.tokens import END, MarianTokens, count_each
from summarize.errors import ModelError
from summarize.records import Decoding, Hypothesis


class CTranslate2Translator:
    """Runs a Marian checkpoint, converted once into the cache.

    Batches go to `threads` workers of one thread each: on a CPU that is faster than threads inside one batch.
    """

    def __init__(self, spec: ModelSpec, runtime: Runtime) -> None:
        from summarize.engines.conversion import VERSION, convert_marian

        self._signature = describe(spec, runtime)
        self._budget = runtime.batch_tokens
        self._is_exact = runtime.device == "cpu" and runtime.compute_type.startswith("int8")
        self._tokens = MarianTokens(spec.path)
        self._positions = _read_positions(spec)
        folder = cached(spec, runtime, VERSION, convert_marian)
        self._model = load_model("Translator", str(folder), runtime)

    @property
    def signature(self) -> str:
        """Engine, model, weights, compute type and device."""
        return self._signature

    @property
    def max_source_tokens(self) -> int:
        """Longest source accepted, in tokens, end-of-sentence included."""
        return min(self._tokens.longest_source, self._positions)

    def count_tokens(self, sources: Sequence[str]) -> list[int]:
        """Return the tokens of each source."""
        return count_each(self._tokens, sources)

    def unknown_characters(self, source: str) -> tuple[str, ...]:
        """Return what the vocabulary would lose."""
        return self._tokens.unknown_characters(source)

    def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        """Translate or rewrite each source; all batches are queued, the workers take them in turn."""
        return self.queue(sources, decoding)()

    def queue(self, sources: Sequence[str], decoding: Decoding) -> Callable[[], list[Hypothesis]]:
        """Give all batches to the workers; the result waits for them and reads the answers."""
        encoded = [self._tokens.encode(source, decoding.task) if source.strip() else [] for source in sources]
        lengths = [len(pieces) for pieces in encoded]
        refuse_too_long(lengths, self.max_source_tokens)
        filled = [index for index, length in enumerate(lengths) if length]
        batches = [
            tuple(filled[i] for i in batch)
            for batch in plan_batches([lengths[i] for i in filled], self._budget, is_exact=self._is_exact)
        ]
        queued = [self._queue(encoded, batch, decoding) for batch in batches]

        def collect() -> list[Hypothesis]:
            hypotheses = [Hypothesis(text="") for _ in sources]
            for batch, waiting in zip(batches, queued, strict=True):
                for index, result in zip(
                    batch, self._collect(encoded, batch, waiting, decoding), strict=True
                ):
                    hypotheses[index] = self._read(result, decoding)
            return hypotheses

        return collect

    def _queue(self, encoded: Sequence[list[str]], batch: Sequence[int], decoding: Decoding) -> list[Any]:
        return list(
            self._model.translate_batch(
                [encoded[i] for i in batch],
                asynchronous=True,
                max_input_length=0,
                max_decoding_length=cap(len(encoded[batch[0]]), decoding.task, self._positions),
                beam_size=decoding.beam,
                length_penalty=decoding.length_penalty,
                no_repeat_ngram_size=decoding.no_repeat_ngram,
                num_hypotheses=decoding.beam,  # the whole beam costs nothing more
                return_scores=True,
                return_end_token=True,
            )
        )

    def _collect(
        self, encoded: Sequence[list[str]], batch: Sequence[int], waiting: list[Any], decoding: Decoding
    ) -> list[Any]:
        first = [waiting]  # the queued results serve the first attempt; a halved batch is queued anew

        def run(members: Sequence[int]) -> list[Any]:
            return [
                one.result() for one in (first.pop() if first else self._queue(encoded, members, decoding))
            ]

        return run_halving(batch, run)

    def _read(self, result: Any, decoding: Decoding) -> Hypothesis:
        best, *others = [
            self._rate(pieces, score, decoding)
            for pieces, score in zip(result.hypotheses, result.scores, strict=True)
        ]
        return replace(best, others=tuple(others))

    def _rate(self, pieces: list[str], score: float, decoding: Decoding) -> Hypothesis:
        """CTranslate2 divides the log-probability by tokens ** length penalty: turn it into the mean."""
        is_whole = bool(pieces) and pieces[-1] == END
        written = max(len(pieces), 1)
        return Hypothesis(
            text=self._tokens.decode(pieces),
            score=float(score) * written ** (decoding.length_penalty - 1),
            truncated=not is_whole,
        )


def load_model(kind: str, folder: str, runtime: Runtime) -> Any:
    """Return `ctranslate2.Translator` or `Generator` for a converted folder."""
    import ctranslate2

    try:
        return getattr(ctranslate2, kind)(
            folder,
            device=runtime.device,
            compute_type=runtime.compute_type,
            inter_threads=runtime.threads if runtime.device == "cpu" else 1,
            intra_threads=1,
            max_queued_batches=-1,  # a call that is queued must not wait for the one before it
        )
    except (RuntimeError, ValueError) as error:
        raise ModelError(
            f"{folder}: CTranslate2 cannot load it: {error}", hint="Try --compute-type float32."
        ) from error


def _read_positions(spec: ModelSpec) -> int:
    try:
        return int(
            json.loads((spec.path / "config.json").read_text(encoding="utf-8"))["max_position_embeddings"]
        )
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{spec.path / 'config.json'}: cannot be read: {error}") from error
