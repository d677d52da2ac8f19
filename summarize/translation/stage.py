"""The stage: segments in, targets out, same length and order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol

from summarize.detector import FATAL, Doubt
from summarize.engines.interface import Translator
from summarize.errors import EngineError
from summarize.memory import Memory
from summarize.records import Decoding, Replacement, Segment, Target
from summarize.translation.ladder import Attempt, climb
from summarize.translation.pool import Pool
from summarize.translation.preparation import Prepared, prepare
from summarize.typography import collect_forms, is_all_caps


class NameRepair(Protocol):
    """What sets proper names right in a target."""

    def apply(self, target: str, source: str, /) -> tuple[str, tuple[Replacement, ...]]:
        """Return the repaired `target` and what was replaced in it."""


def translate_segments(
    segments: Sequence[Segment],
    translator: Translator,
    decoding: Decoding,
    *,
    memory: Memory,
    names: NameRepair,
    on_batch: Callable[[int], None] | None = None,
) -> tuple[Target, ...]:
    """Translate the segments of any number of documents, one document after the other.

    A segment without letters and a line of results pass through. One that the model fails on, or whose
    translation remains gravely doubtful after all retries, keeps its French and says so in `doubts`. A
    document of which no segment can be translated is an `EngineError`. What a segment becomes does not depend
    on other documents.
    """
    documents = list(_documents(segments))
    prepared = [one for document in documents for one in _prepare(document, translator)]
    pool = Pool(translator, memory, on_batch)
    attempts = climb(pool, [one for one in prepared if one is not None], decoding)
    _refuse_lost(documents, prepared, attempts)
    return tuple(
        _pass_through(segment, names) if one is None else _finish(segment, one, attempts[one], names)
        for segment, one in zip(segments, prepared, strict=True)
    )


def _documents(segments: Sequence[Segment]) -> Iterator[Sequence[Segment]]:
    """Cut where the index of a segment does not grow: there another document begins."""
    start = 0
    for place in range(1, len(segments)):
        if segments[place].index <= segments[place - 1].index:
            yield segments[start:place]
            start = place
    if segments:
        yield segments[start:]


def _prepare(document: Sequence[Segment], translator: Translator) -> list[Prepared | None]:
    sources = [segment.source for segment in document]
    # How a word in capitals is written is known from its own document alone.
    known = collect_forms(sources) if any(is_all_caps(source) for source in sources) else {}

    def find_unknown(text: str) -> tuple[str, ...]:
        try:
            return translator.unknown_characters(text)
        except EngineError:
            return ()  # the call of the model will say the same, and there it is accounted for

    return [prepare(source, known, find_unknown) for source in sources]


def _refuse_lost(
    documents: Sequence[Sequence[Segment]],
    prepared: Sequence[Prepared | None],
    attempts: Mapping[Prepared, Attempt | EngineError],
) -> None:
    """Raise for a document that the model failed on throughout: its page would say nothing."""
    texts = iter(prepared)
    for document in documents:
        answers = [attempts[one] for one in islice(texts, len(document)) if one is not None]
        errors = [answer for answer in answers if isinstance(answer, EngineError)]
        if errors and len(errors) == len(answers):
            raise errors[0]


def _pass_through(segment: Segment, names: NameRepair) -> Target:
    text, replacements = names.apply(segment.source, segment.source)
    return Target(text=text, replacements=replacements)


def _finish(
    segment: Segment, prepared: Prepared, attempt: Attempt | EngineError, names: NameRepair
) -> Target:
    if isinstance(attempt, EngineError):
        return Target(text=segment.source, is_translated=False, doubts=(Doubt.MODEL_ERROR,))
    if FATAL.intersection(attempt.doubts):
        return Target(
            text=segment.source,
            score=attempt.score,
            is_translated=False,
            rungs=attempt.rungs,
            doubts=attempt.doubts,
        )
    text, replacements = names.apply(f"{prepared.before}{attempt.text}{prepared.after}", segment.source)
    return Target(
        text=text,
        score=attempt.score,
        rungs=attempt.rungs,
        doubts=attempt.doubts,
        replacements=replacements,
    )
