"""Published weights are locked, and say what they scored."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import training.__main__ as commands
from summarize.models.lock import lock_file, read_lock
from training.config import Config
from training.evaluate import OWN
from training.publish import FILES, publish, translation_scores, writing_scores
from training.trainer import Trainer

TABLE = {
    "newstest2013": {"bleu": 24.36},
    OWN: {"bleu": 44.0},  # compares with nothing, so no page says it
    "headline: page, lead in the text": {"rougeL": 30.04},
    "summary: page, lead cut off": {"rouge2": 9.96},
}


def test_weights_go_to_the_package_with_their_scores_under_a_lock(
    prepared: Path, toy: Config, tmp_path: Path
) -> None:
    work = Path(shutil.copytree(prepared, tmp_path / "work"))
    Trainer(toy, toy.phase("main"), work).run(save_minutes=60, steps=2)
    package = tmp_path / "models" / "small"
    publish(work / "runs/main/export", package, translation_scores(TABLE))
    assert json.loads((package / "scores.json").read_text()) == {"newstest2013": "BLEU 24.4"}
    _assert_locked(package)
    publish(package, package, {"newstest2013": "BLEU 25.0"})  # measured again, as it lies there
    _assert_locked(package)


def _assert_locked(package: Path) -> None:
    locked = read_lock(package.parent)["small"].files
    assert {*FILES, "scores.json"} == set(locked)
    assert all(lock_file(package / name) == entry for name, entry in locked.items())


def test_pages_say_of_a_writer_how_near_it_comes_to_the_titles_and_abstracts_of_the_agency() -> None:
    assert writing_scores(TABLE) == {"OrangeSum headlines": "ROUGE-L 30.0", "summaries": "ROUGE-2 10.0"}


def export(folder: Path) -> Path:
    """Make a folder that has every file of an export."""
    folder.mkdir()
    for name in FILES:
        (folder / name).write_text("{}")
    return folder


def test_what_is_published_is_measured_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[Path] = []

    def measure(model: Path, writer: Path, *_: object) -> dict[str, dict[str, float]]:
        measured.extend([model, writer])
        return TABLE

    monkeypatch.setattr(commands, "run_evaluate", measure)
    monkeypatch.setattr(commands, "render", lambda _: "the table")
    model, writer, package = export(tmp_path / "model"), export(tmp_path / "writer"), tmp_path / "package"
    package.mkdir()
    options = ["--corpus", str(tmp_path), "--model", str(model), "--writer", str(writer)]
    options += ["--json", str(tmp_path / "scores.json")]
    result = CliRunner().invoke(commands.main, ["evaluate", *options], catch_exceptions=False)
    assert (result.stdout, measured) == ("the table\n", [model, writer])
    CliRunner().invoke(
        commands.main, ["publish", *options, "--package", str(package)], catch_exceptions=False
    )
    assert json.loads((tmp_path / "scores.json").read_text()) == TABLE
    assert (package / "compact" / "model.safetensors").exists()
    assert (package / "compact-writer" / "model.safetensors").exists()
