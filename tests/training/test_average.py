"""Weights between two models."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from click.testing import CliRunner
from safetensors.torch import load_file, save_file

from training.__main__ import main
from training.average import WEIGHTS, average


def export(folder: Path, value: float, size: int = 3) -> Path:
    folder.mkdir()
    (folder / "config.json").write_text(f"{value}")
    save_file({"w": torch.full((size,), value, dtype=torch.float16)}, folder / WEIGHTS)
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
    with pytest.raises(ValueError, match="different shapes"):
        average(export(tmp_path / "a", 1.0), export(tmp_path / "b", 1.0, size=4), 0.5, tmp_path / "out")
    assert not (tmp_path / "out").exists()
