"""Texts of many documents → hypotheses: through the memory, in bounded calls, with the blame kept exact."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TypeVar

from summarize.batching import token_batches
from summarize.engines.interface import Translator
from summarize.errors import EngineError
from summarize.files import fingerprint_text
from summarize.memory import Memory
from summarize.records import Decoding, Hypothesis
from summarize.segments import split_to_fit
from summarize.translation.english import join_clauses

T = TypeVar("T")
Pieces = tuple[str, ...]
Answer = Hypothesis | EngineError

CALL_TOKENS = 16_384
"""Padded tokens of one call: a call is kept when it ends, so a kill costs at most this much work."""


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

    def translate(self, requests: Iterable[Pieces], decoding: Decoding) -> dict[Pieces, Answer]:
        """Return the joined hypotheses of each request, or the error of the first piece that failed."""
        unique = list(dict.fromkeys(requests))
        cuts = self._cut([piece for pieces in unique for piece in pieces])
        fitting = [cut for cut in cuts.values() if not isinstance(cut, EngineError)]
        answers = self._ask([piece for cut in fitting for piece in cut], decoding)
        return {pieces: _join(pieces, cuts, answers) for pieces in unique}

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

    def _ask(self, texts: Sequence[str], decoding: Decoding) -> dict[str, Answer]:
        keys = {text: self._key(text, decoding) for text in texts}
        known = self._memory.get_many(list(keys.values()))
        answers: dict[str, Answer] = {
            text: Hypothesis(**json.loads(known[key])) for text, key in keys.items() if key in known
        }
        # The order of the pool must not depend on how its documents came together.
        missing = sorted(text for text in keys if text not in answers)
        for batch in token_batches(self._translator.count_tokens(missing), CALL_TOKENS) if missing else ():
            some = [missing[index] for index in batch]
            fresh = dict(zip(some, try_each(lambda t: self._call(t, decoding), some), strict=True))
            self._memory.put_many(
                {
                    keys[text]: _dump(answer)
                    for text, answer in fresh.items()
                    if isinstance(answer, Hypothesis)
                }
            )
            answers |= fresh
            self._on_batch(len(some))
        return answers

    def _call(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        hypotheses = self._translator.translate(texts, decoding)
        if len(hypotheses) != len(texts):
            raise EngineError(f"the engine gave {len(hypotheses)} answers to {len(texts)} texts")
        return hypotheses

    def _key(self, text: str, decoding: Decoding) -> str:
        request = ["translation", self._translator.signature, asdict(decoding), text]
        return fingerprint_text(json.dumps(request, sort_keys=True))


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


def _dump(hypothesis: Hypothesis) -> str:
    return json.dumps(asdict(hypothesis), ensure_ascii=False)


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
