"""Hypotheses that the detector doubts are tried again, each rung for all of the shard at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from summarize.detector import FATAL, FINAL, Doubt, find_doubts
from summarize.errors import EngineError
from summarize.glossary import lost_words
from summarize.records import Decoding, Hypothesis
from summarize.segments import split_clauses
from summarize.translation.english import finish
from summarize.translation.pool import Answer, Pieces, Pool
from summarize.translation.preparation import Prepared
from summarize.typography import lower_caps


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """The best hypothesis so far, what the detector says of it, and the rungs that were tried."""

    text: str
    score: float | None
    doubts: tuple[str, ...]
    n_lost: int = 0
    rungs: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[int, int, int]:
        """Lower is better: grave doubts first, then all doubts, then lost words."""
        return sum(doubt in FATAL for doubt in self.doubts), len(self.doubts), self.n_lost


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step: which doubts it may remove, how the text is asked for, and with which decoding."""

    name: str
    cures: frozenset[str]
    cut: Callable[[str], Pieces]
    decode: Callable[[Decoding], Decoding]


def _cut_clauses(text: str) -> Pieces:
    return tuple(text[start:end] for start, end in split_clauses(text))


def _widen(decoding: Decoding) -> Decoding:
    """No repeated trigrams: harmful to honest repetitions, so only here."""
    return replace(decoding, beam=max(8, decoding.beam), no_repeat_ngram=3)


_ALL = frozenset(Doubt) - FINAL
# Measured: a wide beam costs three times the plain one. It finds one lost number in sixteen; for lost words,
# which it finds in one line of six, translation would take a quarter more time.
_SHAPE = _ALL - {Doubt.NUMBERS_DIFFER, Doubt.WORDS_LOST}

RUNGS = (
    Rung(name="clauses", cures=_ALL, cut=_cut_clauses, decode=lambda decoding: decoding),
    Rung(name="wide-beam", cures=_SHAPE, cut=lambda text: (text,), decode=_widen),
    Rung(
        name="lower-case",
        cures=_SHAPE,
        cut=lambda text: (lower_caps(text, {}),),
        decode=lambda decoding: decoding,
    ),
)


def climb(
    pool: Pool, sources: Iterable[Prepared], decoding: Decoding
) -> dict[Prepared, Attempt | EngineError]:
    """Return the best attempt for each source, or the error of a text that the model cannot translate at all.

    A retry replaces what is there only if it has fewer grave doubts, or as many and fewer doubts, or as many
    and fewer lost words. A retry that fails changes nothing.
    """
    requests: dict[Prepared, Pieces] = {source: (source.text,) for source in sources}
    best: dict[Prepared, Attempt | EngineError] = {
        source: answer if isinstance(answer, EngineError) else _assess(source, answer)
        for source, answer in _ask(pool, requests, decoding)
    }
    for rung in RUNGS:
        best |= _try_rung(rung, pool, best, decoding)
    return best


def _ask(
    pool: Pool, requests: Mapping[Prepared, Pieces], decoding: Decoding
) -> Iterator[tuple[Prepared, Answer]]:
    """Yield each source with the answer to its request; equal requests are made once."""
    askers: dict[Pieces, list[Prepared]] = {}
    for source, pieces in requests.items():
        askers.setdefault(pieces, []).append(source)
    for pieces, answer in pool.translate(askers, decoding):
        yield from ((source, answer) for source in askers[pieces])


def _try_rung(
    rung: Rung, pool: Pool, best: Mapping[Prepared, Attempt | EngineError], decoding: Decoding
) -> dict[Prepared, Attempt]:
    doubted = {
        source: attempt
        for source, attempt in best.items()
        if isinstance(attempt, Attempt) and rung.cures.intersection(attempt.doubts)
    }
    wanted = rung.decode(decoding)
    requests = {source: rung.cut(source.text) for source in doubted}
    if wanted == decoding:
        requests = {source: pieces for source, pieces in requests.items() if pieces != (source.text,)}
    return {
        source: _choose(rung, source, doubted[source], answer)
        for source, answer in _ask(pool, requests, wanted)
    }


def _choose(rung: Rung, source: Prepared, earlier: Attempt, answer: Answer) -> Attempt:
    rungs = (*earlier.rungs, rung.name)
    if isinstance(answer, Hypothesis):
        attempt = _assess(source, answer)
        if attempt.rank < earlier.rank:
            return replace(attempt, rungs=rungs)
    return replace(earlier, rungs=rungs)


def _assess(source: Prepared, hypothesis: Hypothesis) -> Attempt:
    finished = replace(hypothesis, text=finish(hypothesis.text, source.text))
    return Attempt(
        text=finished.text,
        score=hypothesis.score,
        doubts=find_doubts(source.text, finished, lost=source.lost),
        n_lost=len(lost_words(source.text, finished.text)),
    )
