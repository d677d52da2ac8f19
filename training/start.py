"""Embeddings in which a word and its translation are neighbours, before any training.

Sentence-level co-occurrence of source and target pieces → positive mutual information → truncated SVD.
With tied embeddings and cross-attention near the identity the first step can already copy a translation.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp  # type: ignore[import-untyped]
import scipy.sparse.linalg as sl  # type: ignore[import-untyped]

from training.pairs import Ids, Offsets, Pairs

Matrix = npt.NDArray[np.float32]


def _presence(ids: Ids, at: Offsets, count: int, vocab: int) -> Any:
    """Return a sentence × piece matrix of ones."""
    shape = (count, vocab)
    values = np.ones(int(at[count]), np.float32)
    matrix = sp.csr_matrix((values, ids[: at[count]].astype(np.int32), at[: count + 1]), shape=shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix


def _unit(matrix: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return rows of length one."""
    return np.asarray(matrix / (np.linalg.norm(matrix, axis=1, keepdims=True) + 1e-6))


def bilingual_embeddings(pairs: Pairs, vocab: int, dim: int, *, limit: int = 400_000) -> Matrix:
    """Return unit rows, one a piece, from the first `limit` pairs."""
    count = min(limit, len(pairs))
    source = _presence(pairs.source, pairs.source_at, count, vocab)
    target = _presence(pairs.target, pairs.target_at, count, vocab)
    # Long sentences pair everything with everything: they count less.
    weight = 1 / np.sqrt(np.asarray(source.sum(1)).ravel() * np.asarray(target.sum(1)).ravel())
    both = (source.multiply(weight[:, None]).tocsr().T @ target).tocoo()
    rows, columns = np.asarray(both.sum(1)).ravel(), np.asarray(both.sum(0)).ravel()
    pmi = np.log(both.data * rows.sum() / (rows[both.row] * columns[both.col] + 1e-9))
    kept = (pmi > 0.3) & (both.data > 0.05)
    value = pmi[kept] * np.minimum(1, np.sqrt(both.data[kept] / 2))
    matrix = sp.csr_matrix((value, (both.row[kept], both.col[kept])), shape=(vocab, vocab))
    first = np.random.default_rng(0).standard_normal(vocab).astype(np.float32)
    left, strength, right = sl.svds(matrix.astype(np.float32), k=min(dim, vocab - 2), v0=first)
    mixed = (
        _unit(left * np.sqrt(strength)) * rows[:, None]
        + _unit(right.T * np.sqrt(strength)) * columns[:, None]
    )
    return _unit(mixed).astype(np.float32)
