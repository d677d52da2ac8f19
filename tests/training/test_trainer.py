"""The loop: loss falls, a resumed run is the same run, an export loads and translates."""

from __future__ import annotations

import dataclasses
import json
import shutil
import signal
from pathlib import Path

import pytest
import torch

from training.checkpoint import load_checkpoint
from training.config import Config
from training.export import load_masters
from training.score import dev_sample
from training.trainer import Trainer, rate_at

pytestmark = [
    pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
STEPS = 40


def copied(prepared: Path, folder: Path) -> Path:
    return Path(shutil.copytree(prepared, folder))


@pytest.fixture(scope="module")
def trained(
    prepared: Path, toy: Config, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[float]]:
    work = copied(prepared, tmp_path_factory.mktemp("trained") / "work")
    return work, Trainer(toy, toy.phase("main"), work).run(save_minutes=60, steps=STEPS)


def test_loss_falls(trained: tuple[Path, list[float]]) -> None:
    losses = trained[1]
    assert sum(losses[-5:]) < 0.6 * sum(losses[:5])


def test_a_resumed_run_has_the_same_losses_and_weights_bit_for_bit(
    trained: tuple[Path, list[float]], prepared: Path, toy: Config, tmp_path: Path
) -> None:
    work, uninterrupted = trained
    again = copied(prepared, tmp_path / "work")
    # 17 steps end inside an epoch, and the second part crosses into the next.
    losses = Trainer(toy, toy.phase("main"), again).run(save_minutes=60, steps=17)
    losses += Trainer(toy, toy.phase("main"), again).run(save_minutes=60, steps=STEPS - 17)
    assert losses == uninterrupted
    checkpoints = [load_checkpoint(w / "runs/main/checkpoint.pt") for w in (work, again)]
    (one, place), (other, other_place) = checkpoints
    assert dataclasses.replace(place, seconds=0) == dataclasses.replace(other_place, seconds=0)
    for part in ("masters", "momenta"):
        assert all(torch.equal(one[part][name], other[part][name]) for name in one[part])


def test_sigterm_saves_and_ends_the_run(prepared: Path, toy: Config, tmp_path: Path) -> None:
    trainer = Trainer(toy, toy.phase("main"), copied(prepared, tmp_path / "work"))
    step = trainer.step

    def step_and_kill(rows: tuple[int, ...]) -> tuple[float, int]:
        signal.raise_signal(signal.SIGTERM)
        return step(rows)

    trainer.step = step_and_kill  # type: ignore[method-assign]
    assert len(trainer.run(save_minutes=60)) == 1
    assert load_checkpoint(trainer.folder / "checkpoint.pt")[1].step == 1


def test_a_phase_ends_after_its_tokens_and_the_next_starts_from_it(
    trained: tuple[Path, list[float]], toy: Config
) -> None:
    work = trained[0]
    trainer = Trainer(toy, toy.phase("cool"), work)
    before = trainer.position.seen
    assert before > 0
    trainer.run(save_minutes=60)
    assert 0 <= trainer.position.seen - before - toy.phase("cool").tokens < toy.optimiser.tokens


def test_the_rate_warms_up_holds_and_cools_down(toy: Config) -> None:
    phase = dataclasses.replace(toy.phase("main"), tokens=1000, warmup=100, decay=500)
    assert rate_at(phase, 9) == pytest.approx(0.1)
    assert rate_at(phase, 400) == 1.0
    assert rate_at(phase, 750) == pytest.approx(0.5)
    assert rate_at(phase, 1000) == pytest.approx(0.02)


@pytest.mark.parametrize("fast", [False, True])
def test_an_export_translates_with_every_engine(trained: tuple[Path, list[float]], fast: bool) -> None:
    if fast:
        pytest.importorskip("ctranslate2")
    from training.decode import Decoder

    out = Decoder(trained[0] / "runs/main/export", fast=fast).decode(["La police attend une réponse."])
    assert len(out) == 1
    assert out[0].isascii()
    assert "<" not in out[0]


def test_a_score_on_the_way_leaves_the_threads_of_training_as_they_were(
    trained: tuple[Path, list[float]], toy: Config, corpus: Path, tmp_path: Path
) -> None:
    pytest.importorskip("ctranslate2")
    pytest.importorskip("sacrebleu")
    trainer = Trainer(toy, toy.phase("main"), copied(trained[0], tmp_path / "work"))
    torch.set_num_threads(2)
    try:
        trainer.save(dev_sample(corpus, "dev", 2))
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(1)


def test_an_export_loads_in_marian_with_the_weights_that_were_trained(
    trained: tuple[Path, list[float]],
) -> None:
    from transformers import MarianMTModel, MarianTokenizer

    folder = trained[0] / "runs/main/export"
    model = MarianMTModel.from_pretrained(folder, dtype=torch.float32)
    tokenizer = MarianTokenizer.from_pretrained(folder)
    masters = load_checkpoint(trained[0] / "runs/main/checkpoint.pt")[0]["masters"]
    assert torch.equal(model.model.shared.weight, masters["model.shared.weight"].half().float())
    assert model.lm_head.weight is model.model.shared.weight
    ids = tokenizer("La police attend.").input_ids
    assert ids[-1] == tokenizer.eos_token_id == 0
    assert tokenizer.pad_token_id == model.config.pad_token_id == len(tokenizer.get_vocab()) - 1
    assert json.loads((folder / "config.json").read_text())["dtype"] == "float16"
    assert model.generation_config.num_beams == 4
    assert model.generation_config.bad_words_ids == [[tokenizer.pad_token_id]]


def test_training_goes_on_from_exported_weights(
    trained: tuple[Path, list[float]], prepared: Path, toy: Config, tmp_path: Path
) -> None:
    work = copied(prepared, tmp_path / "work")
    export = trained[0] / "runs/main/export"
    losses = Trainer(toy, toy.phase("main"), work, start=export).run(save_minutes=60, steps=2)
    assert losses[0] < 1.2 * trained[1][-1]


def test_frozen_layers_stay_as_they_were_and_are_exported_with_the_rest(
    trained: tuple[Path, list[float]], prepared: Path, toy: Config, tmp_path: Path
) -> None:
    source = trained[0] / "runs/main/export"
    phase = dataclasses.replace(toy.phase("main"), frozen=1)
    trainer = Trainer(toy, phase, copied(prepared, tmp_path / "work"), start=source)
    trainer.run(save_minutes=60, steps=3)
    Trainer(toy, phase, tmp_path / "work").run(
        save_minutes=60, steps=1
    )  # goes on from a checkpoint that has them
    before, after = load_masters(source), load_masters(tmp_path / "work/runs/main/export")
    assert before.keys() == after.keys()
    stayed = {name for name in before if torch.equal(before[name], after[name])}
    assert stayed == {name for name in before if "encoder.layers.0." in name and "decoder" not in name}


def test_a_phase_with_frozen_layers_starts_from_one_without(
    trained: tuple[Path, list[float]], toy: Config, tmp_path: Path
) -> None:
    work = copied(trained[0], tmp_path / "work")
    phase = dataclasses.replace(toy.phase("cool"), start="main", frozen=1)
    losses = Trainer(toy, phase, work).run(save_minutes=60, steps=2)
    assert losses[0] < 1.2 * trained[1][-1]


def test_the_log_has_loss_speed_and_bleu(prepared: Path, corpus: Path, toy: Config, tmp_path: Path) -> None:
    pytest.importorskip("sacrebleu")
    from training.journal import plot, read_lines

    trainer = Trainer(toy, toy.phase("main"), copied(prepared, tmp_path / "work"))
    trainer.run(save_minutes=60, steps=20, sample=dev_sample(corpus, "dev", 4))
    lines = list(read_lines(trainer.folder / "journal.jsonl"))
    assert lines[0]["loss"] > 0
    assert lines[0]["tokens_per_second"] > 0
    assert 0 <= lines[-1]["bleu"] <= 100
    pytest.importorskip("matplotlib")
    plot({"main": trainer.folder / "journal.jsonl"}, tmp_path / "curve.png")
    assert (tmp_path / "curve.png").read_bytes().startswith(b"\x89PNG")


def test_one_command_prepares_trains_every_phase_and_goes_on(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("sacrebleu")
    pytest.importorskip("matplotlib")
    from click.testing import CliRunner

    from training.__main__ import main

    text = (Path(__file__).parents[2] / "training/configs/toy.toml").read_text(encoding="utf-8")
    config = tmp_path / "tiny.toml"
    config.write_text(text.replace("40000", "2000").replace("4000", "1000"), encoding="utf-8")
    work = tmp_path / "work"
    command = ["all", "--config", str(config), "--corpus", str(corpus), "--work", str(work), "--threads", "1"]
    first = CliRunner().invoke(main, command, catch_exceptions=False)
    assert f"weights: {work}/runs/NAME/export (main, cool)" in first.output
    assert (work / "curve.png").exists()
    again = CliRunner().invoke(main, command, catch_exceptions=False)
    assert "phase" not in again.output
