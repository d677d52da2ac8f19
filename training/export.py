"""Weights as others read them: a folder that `MarianMTModel` and `MarianTokenizer` load."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import GenerationConfig, MarianConfig, MarianMTModel

from training.vocabulary import EOS

_TIED = ("model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight", "lm_head.weight")
TOKENIZER = {
    "source_lang": "fr",
    "target_lang": "en",
    "model_max_length": 512,
    "tokenizer_class": "MarianTokenizer",
}


def export(
    masters: Mapping[str, Tensor], config: MarianConfig, vocabulary: Path, out: Path, *, writes: bool = False
) -> None:
    """Write fp16 weights, configuration and tokenizer files; the tokenizer's come from `vocabulary`.

    `writes` records in `config.json` that the writing tasks were taught; without it the package only
    translates with these weights.
    """
    out.mkdir(parents=True, exist_ok=True)
    kept = {name: weight for name, weight in masters.items() if name not in _TIED}
    kept["final_logits_bias"] = torch.zeros(1, config.vocab_size)
    halves = {name: weight.detach().cpu().half().contiguous() for name, weight in sorted(kept.items())}
    if bad := [name for name, weight in halves.items() if not torch.isfinite(weight).all()]:
        raise ValueError(f"not finite in fp16: {', '.join(bad)}")
    save_file(halves, out / "model.safetensors", metadata={"format": "pt"})
    _write_json(
        out / "config.json",
        {**config.to_dict(), "architectures": ["MarianMTModel"], "dtype": "float16", "writes": writes},
    )
    generation = GenerationConfig(  # type: ignore[no-untyped-call]
        num_beams=4,
        max_length=512,
        early_stopping=True,
        bad_words_ids=[[config.pad_token_id]],
        decoder_start_token_id=config.pad_token_id,
        pad_token_id=config.pad_token_id,
        eos_token_id=EOS,
        bos_token_id=EOS,
        forced_eos_token_id=EOS,
    )
    generation.save_pretrained(out)
    for name in ("source.spm", "target.spm", "vocab.json"):
        shutil.copyfile(vocabulary / name, out / name)
    _write_json(out / "tokenizer_config.json", TOKENIZER)


def _write_json(path: Path, values: Mapping[str, Any]) -> None:
    """Write sorted JSON."""
    path.write_text(json.dumps(values, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def load_masters(folder: Path) -> dict[str, Tensor]:
    """Return the fp32 weights of an exported folder by the names that training uses."""
    weights = load_file(folder / "model.safetensors")
    return {name: weight.float() for name, weight in weights.items() if name != "final_logits_bias"}


def load_model(folder: Path) -> Any:
    """Return an exported model in fp32, for inference."""
    return MarianMTModel.from_pretrained(folder, dtype=torch.float32).eval()  # type: ignore[no-untyped-call]
