"""Checkpoints: written whole or not at all, and read without running code from them."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a run stands: target tokens seen in all, tokens seen when its phase began, and the next batch."""

    seen: int = 0
    began: int = 0
    step: int = 0
    epoch: int = 0
    batch: int = 0
    seconds: float = 0.0


def save_checkpoint(path: Path, optimisers: dict[str, Any], position: Position) -> None:
    """Replace `path` by the present state; a kill at any instant leaves the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("wb") as out:
        torch.save({**optimisers, "position": asdict(position)}, out)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)


def load_checkpoint(path: Path) -> tuple[dict[str, Any], Position]:
    """Return the optimisers' state and the position saved in `path`."""
    state = torch.load(path, weights_only=True, map_location="cpu")
    position = Position(**state.pop("position"))
    return state, position
