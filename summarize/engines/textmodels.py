"""Sequence-to-sequence checkpoints as text → text, on transformers and on CTranslate2."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from summarize.engines.cache import cached
from summarize.engines.checkpoints import (
    SummarySettings,
    load_tokenizer,
    load_weights,
    prepare_torch,
    read_context,
    read_summary_settings,
)
from summarize.engines.ct2 import load_model
from summarize.engines.options import ModelSpec, Runtime, describe
from summarize.engines.running import plan_batches, refuse_too_long, run_halving
from summarize.records import Hypothesis


class TextModel(Protocol):
    """Rewrites texts: same length and order, errors as in the engines' contract."""

    @property
    def signature(self) -> str:
        """Engine, model, weights, compute type and device."""

    @property
    def room(self) -> int:
        """Tokens of text that fit the context."""

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return the tokens of each text."""

    def write(self, texts: Sequence[str]) -> list[Hypothesis]:
        """Rewrite each text with the checkpoint's own decoding settings."""


class _Seq2SeqBase:
    """What both engines share: tokenizer, settings, batches."""

    def __init__(self, spec: ModelSpec, runtime: Runtime) -> None:
        self._spec, self._runtime = spec, runtime
        self._settings: SummarySettings = read_summary_settings(spec.path)
        self._tokenizer = load_tokenizer(spec)
        self._context = read_context(spec.path)

    @property
    def signature(self) -> str:
        """Engine, model, weights, compute type and device."""
        return describe(self._spec, self._runtime)

    @property
    def room(self) -> int:
        """Tokens of text that fit the context beside the prefix and the special tokens."""
        return self._context - len(self._encode(""))

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return the tokens of each text, without prefix and special tokens."""
        return (
            [len(ids) for ids in self._tokenizer(list(texts), add_special_tokens=False)["input_ids"]]
            if texts
            else []
        )

    def write(self, texts: Sequence[str]) -> list[Hypothesis]:
        """Rewrite each text; `""` stays `""`."""
        encoded = [self._encode(text) if text.strip() else [] for text in texts]
        refuse_too_long([len(ids) for ids in encoded], self._context)
        filled = [index for index, ids in enumerate(encoded) if ids]
        hypotheses = [Hypothesis(text="") for _ in texts]
        for batch in plan_batches([len(encoded[i]) for i in filled], 4 * self._runtime.batch_tokens):
            members = [filled[i] for i in batch]
            found = run_halving(members, lambda part: self._generate([encoded[i] for i in part]))
            for index, hypothesis in zip(members, found, strict=True):
                hypotheses[index] = hypothesis
        return hypotheses

    def _encode(self, text: str) -> list[int]:
        return list(self._tokenizer(self._settings.prefix + text)["input_ids"])

    def _shortest(self, length: int) -> int:
        """The checkpoint's minimum suits its training articles: a short text must not be stretched to it."""
        return min(self._settings.shortest, length // 4)

    def _generate(self, rows: Sequence[list[int]]) -> list[Hypothesis]:
        raise NotImplementedError

    def _read(self, ids: Sequence[int], end: int) -> Hypothesis:
        text = self._tokenizer.decode(list(ids), skip_special_tokens=True).strip()
        return Hypothesis(text=text, truncated=end not in ids)


class TransformersSeq2Seq(_Seq2SeqBase):
    """BART, Pegasus, T5 and their kind by `AutoModelForSeq2SeqLM`."""

    def __init__(self, spec: ModelSpec, runtime: Runtime) -> None:
        super().__init__(spec, runtime)
        prepare_torch(runtime)
        self._model = load_weights(
            spec, "AutoModelForSeq2SeqLM", compute_type=runtime.compute_type, device=runtime.device
        )

    def _generate(self, rows: Sequence[list[int]]) -> list[Hypothesis]:
        import torch
        from transformers import GenerationConfig

        width = max(len(row) for row in rows)
        pad, settings, config = self._tokenizer.pad_token_id, self._settings, self._model.config
        configure: Callable[..., Any] = GenerationConfig
        options = configure(
            max_new_tokens=settings.longest,
            min_new_tokens=self._shortest(width),
            max_length=None,
            num_beams=settings.beam,
            early_stopping=settings.beam > 1,
            length_penalty=settings.length_penalty if settings.beam > 1 else None,
            no_repeat_ngram_size=settings.no_repeat_ngram,
            do_sample=False,
            renormalize_logits=True,
            forced_bos_token_id=settings.forced_start,
            decoder_start_token_id=config.decoder_start_token_id,
            bos_token_id=getattr(config, "bos_token_id", None),
            eos_token_id=config.eos_token_id,
            pad_token_id=pad,
        )
        with torch.inference_mode():
            found = self._model.generate(
                input_ids=torch.tensor([row + [pad] * (width - len(row)) for row in rows]).to(
                    self._model.device
                ),
                attention_mask=torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows]).to(
                    self._model.device
                ),
                generation_config=options,
            )
        return [self._read(row[1:], config.eos_token_id) for row in found.tolist()]


class CTranslate2Seq2Seq(_Seq2SeqBase):
    """The same checkpoints on CTranslate2, converted once and compared with the original when converted."""

    def __init__(self, spec: ModelSpec, runtime: Runtime) -> None:
        from summarize.engines.hubconversion import VERSION, convert_seq2seq

        super().__init__(spec, runtime)
        folder = cached(spec, runtime, VERSION, convert_seq2seq)
        self._model = load_model("Translator", str(folder), runtime)

    def _generate(self, rows: Sequence[list[int]]) -> list[Hypothesis]:
        tokenizer, settings = self._tokenizer, self._settings
        start = settings.forced_start
        prefix = None if start is None else [tokenizer.convert_ids_to_tokens([start])] * len(rows)
        found = self._model.translate_batch(
            [tokenizer.convert_ids_to_tokens(row) for row in rows],
            target_prefix=prefix,
            max_input_length=0,
            max_decoding_length=settings.longest,
            min_decoding_length=max(1, self._shortest(max(len(row) for row in rows))),
            beam_size=settings.beam,
            length_penalty=settings.length_penalty,
            no_repeat_ngram_size=settings.no_repeat_ngram,
            return_end_token=True,
        )
        end = tokenizer.eos_token_id
        return [self._read(tokenizer.convert_tokens_to_ids(one.hypotheses[0]), end) for one in found]
