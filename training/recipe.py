"""The whole way, from a corpus folder to exported weights; every step is skipped when it is done."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from pathlib import Path

from training.config import Config, Phase
from training.corpus import read_news
from training.decode import Decoder
from training.journal import plot
from training.pairs import load_pairs
from training.prepare import prepare, save_set
from training.score import dev_sample
from training.silver import choose_stories, known_words, make_silver, read_silver
from training.tasks import FACT, WIDTHS, build_examples, file_name, short_facts
from training.trainer import Trainer, is_finished
from training.vocabulary import Pieces

Say = Callable[[str], None]
SILVER, BEAM, DEV_LINES, WORDS_FROM = 24_000, 4, 500, 600_000
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


def make_tasks(
    config: Config, corpus: Path, work: Path, model: Path, limit: int, beam: int, say: Say
) -> None:
    """Make the pairs of the writing tasks with an exported translator."""
    stories = choose_stories(corpus, limit, config.optimiser.seed)
    path = work / "silver.jsonl"
    make_silver(stories, Decoder(model), path, beam=beam, say=say)
    pieces = Pieces(work)
    known = known_words(pieces.decode_target(load_pairs(work / "pairs" / "parallel.npz"), WORDS_FROM))
    examples = build_examples(read_silver(stories, path, known))
    news = chain.from_iterable(read_news(corpus, name) for name in config.corpus.news)
    examples[FACT] += short_facts(news)
    for task, pairs in examples.items():
        out = work / "pairs" / f"{file_name(task)}.npz"
        save_set(pieces, pairs, out, say, task=task, width=WIDTHS[task])


def run_all(
    config: Config, corpus: Path, work: Path, start: Path | None, save_minutes: float, say: Say
) -> bool:
    """Do everything that is not done yet; return whether all of it is."""
    if not (work / _PREPARED).exists():
        prepare(config, corpus, work, start, say)
        (work / _PREPARED).touch()
    for phase in config.phases:
        if any(not (work / "pairs" / f"{name}.npz").exists() for name in phase.data):
            make_tasks(config, corpus, work, work / "runs" / phase.start / "export", SILVER, BEAM, say)
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
