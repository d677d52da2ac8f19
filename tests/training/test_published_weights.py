"""Published weights are locked, and say what they scored."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from summarize.models.lock import lock_file, read_lock
from training.config import Config
from training.publish import FILES, publish, translation_scores, writing_scores
from training.trainer import Trainer

TABLE = {
    "newstest2013": {"bleu": 24.36},
    "headline: model, lead cut off": {"rougeL": 30.04},
    "summary: model, lead cut off": {"rouge2": 9.96},
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


def test_pages_say_of_a_writer_what_it_scored_on_texts_without_their_lead() -> None:
    assert writing_scores(TABLE) == {"OrangeSum headlines": "ROUGE-L 30.0", "summaries": "ROUGE-2 10.0"}
