"""Marian tokenisation: two SentencePiece models and one vocabulary, without transformers.

Differs from `MarianTokenizer` on purpose in one thing: text is text. A source that starts with `>>xx<<` or
contains `</s>` is spelled out in pieces; only `Decoding.task` puts a control token in front.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from summarize.errors import EngineError, ModelError
from summarize.records import Task

UNKNOWN, END, PAD = "<unk>", "</s>", "<pad>"
LONGEST = 512
"""Accepted tokens where the model folder does not say: what opus-mt models were trained on."""


class MarianTokens:
    """Encodes and decodes for one Marian model folder."""

    def __init__(self, folder: Path) -> None:
        from sentencepiece import SentencePieceProcessor

        self.settings = _load_json(folder / "tokenizer_config.json")
        if self.settings.get("separate_vocabs"):
            raise ModelError(
                f"{folder}: separate vocabularies are not supported", hint="Use a joint vocabulary."
            )
        self.vocabulary: dict[str, int] = _load_json(folder / "vocab.json")
        missing = [token for token in (UNKNOWN, END, PAD) if token not in self.vocabulary]
        if missing:
            raise ModelError(f"{folder / 'vocab.json'}: lacks {', '.join(missing)}")
        try:
            self._source = SentencePieceProcessor(model_file=str(folder / "source.spm"))
            self._target = SentencePieceProcessor(model_file=str(folder / "target.spm"))
        except (OSError, RuntimeError) as error:
            raise ModelError(f"{folder}: no usable source.spm and target.spm: {error}") from error

    @cached_property
    def pieces(self) -> dict[int, str]:
        """The vocabulary by id."""
        return {index: piece for piece, index in self.vocabulary.items()}

    @cached_property
    def silent(self) -> frozenset[str]:
        """Tokens that are never text: they are neither generated nor decoded."""
        codes = {piece for piece in self.vocabulary if piece.startswith(">>") and piece.endswith("<<")}
        return frozenset(codes | {UNKNOWN, PAD, END})

    @property
    def banned_ids(self) -> list[int]:
        """Ids that a decoder must never write."""
        return sorted(self.vocabulary[piece] for piece in self.silent - {END})

    @property
    def longest_source(self) -> int:
        """Accepted tokens, end-of-sentence included."""
        return min(int(self.settings.get("model_max_length", LONGEST)), 100_000)

    def encode(self, source: str, task: Task = Task.TRANSLATE) -> list[str]:
        """Return the pieces of `source`, control token first if any, end-of-sentence last."""
        if task and task not in self.vocabulary:
            raise EngineError(
                f"the model has no control token {task.value}", hint="Use a model trained for this task."
            )
        try:
            source.encode("utf-8")  # SentencePiece says this less clearly
        except UnicodeEncodeError as error:
            raise EngineError(f"the text is not valid Unicode: {error.reason}") from error
        spelled: list[str] = self._source.encode(source, out_type=str)
        known = (piece if piece in self.vocabulary else UNKNOWN for piece in spelled)
        return [*([task.value] if task else []), *known, END]

    def to_ids(self, pieces: Iterable[str]) -> list[int]:
        """Return the ids of pieces that `encode` made."""
        return [self.vocabulary[piece] for piece in pieces]

    def decode(self, pieces: Iterable[str]) -> str:
        """Return the text of target pieces; byte pieces join into characters, silent tokens are left out."""
        text: str = self._target.decode_pieces([piece for piece in pieces if piece not in self.silent])
        return text.replace("▁", " ").strip()

    def decode_ids(self, ids: Iterable[int]) -> str:
        """Return the text of target ids."""
        return self.decode(self.pieces[index] for index in ids)

    def unknown_characters(self, source: str) -> tuple[str, ...]:
        """Return the characters of `source` that the vocabulary would lose, in order, with repeats."""
        pieces: list[str] = self._source.encode(source, out_type=str)
        unknown = {None, self.vocabulary[UNKNOWN]}
        lost = "".join(piece for piece in pieces if self.vocabulary.get(piece) in unknown)
        return tuple(self._as_written(character, source) for character in lost if character not in "▁ ")

    def _as_written(self, character: str, source: str) -> str:
        """Pieces are normalised (`½` is spelled `1⁄2`): return the character of `source` behind this one."""
        if character in source:
            return character
        return next((c for c in source if character in self._source.normalize(c)), character)


def count_each(tokens: MarianTokens, sources: Sequence[str]) -> list[int]:
    """Return the number of tokens of each source, end-of-sentence included."""
    return [len(tokens.encode(source)) for source in sources]


def _load_json(path: Path) -> dict[str, int]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: cannot be read: {error}", hint="Run: summarize models verify") from error
