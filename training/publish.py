"""Weights into the package: the files, what they scored, and the lock over all of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from summarize.confidence import FILE_NAME as CONFIDENCE
from summarize.models.lock import relock
from training.evaluate import OWN, Table

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


def publish(export: Path, package: Path, scores: Mapping[str, str]) -> None:
    """Copy `export` to the folder `package` with the `scores` that pages show; renew the lock beside it.

    Where both are one folder, scores and lock alone are renewed. What readers found of other weights is
    removed: `python -m training judge` makes it anew. The model card is left to people.
    """
    package.mkdir(parents=True, exist_ok=True)
    if export.resolve() != package.resolve():
        for name in FILES:
            shutil.copyfile(export / name, package / name)
        (package / CONFIDENCE).unlink(missing_ok=True)
    (package / SCORES).write_text(json.dumps(scores) + "\n", encoding="utf-8")
    relock(package)


def translation_scores(table: Table) -> dict[str, str]:
    """Return what pages say of a translator: its scores on sets that others have scores on."""
    return {name: f"BLEU {row['bleu']:.1f}" for name, row in table.items() if "bleu" in row and name != OWN}


def writing_scores(table: Table) -> dict[str, str]:
    """Return what pages say of a writer: how near its headlines and summaries are to those of the agency."""
    headline, summary = table["headline: page, lead in the text"], table["summary: page, lead cut off"]
    return {
        "OrangeSum headlines": f"ROUGE-L {headline['rougeL']:.1f}",
        "summaries": f"ROUGE-2 {summary['rouge2']:.1f}",
    }


def write_results(table: Table, out: Path) -> None:
    """Write the whole table as JSON."""
    out.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
