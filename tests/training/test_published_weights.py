"""Published weights are locked, and say what they scored."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from summarize.models.lock import lock_file, read_lock
from training.config import Config
from training.publish import FILES, publish
from training.trainer import Trainer

TABLE = {"newstest2013": {"bleu": 24.36}, "headline: model": {"rouge1": 30.0}}


def test_weights_go_to_the_package_with_their_scores_under_a_lock(
    prepared: Path, toy: Config, tmp_path: Path
) -> None:
    work = Path(shutil.copytree(prepared, tmp_path / "work"))
    Trainer(toy, toy.phase("main"), work).run(save_minutes=60, steps=2)
    package, results = tmp_path / "models" / "small", tmp_path / "results.json"
    publish(work / "runs/main/export", TABLE, package, results)
    assert json.loads((package / "scores.json").read_text()) == {"newstest2013": "BLEU 24.4"}
    assert json.loads(results.read_text()) == TABLE
    locked = read_lock(package.parent)["small"].files
    assert {*FILES, "scores.json"} == set(locked)
    assert all(lock_file(package / name) == entry for name, entry in locked.items())
