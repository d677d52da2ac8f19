"""Marian on transformers: any opus-mt checkpoint and our compact one, on CPU or GPU."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from summarize.engines.offline import LOAD, import_transformers
from summarize.engines.options import ModelSpec, Runtime, describe
from summarize.engines.running import LOGIT_BAN, cap, plan_batches, refuse_too_long, run_halving
from summarize.engines.tokens import END, PAD, MarianTokens, count_each
from summarize.errors import ModelError
from summarize.records import Decoding, Hypothesis


class MarianTranslator:
    """Runs a Marian checkpoint with `MarianMTModel.generate` in sorted batches."""

    def __init__(self, spec: ModelSpec, runtime: Runtime) -> None:
        transformers = import_transformers()
        import torch

        self._signature = describe(spec, runtime)
        self._budget = runtime.batch_tokens
        self._tokens = MarianTokens(spec.path)
        self._torch = torch
        if runtime.device == "cpu":
            torch.set_num_threads(runtime.threads)
        try:
            model = transformers.MarianMTModel.from_pretrained(
                spec.path,
                dtype=getattr(torch, runtime.compute_type),
                attn_implementation="sdpa",
                use_safetensors=True,
                **LOAD,
            )
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            raise ModelError(f"{spec.path}: not a Marian checkpoint that can be loaded: {error}") from error
        model.final_logits_bias[0, self._tokens.banned_ids] = LOGIT_BAN
        self._model = model.to(runtime.device).eval()
        end, pad = self._tokens.to_ids([END, PAD])
        self._settings: dict[str, Any] = {
            "pad_token_id": pad,
            "eos_token_id": end,
            "bos_token_id": end,
            "decoder_start_token_id": model.config.decoder_start_token_id,
        }
        # What a checkpoint says about decoding is replaced: options come from `Decoding` alone, the forced
        # end at the cap would hide that the cap was hit, and a left-over max_length warns on every call.
        self._generation_config = transformers.GenerationConfig
        model.generation_config = self._generation_config(**self._settings)

    @property
    def signature(self) -> str:
        """Engine, model, weights, compute type and device."""
        return self._signature

    @property
    def max_source_tokens(self) -> int:
        """Longest source accepted, in tokens, end-of-sentence included."""
        return min(self._tokens.longest_source, self._positions)

    @property
    def _positions(self) -> int:
        return int(self._model.config.max_position_embeddings)

    def count_tokens(self, sources: Sequence[str]) -> list[int]:
        """Return the tokens of each source."""
        return count_each(self._tokens, sources)

    def unknown_characters(self, source: str) -> tuple[str, ...]:
        """Return what the vocabulary would lose."""
        return self._tokens.unknown_characters(source)

    def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        """Translate or rewrite each source in batches of similar length."""
        encoded = [
            self._tokens.to_ids(self._tokens.encode(source, decoding.task)) if source.strip() else []
            for source in sources
        ]
        lengths = [len(ids) for ids in encoded]
        refuse_too_long(lengths, self.max_source_tokens)
        filled = [index for index, length in enumerate(lengths) if length]
        hypotheses = [Hypothesis(text="") for _ in sources]
        for batch in plan_batches([lengths[i] for i in filled], self._budget):
            members = [filled[i] for i in batch]
            found = run_halving(members, lambda part: self._generate([encoded[i] for i in part], decoding))
            for index, hypothesis in zip(members, found, strict=True):
                hypotheses[index] = hypothesis
        return hypotheses

    def _generate(self, rows: Sequence[list[int]], decoding: Decoding) -> list[Hypothesis]:
        torch, pad = self._torch, self._settings["pad_token_id"]
        width = max(len(row) for row in rows)
        ids = torch.tensor([row + [pad] * (width - len(row)) for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
        with torch.inference_mode():
            found = self._model.generate(
                input_ids=ids.to(self._model.device),
                attention_mask=mask.to(self._model.device),
                generation_config=self._configure(cap(width, decoding.task, self._positions), decoding),
            )
            scores = self._mean_scores(found, decoding)
        read = [self._read(row, score) for row, score in zip(found.sequences.tolist(), scores, strict=True)]
        beams = [read[i : i + decoding.beam] for i in range(0, len(read), decoding.beam)]
        return [replace(best, others=tuple(others)) for best, *others in beams]

    def _configure(self, longest: int, decoding: Decoding) -> Any:
        return self._generation_config(
            **self._settings,
            max_new_tokens=longest,
            max_length=None,
            num_beams=decoding.beam,
            num_return_sequences=decoding.beam,
            early_stopping=decoding.beam > 1,
            length_penalty=decoding.length_penalty if decoding.beam > 1 else None,
            no_repeat_ngram_size=decoding.no_repeat_ngram or None,
            bad_words_ids=[[self._settings["pad_token_id"]]],
            do_sample=False,
            renormalize_logits=True,  # as CTranslate2: what is banned gives its share to the rest
            return_dict_in_generate=True,
            output_scores=True,
        )

    def _mean_scores(self, found: Any, decoding: Decoding) -> list[float]:
        """Return the log-probability of each sequence divided by its tokens, end-of-sentence included."""
        beams = found.beam_indices if decoding.beam > 1 else None
        each = self._model.compute_transition_scores(
            found.sequences, found.scores, beams, normalize_logits=decoding.beam == 1
        )
        written = [max(self._count_written(row), 1) for row in found.sequences.tolist()]
        return [float(row[:count].float().sum()) / count for row, count in zip(each, written, strict=True)]

    def _count_written(self, row: list[int]) -> int:
        end = self._settings["eos_token_id"]
        return row.index(end, 1) if end in row[1:] else len(row) - 1

    def _read(self, row: list[int], score: float) -> Hypothesis:
        written = row[1 : 1 + self._count_written(row)]
        return Hypothesis(
            text=self._tokens.decode_ids(written),
            score=score,
            truncated=written[-1:] != [self._settings["eos_token_id"]],
        )
