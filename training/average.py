"""Weights between two trainings of one model: what the first knew best and what the second learnt.

A model and one trained on from it lie in one valley, and points between them are often better than both
(Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022).
"""

from __future__ import annotations

import shutil
from pathlib import Path

from safetensors.torch import load_file, save_file

from training.model import widen
from training.trim import keep_out

WEIGHTS = "model.safetensors"


def average(first: Path, second: Path, share: float, out: Path) -> None:
    """Write to `out` the export `second` with weights of which `share` is its own and the rest of `first`.

    Where `second` has more units in its feed-forward parts, `first` counts as having them without effect.
    Models of other shapes are a `ValueError`.
    """
    old, new = load_file(first / WEIGHTS), load_file(second / WEIGHTS)
    if old.keys() != new.keys():
        raise ValueError(f"{first} and {second} are models of different shapes")
    old = widen(old, new)
    shutil.copytree(second, out, dirs_exist_ok=True)
    mixed = {
        name: ((1 - share) * old[name].float() + share * one.float()).to(one.dtype)
        for name, one in new.items()
    }
    save_file(mixed, out / WEIGHTS, metadata={"format": "pt"})
    keep_out(first, out)
