"""Pieces out of use: the vocabulary keeps its size, texts keep their characters."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import sentencepiece as spm
from click.testing import CliRunner

from summarize.models.profiles import EMBEDDED
from training.__main__ import main
from training.config import Config
from training.pairs import load_pairs
from training.trim import count_seen, trim

TEXT = "Željko Erdoğan a payé 5 € à la police — ½ du prix."


def model(folder: Path) -> Path:
    folder.mkdir()
    for name in ("source.spm", "vocab.json"):
        shutil.copy(EMBEDDED / "compact" / name, folder / name)
    return folder


def pieces(folder: Path) -> list[str]:
    processor = spm.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    return list(processor.encode(TEXT, out_type=str))


def test_a_piece_that_was_seldom_seen_is_spelled_in_others(tmp_path: Path) -> None:
    folder = model(tmp_path / "model")
    vocab = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    assert "▁police" in pieces(folder)
    seen = np.full(len(vocab), 200.0)
    seen[vocab["▁police"]] = 149
    assert trim(folder, seen, least=150) == ("▁police",)
    assert "▁police" not in pieces(folder)
    assert "".join(pieces(folder)) == "".join(pieces(EMBEDDED / "compact"))


def test_single_characters_and_bytes_stay_in_use(tmp_path: Path) -> None:
    folder = model(tmp_path / "model")
    vocab = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    trim(folder, np.zeros(len(vocab)))
    left = (piece.removeprefix("▁") for piece in pieces(folder))
    assert all(len(piece) < 2 or piece.startswith("<") for piece in left)
    processor = spm.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    assert processor.decode(processor.encode(TEXT)) == TEXT.replace("½", "1⁄2")
    assert processor.get_piece_size() <= len(vocab)


def test_what_was_seen_is_the_share_of_each_mix_that_a_phase_read(prepared: Path, toy: Config) -> None:
    phase = toy.phase("main")
    pairs = {name: load_pairs(prepared / "pairs" / f"{name}.npz") for name in phase.data}
    n_tokens = sum(weight * len(pairs[name].target) for name, weight in phase.data.items())
    n_sources = sum(weight * len(pairs[name].source) for name, weight in phase.data.items())
    seen = count_seen([phase], prepared / "pairs", 2000)
    assert seen.sum() == pytest.approx(n_sources * phase.tokens / n_tokens)


def test_the_command_says_how_many_pieces_are_left_out(prepared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    shutil.copy(prepared / "source.spm", folder / "source.spm")
    shutil.copy(prepared / "vocab.json", folder / "vocab.json")
    options = ["--config", "toy", "--work", str(prepared), "--model", str(folder), "--phase", "main"]
    result = CliRunner().invoke(main, ["trim", *options], catch_exceptions=False)
    assert "pieces out of use" in result.output
