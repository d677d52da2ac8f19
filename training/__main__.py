"""`python -m training`: prepare, train and the rest from the command line."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import click

from training.config import Config, load_config
from training.decode import Decoder
from training.evaluate import Limits, render
from training.evaluate import evaluate as run_evaluate
from training.journal import plot as draw
from training.prepare import prepare as run_prepare
from training.prepare import save_set
from training.score import dev_sample
from training.silver import choose_stories, make_silver, read_silver
from training.tasks import WIDTHS, build_examples, file_name
from training.trainer import Trainer
from training.vocabulary import Pieces

_config = click.option(
    "--config", "config_name", default="compact", show_default=True, help="Name or path of a TOML."
)
_corpus = click.option(
    "--corpus", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True
)
_work = click.option("--work", type=click.Path(file_okay=False, path_type=Path), required=True)
_start = click.option(
    "--start", type=click.Path(exists=True, path_type=Path), help="Exported weights to start from."
)


@click.group()
def main() -> None:
    """Train the compact French–English models."""


@main.command()
@_config
@_corpus
@_work
@_start
def prepare(config_name: str, corpus: Path, work: Path, start: Path | None) -> None:
    """Make vocabulary, encoded pairs and start embeddings."""
    run_prepare(load_config(config_name), corpus, work, start, click.echo)


def train_phase(
    config: Config, name: str, corpus: Path, work: Path, start: Path | None, minutes: float, lines: int
) -> None:
    """Train one phase to its end."""
    phase = config.phase(name)
    sample = dev_sample(corpus, config.corpus.dev, lines) if lines else None
    Trainer(config, phase, work, start=start).run(save_minutes=minutes, sample=sample)


@main.command()
@_config
@_corpus
@_work
@_start
@click.option("--phase", "name", required=True, help="Which phase of the configuration.")
@click.option("--save-minutes", default=15.0, show_default=True, help="Between checkpoints.")
@click.option(
    "--dev-lines", default=500, show_default=True, help="Lines scored at each checkpoint; 0 for none."
)
@click.option("--threads", default=2, show_default=True, help="CPU threads.")
@click.option("--tokens", type=int, help="Length of the phase in target tokens, over the configuration's.")
@click.option("--decay", type=int, help="Tokens of the final decay, over the configuration's.")
def train(
    config_name: str,
    corpus: Path,
    work: Path,
    start: Path | None,
    name: str,
    save_minutes: float,
    dev_lines: int,
    threads: int,
    tokens: int | None,
    decay: int | None,
) -> None:
    """Train one phase; started again it goes on from its last checkpoint."""
    import torch

    torch.set_num_threads(threads)
    config = load_config(config_name)
    phase = config.phase(name)
    if tokens is not None:
        phase = dataclasses.replace(phase, tokens=tokens)
    if decay is not None:
        phase = dataclasses.replace(phase, decay=decay)
    config = dataclasses.replace(config, phases=tuple(phase if p.name == name else p for p in config.phases))
    train_phase(config, name, corpus, work, start, save_minutes, dev_lines)


@main.command()
@_config
@_corpus
@_work
@click.option(
    "--model", type=click.Path(exists=True, path_type=Path), required=True, help="An exported translator."
)
@click.option("--limit", default=10_000, show_default=True, help="Stories put into English.")
@click.option("--beam", default=2, show_default=True)
def silver(config_name: str, corpus: Path, work: Path, model: Path, limit: int, beam: int) -> None:
    """Put titles and abstracts into English, filter them, and make the pairs of the writing tasks."""
    stories = choose_stories(corpus, limit, load_config(config_name).optimiser.seed)
    path = work / "silver.jsonl"
    make_silver(stories, Decoder(model), path, beam=beam, say=click.echo)
    pieces = Pieces(work)
    for task, pairs in build_examples(read_silver(stories, path)).items():
        out = work / "pairs" / f"{file_name(task)}.npz"
        save_set(pieces, pairs, out, click.echo, task=task, width=WIDTHS[task])


@main.command()
@_corpus
@click.option(
    "--model", type=click.Path(exists=True, path_type=Path), required=True, help="An exported model."
)
@click.option("--json", "out", type=click.Path(dir_okay=False, path_type=Path), help="Write all scores here.")
@click.option("--lines", default=3000, show_default=True, help="Lines of each set.")
@click.option("--stories", default=300, show_default=True, help="Stories summarised; 0 for none.")
def evaluate(corpus: Path, model: Path, out: Path | None, lines: int, stories: int) -> None:
    """Print the tables of the model card."""
    limits = Limits(lines=lines, stories=stories)
    table = run_evaluate(Decoder(model), corpus, limits, lambda line: click.echo(line, err=True))
    if out is not None:
        out.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    click.echo(render(table))


@main.command()
@_work
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Default: WORK/curve.png.")
def plot(work: Path, out: Path | None) -> None:
    """Draw loss and BLEU of all phases."""
    paths = sorted((work / "runs").glob("*/journal.jsonl"), key=lambda path: path.stat().st_mtime)
    draw({path.parent.name: path for path in paths}, out or work / "curve.png")


@main.command()
@_work
@click.option("--phase", "name", required=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
def export(work: Path, name: str, out: Path) -> None:
    """Copy the newest weights of a phase to a folder, all files that loading needs."""
    shutil.copytree(work / "runs" / name / "export", out, dirs_exist_ok=True)


if __name__ == "__main__":
    main()
