"""Which pairs make which batch: decided by a seed and an epoch, so that a resumed run goes on exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import torch

from training.model import Batch
from training.pairs import Ids, Pairs

Rows = tuple[int, ...]
_STEP = 4


def copies_of(counts: Mapping[str, int], copies: Mapping[str, float]) -> npt.NDArray[np.float64]:
    """Return how often each pair is shown an epoch on average, for sets that lie one after another."""
    return np.concatenate([np.full(counts[name], copies[name], np.float64) for name in copies])


def epoch_batches(
    pairs: Pairs, copies: npt.NDArray[np.float64], *, tokens: int, longest: int, seed: int, epoch: int
) -> tuple[Rows, ...]:
    """Return the batches of one epoch, of at most `tokens` padded tokens on the longer side.

    Pairs of like source length lie together and, among those, pairs of like target length: little is padding.
    Pairs longer than `longest` on either side are left out.
    """
    chance = np.random.default_rng([seed, epoch])
    source, target = np.diff(pairs.source_at), np.diff(pairs.target_at)
    # A fraction of a copy is a chance: 0.1 shows another tenth each epoch.
    times = np.floor(copies + chance.random(len(pairs))).astype(np.int64)
    shown = np.repeat(np.arange(len(pairs)), times)
    shown = shown[np.maximum(source, target)[shown] <= longest]
    noise = chance.random(len(shown))
    ranked = shown[np.lexsort((noise, target[shown] // 2, source[shown] // _STEP))]
    batches = list(_cut(ranked, np.maximum(source, target), tokens))
    return tuple(batches[i] for i in chance.permutation(len(batches)))


def _cut(ranked: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64], tokens: int) -> Sequence[Rows]:
    """Return consecutive rows in groups whose padded size fits."""
    groups: list[Rows] = []
    rows: list[int] = []
    width = 0
    for row, length in zip(ranked.tolist(), lengths[ranked].tolist(), strict=True):
        if rows and max(width, length) * (len(rows) + 1) > tokens:
            groups.append(tuple(rows))
            rows, width = [], 0
        rows.append(row)
        width = max(width, length)
    if rows:
        groups.append(tuple(rows))
    return groups


def _padded(rows: Sequence[Ids], pad: int) -> torch.Tensor:
    """Return rows as one matrix, filled up with `pad`."""
    matrix = np.full((len(rows), max(len(row) for row in rows)), pad, np.int64)
    for filled, row in zip(matrix, rows, strict=True):
        filled[: len(row)] = row
    return torch.from_numpy(matrix)


def make_batch(pairs: Pairs, rows: Rows, pad: int) -> Batch:
    """Return the tensors of one batch."""
    target = _padded([pairs.target_row(row) for row in rows], pad)
    first = torch.full((len(rows), 1), pad)
    return Batch(
        source=_padded([pairs.source_row(row) for row in rows], pad),
        shifted=torch.cat([first, target[:, :-1]], 1),
        target=target,
        pad=pad,
    )
