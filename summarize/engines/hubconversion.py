"""Summarisers and chat models → CTranslate2 by its own converter, corrected, then compared with the original.

Two corrections for checkpoints that transformers 5 wrote or read: the layer order of BART and Pegasus may
be missing from the configuration, and for T5 v1.1 "tied" no longer says whether outputs are scaled. What else
differs is caught by the comparison: a conversion whose log-probabilities are not the original's is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from summarize.engines.offline import LOAD, import_transformers
from summarize.errors import ModelError

VERSION = "hub-1"
PROBE = "The council approved the budget on Tuesday, and the mayor promised a new bridge."
CLOSE, CLOSE_8BIT = 0.05, 0.5
"""Mean difference of log-probabilities a token that is rounding; a wrong layout makes several units."""

LAYER_ORDER = {"bart": (False, True), "pegasus": (True, False)}
"""By model type: normalisation before each layer, and of the embeddings."""


def convert_seq2seq(folder: Path, out: Path, quantization: str) -> None:
    """Write the CTranslate2 form of a sequence-to-sequence checkpoint."""
    _convert(folder, out, quantization, _score_seq2seq, _rescore_seq2seq)


def convert_chat(folder: Path, out: Path, quantization: str) -> None:
    """Write the CTranslate2 form of a decoder-only checkpoint."""
    _convert(folder, out, quantization, _score_chat, _rescore_chat)


def _convert(
    folder: Path,
    out: Path,
    quantization: str,
    score: Callable[[Any, Any], list[float]],
    rescore: Callable[[Path, Any], list[float]],
) -> None:
    tokenizer = import_transformers().AutoTokenizer.from_pretrained(folder, **LOAD)
    from ctranslate2.converters import TransformersConverter

    wanted: list[float] = []

    def load_model(model_class: Any, path: str, **options: Any) -> Any:
        model = model_class.from_pretrained(path, use_safetensors=True, **LOAD, **options).eval()
        _correct(model.config)
        wanted.extend(score(model, tokenizer))
        return model

    converter = TransformersConverter(str(folder))
    converter.load_model = load_model
    converter.load_tokenizer = lambda *_, **__: tokenizer
    try:
        converter.convert(str(out), quantization=quantization, force=True)
    except (ValueError, NotImplementedError, AttributeError, KeyError) as error:
        raise ModelError(
            f"{folder}: CTranslate2 cannot convert it: {error}", hint="Use --engine transformers."
        ) from error
    limit = CLOSE_8BIT if quantization.startswith("int8") else CLOSE
    _compare(folder, wanted, rescore(out, tokenizer), limit=limit)


def _correct(config: Any) -> None:
    if config.model_type in LAYER_ORDER:
        before, embedding = LAYER_ORDER[config.model_type]
        for key, value in (("normalize_before", before), ("normalize_embedding", embedding)):
            if not hasattr(config, key):
                setattr(config, key, value)
    if config.model_type == "t5":
        # The converter scales outputs where this is true; transformers 5 sets it always, the truth is here.
        config.tie_word_embeddings = config.scale_decoder_outputs


def _compare(folder: Path, wanted: list[float], found: list[float], *, limit: float) -> None:
    apart = [abs(a - b) for a, b in zip(wanted, found, strict=True)]
    if not apart or not sum(apart) / len(apart) <= limit:
        raise ModelError(
            f"{folder}: its CTranslate2 form does not answer like the original",
            hint="Use --engine transformers.",
        )


def _score_seq2seq(model: Any, tokenizer: Any) -> list[float]:
    """Return the log-probability of each token of the probe, given the probe."""
    import torch

    ids = tokenizer(PROBE, return_tensors="pt")["input_ids"]
    start = torch.full((1, 1), model.config.decoder_start_token_id)
    with torch.inference_mode():
        logits = model(input_ids=ids, decoder_input_ids=torch.cat([start, ids[:, :-1]], 1)).logits
    return _pick(logits, ids)


def _rescore_seq2seq(out: Path, tokenizer: Any) -> list[float]:
    import ctranslate2

    ids = tokenizer(PROBE)["input_ids"]
    tokens = tokenizer.convert_ids_to_tokens(ids)
    scored = ctranslate2.Translator(str(out), device="cpu").score_batch([tokens], [tokens[:-1]])
    return [float(value) for value in scored[0].log_probs]


def _score_chat(model: Any, tokenizer: Any) -> list[float]:
    """Return the log-probability of each token of the probe after the first."""
    import torch

    ids = tokenizer(PROBE, return_tensors="pt", add_special_tokens=False)["input_ids"]
    with torch.inference_mode():
        logits = model(input_ids=ids).logits
    return _pick(logits[:, :-1], ids[:, 1:])


def _rescore_chat(out: Path, tokenizer: Any) -> list[float]:
    import ctranslate2

    ids = tokenizer(PROBE, add_special_tokens=False)["input_ids"]
    tokens = tokenizer.convert_ids_to_tokens(ids)
    scored = ctranslate2.Generator(str(out), device="cpu").score_batch([tokens])
    return [float(value) for value in scored[0].log_probs]


def _pick(logits: Any, ids: Any) -> list[float]:
    chosen = logits.float().log_softmax(-1).gather(-1, ids.unsqueeze(-1))
    return [float(value) for value in chosen.flatten()]
