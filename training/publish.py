"""Weights into the package: the files, what they scored, and the lock over all of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from summarize.models.lock import relock
from training.evaluate import Table

SCORES = "scores.json"
FILES = (
    "config.json",
    "generation_config.json",
    "model.safetensors",
    "source.spm",
    "target.spm",
    "tokenizer_config.json",
    "vocab.json",
)


def publish(export: Path, table: Table, package: Path, results: Path) -> None:
    """Copy `export` to the model folder `package` with its scores from `table`; renew the lock beside it.

    `results` is where the whole table goes; the model card in `package` is left to people.
    """
    package.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copyfile(export / name, package / name)
    shown = {name: f"BLEU {row['bleu']:.1f}" for name, row in table.items() if "bleu" in row}
    (package / SCORES).write_text(json.dumps(shown) + "\n", encoding="utf-8")
    results.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    relock(package)
