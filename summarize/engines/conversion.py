"""A Marian checkpoint in safetensors → a CTranslate2 model folder.

The converter that comes with CTranslate2 assumes that decoding starts from a zero embedding, as in Marian's
own files. A checkpoint trained in transformers starts from its `<pad>` row, which need not be zero (ours is
not), and then that converter changes the translations without a word. This one keeps the row, bans by a bias
what must never be written, and needs neither transformers nor a tokenizer class.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from summarize.engines.running import LOGIT_BAN
from summarize.engines.tokens import END, PAD, UNKNOWN, MarianTokens
from summarize.errors import ModelError

VERSION = "marian-1"
"""Raised when this module would write other files for the same weights."""

WEIGHTS = "model.safetensors"


def convert_marian(folder: Path, out: Path, quantization: str) -> None:
    """Write the CTranslate2 form of the Marian checkpoint in `folder` to the new folder `out`."""
    from ctranslate2.specs import common_spec, transformer_spec

    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    _refuse_other_shapes(folder, config)
    weights = _load_weights(folder / WEIGHTS)
    tokens = MarianTokens(folder)
    spec = transformer_spec.TransformerSpec.from_config(
        (config["encoder_layers"], config["decoder_layers"]),
        config["encoder_attention_heads"],
        pre_norm=False,
        activation=_activation(common_spec, config["activation_function"]),
    )
    scale = math.sqrt(config["d_model"]) if config.get("scale_embedding") else 1.0
    shared = weights("model.shared.weight")
    positions = position_encodings(config["max_position_embeddings"], config["d_model"])
    for side, name in ((spec.encoder, "encoder"), (spec.decoder, "decoder")):
        (side.embeddings[0] if name == "encoder" else side.embeddings).weight = shared
        side.scale_embeddings = scale
        side.position_encodings.encodings = positions
        for number, layer in enumerate(side.layer):
            _fill_layer(layer, weights, f"model.{name}.layers.{number}.")
    spec.decoder.projection.weight = shared
    spec.decoder.projection.bias = _output_bias(weights, tokens)
    vocabulary = [tokens.pieces[index] for index in range(len(tokens.pieces))]
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.eos_token, spec.config.unk_token = END, UNKNOWN
    spec.config.decoder_start_token = PAD
    spec.validate()
    spec.optimize(quantization=quantization)
    spec.save(str(out))


def position_encodings(positions: int, width: int) -> Any:
    """Return Marian's fixed position encodings: sines in the first half, cosines in the second."""
    import numpy

    angles = numpy.arange(positions)[:, None] / numpy.power(10000, numpy.arange(0, width, 2) / width)
    return numpy.concatenate([numpy.sin(angles), numpy.cos(angles)], axis=1).astype(numpy.float32)


def _refuse_other_shapes(folder: Path, config: dict[str, Any]) -> None:
    wanted = {"model_type": "marian", "share_encoder_decoder_embeddings": True, "tie_word_embeddings": True}
    for key, value in wanted.items():
        if config.get(key, value) != value:
            raise ModelError(
                f"{folder / 'config.json'}: {key} is {config[key]!r}: this converter knows {value!r}",
                hint="Use --engine transformers for this model.",
            )
    if config["d_model"] % 2 or config.get("normalize_embedding"):
        raise ModelError(
            f"{folder / 'config.json'}: not a plain Marian model", hint="Use --engine transformers."
        )


def _activation(common_spec: Any, name: str) -> Any:
    known = {"relu": "RELU", "swish": "SWISH", "silu": "SWISH", "gelu": "GELU"}
    if name not in known:
        raise ModelError(
            f"activation {name!r} is not known to the converter", hint="Use --engine transformers."
        )
    return getattr(common_spec.Activation, known[name])


def _load_weights(path: Path) -> Callable[[str], Any]:
    """Return a function that reads one tensor as float32; half-precision files are widened."""
    from safetensors import SafetensorError, safe_open

    try:
        opened: Any = safe_open(str(path), framework="pt")
    except (OSError, SafetensorError) as error:
        raise ModelError(f"{path}: cannot be read: {error}", hint="Run: summarize models verify") from error

    def read(name: str) -> Any:
        try:
            return opened.get_tensor(name).float().numpy()
        except SafetensorError as error:
            raise ModelError(
                f"{path}: has no tensor {name}", hint="This is not a Marian checkpoint."
            ) from error

    return read


def _fill_layer(layer: Any, weights: Callable[[str], Any], prefix: str) -> None:
    _fill_attention(layer.self_attention, weights, f"{prefix}self_attn", splits=(("q", "k", "v"),))
    if hasattr(layer, "attention"):
        _fill_attention(layer.attention, weights, f"{prefix}encoder_attn", splits=(("q",), ("k", "v")))
    _fill_linear(layer.ffn.linear_0, weights, f"{prefix}fc1")
    _fill_linear(layer.ffn.linear_1, weights, f"{prefix}fc2")
    _fill_norm(layer.ffn.layer_norm, weights, f"{prefix}final_layer_norm")


def _fill_attention(
    attention: Any, weights: Callable[[str], Any], prefix: str, *, splits: tuple[tuple[str, ...], ...]
) -> None:
    import numpy

    for linear, names in zip(attention.linear, splits, strict=False):
        linear.weight = numpy.concatenate([weights(f"{prefix}.{name}_proj.weight") for name in names])
        linear.bias = numpy.concatenate([weights(f"{prefix}.{name}_proj.bias") for name in names])
    _fill_linear(attention.linear[-1], weights, f"{prefix}.out_proj")
    _fill_norm(attention.layer_norm, weights, f"{prefix}_layer_norm")


def _fill_linear(linear: Any, weights: Callable[[str], Any], prefix: str) -> None:
    linear.weight = weights(f"{prefix}.weight")
    linear.bias = weights(f"{prefix}.bias")


def _fill_norm(norm: Any, weights: Callable[[str], Any], prefix: str) -> None:
    norm.gamma = weights(f"{prefix}.weight")
    norm.beta = weights(f"{prefix}.bias")


def _output_bias(weights: Callable[[str], Any], tokens: MarianTokens) -> Any:
    bias = weights("final_logits_bias").reshape(-1)
    bias[tokens.banned_ids] = LOGIT_BAN
    return bias
