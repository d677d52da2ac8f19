"""Texts of many documents → hypotheses: through the memory, in bounded calls, with the blame kept exact."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import TypeVar

from summarize.batching import token_batches
from summarize.engines.interface import Queueing, Translator
from summarize.errors import EngineError
from summarize.files import fingerprint_text
from summarize.memory import Memory
from summarize.records import Decoding, Hypothesis
from summarize.segments import split_to_fit
from summarize.translation.english import join_clauses
from summarize.translation.selection import SIGNATURE, choose

T = TypeVar("T")
Pieces = tuple[str, ...]
Answer = Hypothesis | EngineError

CALL_TOKENS = 16_384
"""Padded tokens of one call: a call is kept when it ends, so a kill costs at most two calls' work."""


class Pool:
    """Translates requests of one or more pieces each; equal pieces are translated once.

    `on_batch` is told, after each call of the model, how many pieces it translated.
    """

    def __init__(
        self, translator: Translator, memory: Memory, on_batch: Callable[[int], None] | None = None
    ) -> None:
        self._translator = translator
        self._memory = memory
        self._on_batch = on_batch or (lambda n_pieces: None)

    def translate(self, requests: Iterable[Pieces], decoding: Decoding) -> Iterator[tuple[Pieces, Answer]]:
        """Yield each request with its joined hypotheses, or the error of the first piece that failed.

        A request comes as soon as its last piece is there, in no order to rely on: what the caller does with
        it is done while the next call is computed.
        """
        unique = list(dict.fromkeys(requests))
        cuts = self._cut([piece for pieces in unique for piece in pieces])
        waiting = {pieces: _texts(pieces, cuts) for pieces in unique}
        askers: dict[str, list[Pieces]] = {}
        for pieces, texts in waiting.items():
            for text in texts:
                askers.setdefault(text, []).append(pieces)
        answers: dict[str, Answer] = {}
        yield from ((pieces, _join(pieces, cuts, answers)) for pieces, texts in waiting.items() if not texts)
        for fresh in self._ask(list(askers), decoding):
            answers |= fresh
            for text in fresh:
                for pieces in askers[text]:
                    waiting[pieces].remove(text)
                    if not waiting[pieces]:
                        yield pieces, _join(pieces, cuts, answers)

    def _cut(self, texts: Iterable[str]) -> dict[str, Pieces | EngineError]:
        """Return each text in pieces that the model accepts: itself, nearly always."""
        unique = list(dict.fromkeys(texts))
        counts = try_each(self._translator.count_tokens, unique)
        return {text: self._fit(text, count) for text, count in zip(unique, counts, strict=True)}

    def _fit(self, text: str, count: int | EngineError) -> Pieces | EngineError:
        if isinstance(count, EngineError):
            return count
        longest = self._translator.max_source_tokens
        if count <= longest:
            return (text,)
        try:
            spans = split_to_fit(text, lambda part: self._translator.count_tokens([part])[0] <= longest)
        except EngineError as error:
            return error
        return tuple(text[start:end] for start, end in spans)

    def _ask(self, texts: Sequence[str], decoding: Decoding) -> Iterator[dict[str, Answer]]:
        """Yield answers to distinct texts: those in the memory, then call by call."""
        keys = {text: self._key(text, decoding) for text in texts}
        known = self._memory.get_many(list(keys.values()))
        yield {text: Hypothesis(**json.loads(known[key])) for text, key in keys.items() if key in known}
        # The order of the pool must not depend on how its documents came together.
        missing = sorted(text for text in texts if keys[text] not in known)
        batches = token_batches(self._translator.count_tokens(missing), CALL_TOKENS) if missing else ()
        calls = (self._begin([missing[index] for index in batch], decoding) for batch in batches)
        for some, collect in _one_ahead(calls):
            fresh = {text: _choose(text, answer) for text, answer in zip(some, collect(), strict=True)}
            self._memory.put_many(
                {
                    keys[text]: _dump(answer)
                    for text, answer in fresh.items()
                    if isinstance(answer, Hypothesis)
                }
            )
            self._on_batch(len(some))
            yield fresh

    def _begin(self, texts: list[str], decoding: Decoding) -> tuple[list[str], Callable[[], list[Answer]]]:
        """Hand over the texts of one call; the second of the pair waits for the answers, blame kept exact."""
        first: list[Callable[[], list[Hypothesis]]] = []
        if isinstance(self._translator, Queueing):
            with suppress(EngineError):  # asked again one by one, the text to blame will say it
                first.append(self._translator.queue(texts, decoding))

        def call(some: Sequence[str]) -> list[Hypothesis]:
            hypotheses = first.pop()() if first else self._translator.translate(some, decoding)
            if len(hypotheses) != len(some):
                raise EngineError(f"the engine gave {len(hypotheses)} answers to {len(some)} texts")
            return hypotheses

        return texts, lambda: try_each(call, texts)

    def _key(self, text: str, decoding: Decoding) -> str:
        request = ["translation", SIGNATURE, self._translator.signature, asdict(decoding), text]
        return fingerprint_text(json.dumps(request, sort_keys=True))


def _one_ahead(items: Iterable[T]) -> Iterator[T]:
    """Yield `items`, each only when the one after it has been made."""
    earlier: list[T] = []
    for item in items:
        yield from earlier
        earlier = [item]
    yield from earlier


def _texts(pieces: Pieces, cuts: Mapping[str, Pieces | EngineError]) -> set[str]:
    """Return the texts that a request waits for; none if one of its pieces cannot be cut."""
    found: set[str] = set()
    for piece in pieces:
        cut = cuts[piece]
        if isinstance(cut, EngineError):
            return set()
        found.update(cut)
    return found


def try_each(function: Callable[[Sequence[str]], Sequence[T]], texts: Sequence[str]) -> list[T | EngineError]:
    """Return what `function` gives for each text; where it fails, halve until the text to blame is alone."""
    if not texts:
        return []
    try:
        return list(function(texts))
    except EngineError as error:
        if len(texts) == 1:
            return [error]
    middle = len(texts) // 2
    return try_each(function, texts[:middle]) + try_each(function, texts[middle:])


def _choose(text: str, answer: Answer) -> Answer:
    return choose(text, answer) if isinstance(answer, Hypothesis) else answer


def _dump(hypothesis: Hypothesis) -> str:
    known = asdict(hypothesis)
    del known["others"]  # the choice is made
    return json.dumps(known, ensure_ascii=False)


def _join(pieces: Pieces, cuts: Mapping[str, Pieces | EngineError], answers: Mapping[str, Answer]) -> Answer:
    """Return the hypotheses of all pieces as one; its score is their mean, weighted by length."""
    parts: list[tuple[str, Hypothesis]] = []
    for piece in pieces:
        cut = cuts[piece]
        if isinstance(cut, EngineError):
            return cut
        for part in cut:
            answer = answers[part]
            if isinstance(answer, EngineError):
                return answer
            parts.append((part, answer))
    return parts[0][1] if len(parts) == 1 else _merge(parts)


def _merge(parts: Sequence[tuple[str, Hypothesis]]) -> Hypothesis:
    hypotheses = [hypothesis for _, hypothesis in parts]
    scored = [(h.score, len(h.text) + 1) for h in hypotheses if h.score is not None]
    total = sum(weight for _, weight in scored)
    return Hypothesis(
        text=join_clauses([(source, hypothesis.text) for source, hypothesis in parts]),
        score=sum(score * weight for score, weight in scored) / total if total else None,
        truncated=any(h.truncated for h in hypotheses),
    )
