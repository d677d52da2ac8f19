"""The joint SentencePiece vocabulary: training, ids, and the files a Marian tokenizer reads.

SentencePiece ids and model ids differ: the model adds the task tokens after the first pieces, characters
added later after those, and the padding at the end.
"""

from __future__ import annotations

import json
import random
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import sentencepiece as spm

from training.apart import part_openings, set_apart
from training.config import Vocabulary
from training.pairs import Pairs
from training.protobuf import field

EOS = 0
TASKS = (">>headline<<", ">>summary<<", ">>fact<<")
"""Control tokens: one before the French text asks for such an English line, none for a translation."""
PAD = "<pad>"
CHARACTERS = (
    "€£$°&#*+_@=%[]{}|~^<>\\"
    "ÇçÎÂÈÊËÀÉÔÙÛÏŒœÆæÿüöäßÄÖÜñÑáÁíÍóÓúÚýÝãÃõÕåÅøØòìùğĞşŞıİčČćĆđĐ"
    "šŠžŽřŘěĚůŮńŃłŁąĄęĘśŚźŹżŻőŐűŰăĂșȘțȚâāēīūēūōėļņķģ"
    "–—’‘“”•"
)
"""Characters of European names and prices that must be one piece: bytes are copied worse."""


class Pieces:
    """A vocabulary in use: text to model ids and back."""

    def __init__(self, folder: Path) -> None:
        """Load `source.spm`, `target.spm` and `vocab.json` from `folder`."""
        self.source = spm.SentencePieceProcessor(model_file=str(folder / "source.spm"))
        self.target = spm.SentencePieceProcessor(model_file=str(folder / "target.spm"))
        self.vocab: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        self.pad = self.vocab[PAD]
        pieces = (self.target.id_to_piece(i) for i in range(self.target.get_piece_size()))
        self._model_ids = np.array([self.vocab[piece] for piece in pieces], np.uint16)

    def __len__(self) -> int:
        """Return the number of model ids."""
        return len(self.vocab)

    def decode_target(self, pairs: Pairs, limit: int) -> list[str]:
        """Return the English of the first `limit` pairs, without tokens of the model."""
        count = self.target.get_piece_size()
        back = np.full(len(self.vocab), EOS, np.int64)
        back[self._model_ids] = np.arange(count)
        rows = (back[pairs.target_row(i)].tolist() for i in range(min(limit, len(pairs))))
        return [str(self.target.decode(row)) for row in rows]

    def encode_source(self, texts: Sequence[str], *, task: str = "") -> list[npt.NDArray[np.uint16]]:
        """Return the model ids of each French text: task token, pieces, end."""
        head = [self.vocab[task]] if task else []
        return self._encode(self.source, texts, head)

    def encode_target(self, texts: Sequence[str]) -> list[npt.NDArray[np.uint16]]:
        """Return the model ids of each English text: pieces, those of quoted words apart, end."""
        return self._encode(self.target, [part_openings(text) for text in texts], [])

    def _encode(
        self, processor: Any, texts: Sequence[str], head: Sequence[int]
    ) -> list[npt.NDArray[np.uint16]]:
        rows: Iterable[list[int]] = processor.encode(list(texts), num_threads=2)
        return [np.array([*head, *self._model_ids[row], EOS], np.uint16) for row in rows]


def train_pieces(texts: Iterable[str], vocabulary: Vocabulary, folder: Path, seed: int) -> None:
    """Train a unigram model with byte fallback on `texts`; write both sides and `vocab.json`."""
    lines = [line for text in texts for line in text.split("\n") if 0 < len(line) < 900]
    random.Random(seed).shuffle(lines)
    folder.mkdir(parents=True, exist_ok=True)
    sample = folder / "spm.txt"
    sample.write_text("\n".join(lines[: vocabulary.sample]), encoding="utf-8")
    spm.SentencePieceTrainer.train(
        input=str(sample),
        model_prefix=str(folder / "target"),
        vocab_size=vocabulary.pieces,
        model_type="unigram",
        byte_fallback=True,
        character_coverage=vocabulary.coverage,
        normalization_rule_name="nmt_nfkc",
        num_threads=2,
        bos_id=-1,
        pad_id=-1,
        eos_id=EOS,
        unk_id=1,
        max_sentence_length=1200,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    sample.unlink()
    (folder / "target.model").rename(folder / "target.spm")
    complete_vocabulary(folder)


def complete_vocabulary(folder: Path) -> None:
    """Add `CHARACTERS` to `target.spm`, make `source.spm` of it and `vocab.json`: ids that are there stay."""
    add_characters(folder / "target.spm", CHARACTERS)
    set_apart(folder / "target.spm", folder / "source.spm")
    write_vocab(folder)


def _piece_field(piece: str, score: float) -> bytes:
    """Return a piece as the first field of a serialised SentencePiece model.

    A repeated field of a protocol buffer may go on at its end, so a piece is added by appending these bytes.
    """
    return field(0x0A, field(0x0A, piece.encode()) + b"\x15" + struct.pack("<f", score))


def add_characters(path: Path, characters: str) -> tuple[str, ...]:
    """Add those of `characters` that the model at `path` lacks as least likely pieces; return them."""
    processor = spm.SentencePieceProcessor(model_file=str(path))
    size = processor.get_piece_size()
    known = {processor.id_to_piece(i) for i in range(size)}
    score = min(processor.get_score(i) for i in range(size)) - 1
    # A character that normalisation rewrites would never be looked up.
    stable = (c for c in dict.fromkeys(characters) if processor.normalize(c).strip("▁ ") == c)
    added = tuple(character for character in stable if character not in known)
    path.write_bytes(path.read_bytes() + b"".join(_piece_field(character, score) for character in added))
    return added


def write_vocab(folder: Path) -> None:
    """Write `vocab.json`: pieces, task tokens, padding. New pieces go to the end of one that is there.

    Padding is last: converters to other engines cut the last row off.
    """
    processor = spm.SentencePieceProcessor(model_file=str(folder / "target.spm"))
    path = folder / "vocab.json"
    old: dict[str, int] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    pieces = [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    order = dict.fromkeys([*sorted(old, key=lambda token: old[token]), *pieces, *TASKS])
    order.pop(PAD, None)
    vocab = {token: place for place, token in enumerate([*order, PAD])}
    path.write_text(json.dumps(vocab, ensure_ascii=False), encoding="utf-8")
