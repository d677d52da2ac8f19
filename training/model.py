"""A Marian model for training: its configuration, its start, and a forward pass that is quick on a CPU.

The parameters are those of `MarianMTModel`, so that an export is exact; the arithmetic is written out here
because on a CPU the framework's fused attention takes four times as long backwards as plain products do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the usual name
from transformers import MarianConfig, MarianMTModel

from training.config import Shape
from training.vocabulary import EOS

FAR = -1e4


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Padded ids of some pairs; `shifted` is the target moved one place to the right."""

    source: Tensor
    shifted: Tensor
    target: Tensor
    pad: int

    def to(self, device: torch.device) -> Batch:
        """Return the batch on `device`."""
        moved = (part.to(device, non_blocking=True) for part in (self.source, self.shifted, self.target))
        source, shifted, target = moved
        return Batch(source=source, shifted=shifted, target=target, pad=self.pad)


# Fields that published Marian configurations have and that the framework no longer names.
_PUBLISHED: dict[str, Any] = {"static_position_embeddings": True, "normalize_before": False}


def model_config(shape: Shape, vocab: int, pad: int) -> MarianConfig:
    """Return the configuration of a Marian model with tied embeddings and no dropout."""
    return MarianConfig(
        vocab_size=vocab,
        d_model=shape.dim,
        encoder_layers=shape.encoder_layers,
        decoder_layers=shape.decoder_layers,
        encoder_attention_heads=shape.heads,
        decoder_attention_heads=shape.heads,
        encoder_ffn_dim=shape.encoder_ffn or shape.ffn,
        decoder_ffn_dim=shape.ffn,
        activation_function="swish",
        dropout=0.0,
        attention_dropout=0.0,
        activation_dropout=0.0,
        max_position_embeddings=1024,
        scale_embedding=True,
        **_PUBLISHED,
        share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True,
        pad_token_id=pad,
        eos_token_id=EOS,
        bos_token_id=EOS,
        forced_eos_token_id=EOS,
        decoder_start_token_id=pad,
    )


def new_model(shape: Shape, vocab: int, pad: int, embeddings: Tensor | None, seed: int) -> Any:
    """Return a model at its start: bilingual embeddings, cross-attention that nearly copies."""
    torch.manual_seed(seed)
    model = MarianMTModel(model_config(shape, vocab, pad))
    with torch.no_grad():
        if embeddings is not None:
            model.model.shared.weight[: len(embeddings), : embeddings.size(1)] = embeddings * 0.45
        near = torch.eye(shape.dim)
        for layer in model.model.decoder.layers:
            for linear in (layer.encoder_attn.v_proj, layer.encoder_attn.out_proj):
                linear.weight.mul_(0.3).add_(near * 0.9)
            for linear in (layer.encoder_attn.q_proj, layer.encoder_attn.k_proj):
                linear.weight.add_(near * 0.2)
    return model


def freeze(model: Any, layers: int) -> None:
    """Keep the lowest `layers` encoder layers as they are: no gradient reaches or passes them."""
    for layer in model.model.encoder.layers[:layers]:
        layer.requires_grad_(False)


def move_embeddings(weight: Tensor, old: Mapping[str, int], new: Mapping[str, int], seed: int) -> Tensor:
    """Return the rows of the vocabulary `old` in the places of `new`; new pieces get random directions."""
    chance = torch.Generator().manual_seed(seed)
    moved = torch.randn(len(new), weight.size(1), generator=chance)
    moved *= weight.norm(dim=1).median() / moved.norm(dim=1, keepdim=True)
    kept = [(place, old[piece]) for piece, place in new.items() if piece in old]
    places, rows = zip(*kept, strict=True)
    moved[list(places)] = weight[list(rows)]
    return moved


def widen(masters: Mapping[str, Tensor], like: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return `masters` with feed-forward parts as wide as those of `like`, and the same function.

    New units read in the directions of those of `like`, as strongly as the old ones, and write nothing yet.
    Weights that are wider than those of `like` are a `ValueError`.
    """
    return {name: _widened(name, weight, like[name]) for name, weight in masters.items()}


def _widened(name: str, weight: Tensor, like: Tensor) -> Tensor:
    """Return one weight with the units it lacks."""
    if weight.shape == like.shape:
        return weight
    if not (".fc1." in name or ".fc2." in name) or weight.numel() > like.numel():
        raise ValueError(f"{name}: {tuple(weight.shape)} does not become {tuple(like.shape)}")
    wide = like.detach().clone().to(weight.dtype)
    if ".fc2." in name:
        wide.zero_()
        wide[:, : weight.size(1)] = weight
    else:
        if weight.ndim == 2:
            wide *= weight.norm(dim=1).mean() / wide.norm(dim=1).mean()
        wide[: weight.size(0)] = weight
    return wide


def _attend(query: Tensor, key: Tensor, value: Tensor, heads: int, mask: Tensor) -> Tensor:
    """Return attention over heads of plain products; `mask` is added to the scores."""
    batch, length, dim = query.shape
    size = dim // heads
    query, key, value = (
        part.view(batch, -1, heads, size).transpose(1, 2) for part in (query * size**-0.5, key, value)
    )
    if query.is_cuda:
        out = F.scaled_dot_product_attention(query, key, value, attn_mask=mask, scale=1.0)
    else:
        scores = query @ key.mT
        out = torch.softmax(scores + mask, -1) @ value
    return out.transpose(1, 2).reshape(batch, length, dim)


def _joined(hidden: Tensor, *linears: nn.Linear) -> list[Tensor]:
    """Return several projections of one input, as one product."""
    weight = torch.cat([linear.weight for linear in linears])
    bias = torch.cat([linear.bias for linear in linears])
    sizes = [linear.out_features for linear in linears]
    return list(torch.split(F.linear(hidden, weight, bias), sizes, -1))


def _feed(layer: Any, hidden: Tensor) -> Tensor:
    """Return the feed-forward part of a layer."""
    out: Tensor = layer.final_layer_norm(hidden + layer.fc2(F.silu(layer.fc1(hidden))))
    return out


def _self(layer: Any, hidden: Tensor, heads: int, mask: Tensor) -> Tensor:
    """Return the self-attention part of a layer."""
    part = layer.self_attn
    query, key, value = _joined(hidden, part.q_proj, part.k_proj, part.v_proj)
    mixed = _attend(query, key, value, heads, mask)
    out: Tensor = layer.self_attn_layer_norm(hidden + part.out_proj(mixed))
    return out


def _embed(stack: Any, ids: Tensor) -> Tensor:
    """Return scaled embeddings with positions."""
    places: Tensor = stack.embed_positions.weight[: ids.size(1)]
    found: Tensor = F.embedding(ids, stack.embed_tokens.weight) * stack.config.d_model**0.5 + places
    return found


def hidden_states(model: Any, batch: Batch) -> Tensor:
    """Return the last decoder states of a batch."""
    encoder, decoder, heads = model.model.encoder, model.model.decoder, model.config.encoder_attention_heads
    hidden = _embed(encoder, batch.source)
    padding = batch.source == batch.pad
    seen = torch.zeros_like(padding, dtype=hidden.dtype).masked_fill(padding, FAR)[:, None, None, :]
    for layer in encoder.layers:
        if not layer.fc1.weight.requires_grad:
            hidden = hidden.detach()  # or the way back to the embeddings would lead through it
        hidden = _feed(layer, _self(layer, hidden, heads, seen))
    memory, hidden = hidden, _embed(decoder, batch.shifted)
    length = hidden.size(1)
    past = torch.full((length, length), FAR, dtype=hidden.dtype, device=hidden.device).triu(1)
    for layer in decoder.layers:
        hidden = _self(layer, hidden, heads, past)
        cross = layer.encoder_attn
        key, value = _joined(memory, cross.k_proj, cross.v_proj)
        mixed = _attend(cross.q_proj(hidden), key, value, heads, seen)
        hidden = _feed(layer, layer.encoder_attn_layer_norm(hidden + cross.out_proj(mixed)))
    return hidden


def loss_of(model: Any, batch: Batch, smoothing: float) -> Tensor:
    """Return the smoothed loss in nats a target token; padding does not count."""
    weight = model.model.shared.weight
    logits = F.linear(hidden_states(model, batch).flatten(0, 1), weight).float()
    target = batch.target.flatten()
    return F.cross_entropy(logits, target, ignore_index=batch.pad, label_smoothing=smoothing)
