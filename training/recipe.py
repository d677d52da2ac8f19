"""The whole way, from a corpus folder to exported weights; every step is skipped when it is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from training.config import Config, Phase
from training.journal import plot
from training.prepare import prepare
from training.score import dev_sample
from training.trainer import Trainer, is_finished

Say = Callable[[str], None]
DEV_LINES = 500
_PREPARED = "prepared"


def train_phase(
    config: Config,
    phase: Phase,
    corpus: Path,
    work: Path,
    *,
    start: Path | None = None,
    save_minutes: float = 15,
    lines: int = DEV_LINES,
) -> None:
    """Train one phase to its end, or to a stop."""
    sample = dev_sample(corpus, config.corpus.dev, lines) if lines else None
    Trainer(config, phase, work, start=start).run(save_minutes=save_minutes, sample=sample)


def run_all(
    config: Config, corpus: Path, work: Path, start: Path | None, save_minutes: float, say: Say
) -> bool:
    """Do everything that is not done yet; return whether all of it is."""
    if not (work / _PREPARED).exists():
        prepare(config, corpus, work, start, say)
        (work / _PREPARED).touch()
    for phase in config.phases:
        if not is_finished(phase, work):
            say(f"phase {phase.name}: {phase.tokens:,} target tokens")
            first = None if phase.start else start
            train_phase(config, phase, corpus, work, start=first, save_minutes=save_minutes)
        if not is_finished(phase, work):
            return False
    draw_all(work, work / "curve.png")
    return True


def draw_all(work: Path, out: Path) -> None:
    """Draw the curve of every phase that has run."""
    paths = sorted((work / "runs").glob("*/journal.jsonl"), key=lambda path: path.stat().st_mtime)
    plot({path.parent.name: path for path in paths}, out)
