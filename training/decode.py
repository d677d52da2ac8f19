"""Quick decoding for scores: CTranslate2 where it is installed, else the framework's own search."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import sentencepiece as spm
import torch

from summarize.engines.processor import has_exact_int8
from summarize.records import Decoding
from training.export import load_model

GREEDY = Decoding(beam=1)
WIDTH = 508
"""Pieces that are read at most."""

LONGEST = 256
"""Pieces that are written at most."""


def has_fast() -> bool:
    """Whether CTranslate2 is installed."""
    return find_spec("ctranslate2") is not None


class Decoder:
    """An exported model, ready to write English."""

    def __init__(self, folder: Path, *, fast: bool | None = None) -> None:
        """Load `folder`; `fast` says which engine, None the better one at hand."""
        self.folder = folder
        self._fast = has_fast() if fast is None else fast
        self._source = spm.SentencePieceProcessor(model_file=str(folder / "source.spm"))
        self._target = spm.SentencePieceProcessor(model_file=str(folder / "target.spm"))
        self._engine = self._convert() if self._fast else self._load()

    def _convert(self) -> Any:
        """Return a CTranslate2 translator of the folder, its weights in int8."""
        import ctranslate2

        with tempfile.TemporaryDirectory() as scratch:
            out = str(Path(scratch) / "model")
            ctranslate2.converters.TransformersConverter(str(self.folder)).convert(
                out, quantization="int8_float32"
            )
            return ctranslate2.Translator(
                out,
                device="cpu",
                compute_type="int8_float32" if has_exact_int8() else "float32",
                inter_threads=2,
                intra_threads=1,
            )

    def _load(self) -> Any:
        """Return the framework's model and tokenizer."""
        from transformers import MarianTokenizer

        return load_model(self.folder), MarianTokenizer.from_pretrained(self.folder)

    def decode(self, texts: Sequence[str], decoding: Decoding = GREEDY) -> list[str]:
        """Return one English text for each French one, of which the first `WIDTH` pieces are read."""
        return (self._decode_fast if self._fast else self._decode_slow)(texts, decoding)

    def _decode_fast(self, texts: Sequence[str], decoding: Decoding) -> list[str]:
        """Decode with CTranslate2."""
        head = [decoding.task.value] if decoding.task.value else []
        rows = [[*head, *row[:WIDTH], "</s>"] for row in self._source.encode(list(texts), out_type=str)]
        results = self._engine.translate_batch(
            rows,
            beam_size=decoding.beam,
            length_penalty=decoding.length_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            max_batch_size=4096,
            batch_type="tokens",
            max_decoding_length=LONGEST,
        )
        return [self._target.decode(result.hypotheses[0]) for result in results]

    def _decode_slow(self, texts: Sequence[str], decoding: Decoding) -> list[str]:
        """Decode with the framework."""
        model, tokenizer = self._engine
        beam, task = decoding.beam, decoding.task.value
        out: list[str] = []
        for begin in range(0, len(texts), 32):
            rows = [f"{task} {text}" if task else text for text in texts[begin : begin + 32]]
            batch = tokenizer(rows, return_tensors="pt", padding=True, truncation=True, max_length=WIDTH + 2)
            with torch.inference_mode():
                found = model.generate(
                    **batch,
                    num_beams=beam,
                    length_penalty=decoding.length_penalty if beam > 1 else None,
                    no_repeat_ngram_size=decoding.no_repeat_ngram or None,
                    max_length=LONGEST,
                )
            out += tokenizer.batch_decode(found, skip_special_tokens=True)
        return out
