"""Weights between two models."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import sentencepiece as spm
import torch
from click.testing import CliRunner
from safetensors.torch import load_file, save_file

from summarize.models.profiles import EMBEDDED
from training.__main__ import main
from training.average import WEIGHTS, average
from training.trim import trim


def export(folder: Path, value: float, size: int = 3) -> Path:
    folder.mkdir()
    (folder / "config.json").write_text(f"{value}")
    save_file({"w": torch.full((size,), value, dtype=torch.float16)}, folder / WEIGHTS)
    for name in ("source.spm", "vocab.json"):
        shutil.copy(EMBEDDED / "compact" / name, folder / name)
    return folder


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1.0), (0.25, 2.0), (1.0, 5.0)])
def test_weights_lie_between_those_of_both_and_the_rest_is_of_the_second(
    share: float, expected: float, tmp_path: Path
) -> None:
    first, second, out = export(tmp_path / "a", 1.0), export(tmp_path / "b", 5.0), tmp_path / "out"
    options = ["--model", str(first), "--with", str(second), "--share", str(share), "--out", str(out)]
    assert CliRunner().invoke(main, ["average", *options], catch_exceptions=False).exit_code == 0
    weights = load_file(out / WEIGHTS)["w"]
    assert weights.dtype is torch.float16
    assert weights.tolist() == [expected] * 3
    assert (out / "config.json").read_text() == "5.0"


def test_models_of_other_shapes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="does not become"):
        average(export(tmp_path / "a", 1.0), export(tmp_path / "b", 1.0, size=4), 0.5, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_piece_that_either_model_has_out_of_use_is_out_of_use_between_them(tmp_path: Path) -> None:
    first, second, out = export(tmp_path / "a", 1.0), export(tmp_path / "b", 5.0), tmp_path / "out"
    vocab = json.loads((first / "vocab.json").read_text(encoding="utf-8"))
    for folder, piece in {first: "▁police", second: "▁ministre"}.items():
        seen = np.full(len(vocab), 200.0)
        seen[vocab[piece]] = 0
        trim(folder, seen)
    average(first, second, 0.5, out)
    processor = spm.SentencePieceProcessor(model_file=str(out / "source.spm"))
    pieces = processor.encode("La police et le ministre du parlement", out_type=str)
    assert not {"▁police", "▁ministre"} & set(pieces)
    assert "▁parlement" in pieces
    assert processor.decode(pieces) == "La police et le ministre du parlement"
