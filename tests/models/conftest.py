"""A model folder of a few bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from summarize.models.lock import relock

MARIAN = {
    "config.json": json.dumps({"model_type": "marian", "is_encoder_decoder": True}).encode(),
    "vocab.json": b'{"<unk>": 1, "</s>": 0, "<pad>": 2}',
    "source.spm": b"spm",
    "model.safetensors": bytes(range(256)) * 20,
}


@pytest.fixture
def model_files() -> dict[str, bytes]:
    """The files of a model by name."""
    return dict(MARIAN)


@pytest.fixture
def make_model(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes and locks a model folder; `files` overrule or add."""

    def make(*, locked: bool = True, **files: bytes) -> Path:
        folder = tmp_path / "mine"
        folder.mkdir(exist_ok=True)
        for name, content in {**MARIAN, **files}.items():
            (folder / name).write_bytes(content)
        if locked:
            relock(folder)
        return folder

    return make
