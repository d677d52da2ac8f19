"""Pieces that training hardly saw are taken out of use: their words are spelled in pieces that it knows.

The vocabulary was made with articles beside the parallel text: it has pieces such as "Trump" that the model
never saw enough. Their embeddings are all alike, whatever the softmax pushed them to, and the model writes
another of them instead ("1969", "2021"). In a few known pieces the same names are copied. Rare pieces are
what Sennrich and Zhang leave out with little data ("Revisiting Low-Resource NMT: A Case Study", ACL 2019).
"""

from __future__ import annotations

import json
import struct
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from training.config import Phase
from training.pairs import load_pairs
from training.protobuf import fields

LEAST_SEEN = 150
"""Times that a piece must have been in a source.

Of the names in 800 lines of agency French 23 % are lost with all pieces, 21 % with 50, 17 % with 150 and
15 % with 300; lines with made-up words are 119, 120, 122 and 136.
"""

OUT_OF_USE = -1000.0
"""Score (log-probability) with which a piece is in no best segmentation."""

_PIECE, _TEXT, _SCORE = 0x0A, 0x0A, 0x15


def count_seen(phases: Iterable[Phase], pairs: Path, n_ids: int) -> npt.NDArray[np.float64]:
    """Return how often each id was in a source: what each phase saw of the sets whose mix it reads."""
    seen = np.zeros(n_ids)
    for phase in phases:
        counts, n_tokens = np.zeros(n_ids), 0.0
        for name, weight in phase.data.items():
            encoded = load_pairs(pairs / f"{name}.npz")
            counts += weight * np.bincount(encoded.source, minlength=n_ids)
            n_tokens += weight * len(encoded.target)
        seen += counts * (phase.tokens / n_tokens)
    return seen


def trim(export: Path, seen: npt.NDArray[np.float64], *, least: int = LEAST_SEEN) -> tuple[str, ...]:
    """Take the words and parts of words seen in fewer than `least` sources out of use; return them.

    Single characters and bytes stay, so that every text has a segmentation. Ids, and the weights behind them,
    stay too: the model can still write these pieces.
    """
    vocab: Mapping[str, int] = json.loads((export / "vocab.json").read_text(encoding="utf-8"))
    path = export / "source.spm"
    rare = [
        piece
        for piece, _ in _scores(bytearray(path.read_bytes()))
        if len(piece.removeprefix("▁")) > 1 and not piece.startswith("<") and seen[vocab[piece]] < least
    ]
    _take_out(path, frozenset(rare))
    return tuple(rare)


def keep_out(first: Path, export: Path) -> None:
    """Take out of use in `export` what is out of use in the export `first`.

    Weights between the two only half know what the first had never used: "▁Covid" became "coronavirus".
    """
    model = bytearray((first / "source.spm").read_bytes())
    unused = (piece for piece, at in _scores(model) if struct.unpack_from("<f", model, at)[0] <= OUT_OF_USE)
    _take_out(export / "source.spm", frozenset(unused))


def _take_out(path: Path, pieces: Container[str]) -> None:
    model = bytearray(path.read_bytes())
    for piece, at in _scores(model):
        if piece in pieces:
            model[at : at + 4] = struct.pack("<f", OUT_OF_USE)
    path.write_bytes(model)


def _scores(model: bytearray) -> Iterator[tuple[str, int]]:
    """Yield each piece of a serialised SentencePiece model with the offset of its score.

    Pieces are the repeated first field of the protocol buffer; in each the text is field 1, the score 2.
    """
    for start, body, end in fields(model):
        if model[start] == _PIECE:
            parts = {model[at]: (first, last) for at, first, last in fields(model, body, end)}
            first, last = parts[_TEXT]
            yield model[first:last].decode(), parts[_SCORE][0]
