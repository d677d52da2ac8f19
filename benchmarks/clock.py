"""A model of the opus-mt-fr-en shape with random weights that ends its sentences by itself.

Random weights never write end-of-sentence, and forced lengths would hide how engines shrink their
batches. So a few channels are set by hand. The position encodings of Marian are sines; those of low
frequency grow like a clock. The first decoder layer attends evenly to the source and subtracts, on the
clock channels, the mean of the source's clock, which grows with its length. The embedding of end-of-
sentence reads the difference: it wins when the target is about as long as the source. All other branches
are random and small.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

PIECES = 59_514
WIDTH, FEED_FORWARD, HEADS, LAYERS = 512, 2048, 8, 6
READ, CLOCK = range(132, 164, 2), range(133, 164, 2)
"""Sine channels that grow over 150 positions: one half is read from the source, the other drives the end."""

READ_ZERO, CLOCK_ZERO = range(224, 256, 2), range(225, 256, 2)
"""Sine channels that stay near zero: what layer normalisation adds to all channels cancels against them."""

RATIO, STEEPNESS, END_BIAS = 2.1, 21.0, 6.0
BRANCH = 0.001


def make_clock_model(pieces_from: Path, folder: Path) -> None:
    """Write the checkpoint into `folder`, with the tokenizer of `pieces_from` and filler pieces."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    vocabulary = _make_vocabulary(pieces_from, folder)
    end, pad = vocabulary["</s>"], vocabulary["<pad>"]
    config = MarianConfig(
        vocab_size=PIECES,
        d_model=WIDTH,
        max_position_embeddings=512,
        activation_function="swish",
        scale_embedding=True,
        pad_token_id=pad,
        eos_token_id=end,
        bos_token_id=end,
        forced_eos_token_id=end,
        decoder_start_token_id=pad,
        dropout=0.0,
        attention_dropout=0.0,
        activation_dropout=0.0,
        encoder_layers=LAYERS,
        decoder_layers=LAYERS,
        encoder_attention_heads=HEADS,
        decoder_attention_heads=HEADS,
        encoder_ffn_dim=FEED_FORWARD,
        decoder_ffn_dim=FEED_FORWARD,
    )
    torch.manual_seed(3)
    model = MarianMTModel(config)
    with torch.no_grad():
        _calm(model)
        _set_clock(model, end)
    model.save_pretrained(folder)


def _make_vocabulary(pieces_from: Path, folder: Path) -> dict[str, int]:
    """The pieces of the other model keep their numbers, except `<pad>`, which comes last as in opus-mt."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("source.spm", "target.spm", "tokenizer_config.json"):
        shutil.copy(pieces_from / name, folder / name)
    known = json.loads((pieces_from / "vocab.json").read_text(encoding="utf-8"))
    pieces = [piece for piece in sorted(known, key=known.__getitem__) if piece != "<pad>"]
    fillers = [f"▁filler{number}" for number in range(PIECES - 1 - len(pieces))]
    vocabulary = {piece: number for number, piece in enumerate([*pieces, *fillers, "<pad>"])}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    return vocabulary


def _calm(model: Any) -> None:
    """Make what each residual branch adds small, so that positions reach the output."""
    for name, weight in model.named_parameters():
        if name.endswith(("out_proj.weight", "fc2.weight")):
            weight *= BRANCH


def _set_clock(model: Any, end: int) -> None:
    shared = model.model.shared.weight
    shared[:, [*READ, *CLOCK, *READ_ZERO, *CLOCK_ZERO]] = 0.0
    shared[end] = 0.0
    shared[end, list(CLOCK)] = STEEPNESS
    shared[end, list(CLOCK_ZERO)] = -STEEPNESS
    model.final_logits_bias[0, end] = END_BIAS
    attention = model.model.decoder.layers[0].encoder_attn
    for part in (attention.q_proj, attention.k_proj, attention.v_proj, attention.out_proj):
        part.weight.zero_()
        part.bias.zero_()
    for row, (read, zero, clock) in enumerate(zip(READ, READ_ZERO, CLOCK, strict=True)):
        attention.v_proj.weight[row, [read, zero]] = attention.v_proj.weight.new_tensor([1.0, -1.0])
        attention.out_proj.weight[clock, row] = -RATIO
