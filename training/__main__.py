"""`python -m training`: prepare, train and the rest from the command line."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import click
import torch

from summarize.models.lock import relock
from summarize.models.profiles import EMBEDDED
from training.average import average
from training.config import load_config
from training.evaluate import Limits, Table, render
from training.evaluate import evaluate as run_evaluate
from training.glossary import GLOSSARY, build_glossary, read_pairs, write_glossary
from training.judge import (
    calibrate,
    draw,
    join_marks,
    read_judged,
    write_calibration,
    write_drawn,
    write_judged,
)
from training.prepare import prepare as run_prepare
from training.publish import publish, translation_scores, write_results, writing_scores
from training.recipe import DEV_LINES, draw_all, train_phase
from training.recipe import run_all as run_recipe
from training.trim import count_seen, trim

TRANSLATOR, WRITER = EMBEDDED / "compact", EMBEDDED / "compact-writer"
RESULTS = Path(__file__).parent / "results" / "compact.json"
JUDGED = Path(__file__).parent / "judged.tsv"
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_OLD_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW_FILE = click.Path(dir_okay=False, path_type=Path)
_NEW_FOLDER = click.Path(file_okay=False, path_type=Path)
_config = click.option(
    "--config", "name", default="compact", show_default=True, help="Name or path of a TOML."
)
_corpus = click.option("--corpus", type=_FOLDER, required=True, help="The corpus folder.")
_work = click.option("--work", type=_NEW_FOLDER, required=True, help="Where everything is kept meanwhile.")
_start = click.option("--start", type=_FOLDER, help="Exported weights to start from.")
_save = click.option("--save-minutes", default=15.0, show_default=True, help="Between checkpoints.")
_model = click.option(
    "--model", type=_FOLDER, default=TRANSLATOR, show_default="the package's", help="An exported translator."
)
_writer = click.option(
    "--writer", type=_FOLDER, default=WRITER, show_default="the package's", help="An exported writer."
)
_stories = click.option(
    "--stories", default=300, show_default=True, help="Stories that pages are measured on."
)
_threads = click.option("--threads", default=2, show_default=True, help="CPU threads.")


@click.group()
def main() -> None:
    """Train the compact French–English models."""


@main.command(name="all")
@_config
@_corpus
@_work
@_start
@_save
@_threads
def run_all(
    name: str, corpus: Path, work: Path, start: Path | None, save_minutes: float, threads: int
) -> None:
    """Prepare and train every phase; started again it goes on where it was."""
    torch.set_num_threads(threads)
    config = load_config(name)
    if run_recipe(config, corpus, work, start, save_minutes, click.echo):
        names = ", ".join(phase.name for phase in config.phases)
        click.echo(f"weights: {work / 'runs'}/NAME/export ({names})")
    else:
        click.echo("stopped; the same command goes on from here")


@main.command()
@_config
@_corpus
@_work
@_start
def prepare(name: str, corpus: Path, work: Path, start: Path | None) -> None:
    """Make vocabulary, encoded pairs and start embeddings."""
    run_prepare(load_config(name), corpus, work, start, click.echo)


@main.command()
@_config
@_corpus
@_work
@_start
@_save
@_threads
@click.option("--phase", "phase_name", required=True, help="Which phase of the configuration.")
@click.option("--dev-lines", default=DEV_LINES, show_default=True, help="Lines scored at a save; 0 for none.")
@click.option("--tokens", type=int, help="Length of the phase in target tokens, over the configuration's.")
@click.option("--decay", type=int, help="Tokens of the final decay, over the configuration's.")
def train(
    name: str,
    corpus: Path,
    work: Path,
    start: Path | None,
    save_minutes: float,
    threads: int,
    phase_name: str,
    dev_lines: int,
    tokens: int | None,
    decay: int | None,
) -> None:
    """Train one phase; started again it goes on from its last checkpoint."""
    torch.set_num_threads(threads)
    config = load_config(name)
    phase = config.phase(phase_name)
    if tokens is not None:
        phase = dataclasses.replace(phase, tokens=tokens)
    if decay is not None:
        phase = dataclasses.replace(phase, decay=decay)
    train_phase(config, phase, corpus, work, start=start, save_minutes=save_minutes, lines=dev_lines)


@main.command()
@_corpus
@_model
@_writer
@_stories
@click.option("--json", "out", type=_NEW_FILE, help="Write all scores here.")
@click.option("--lines", default=3000, show_default=True, help="Lines of each set.")
def evaluate(corpus: Path, model: Path, writer: Path, stories: int, out: Path | None, lines: int) -> None:
    """Print the tables of the model cards."""
    table = _evaluate(corpus, model, writer, Limits(lines=lines, stories=stories))
    if out is not None:
        write_results(table, out)


@main.command(name="publish")
@_corpus
@_model
@_writer
@_stories
@click.option("--package", type=_NEW_FOLDER, default=EMBEDDED, show_default="the package's own")
@click.option("--json", "out", type=_NEW_FILE, default=RESULTS, show_default="training/results/compact.json")
def publish_models(corpus: Path, model: Path, writer: Path, stories: int, package: Path, out: Path) -> None:
    """Score exported models and put them into the package, scores and lock renewed."""
    table = _evaluate(corpus, model, writer, Limits(lines=3000, stories=stories))
    publish(model, package / TRANSLATOR.name, translation_scores(table))
    publish(writer, package / WRITER.name, writing_scores(table))
    write_results(table, out)


def _evaluate(corpus: Path, model: Path, writer: Path, limits: Limits) -> Table:
    """Return and print the scores of a translator and of a writer."""
    table = run_evaluate(model, writer, corpus, limits, lambda line: click.echo(line, err=True))
    click.echo(render(table))
    return table


@main.command(name="draw")
@_corpus
@_model
@click.option("--stories", default=250, show_default=True, help="Stories that sentences are drawn from.")
@click.option("--seed", default=1, show_default=True)
@click.option("--out", type=_NEW_FILE, required=True, help="JSON lines, for readers to mark.")
def draw_sentences(corpus: Path, model: Path, stories: int, seed: int, out: Path) -> None:
    """Translate sentences of validation stories and of our dispatches, for readers to mark."""
    write_drawn(draw(corpus, model, stories, seed), out)


@main.command(name="judge")
@_model
@click.option(
    "--drawn", type=_OLD_FILE, help="What was read; without it, the marks kept in training/ are used."
)
@click.option("--marks", type=_OLD_FILE, multiple=True, help="Lines of number, tab, mark: 2, 1 or 0.")
@click.option("--kept", type=_NEW_FILE, default=JUDGED, show_default="training/judged.tsv")
def judge(model: Path, drawn: Path | None, marks: tuple[Path, ...], kept: Path) -> None:
    """Fit how sure a translator may be taken to be, and put that beside its weights, lock renewed."""
    if drawn is not None:
        write_judged(join_marks(drawn, marks), kept)
    table = calibrate(read_judged(kept))
    click.echo(json.dumps(table))
    write_calibration(table, model)
    relock(model)


@main.command()
@_config
@_corpus
@click.option("--out", type=_NEW_FILE, default=GLOSSARY, show_default="the package's own")
def glossary(name: str, corpus: Path, out: Path) -> None:
    """Learn from the parallel text which French words have usual translations."""
    write_glossary(build_glossary(read_pairs(corpus, load_config(name).corpus), click.echo), out)


@main.command()
@_work
@click.option("--out", type=_NEW_FILE, help="Default: WORK/curve.png.")
def plot(work: Path, out: Path | None) -> None:
    """Draw loss and BLEU of all phases."""
    draw_all(work, out or work / "curve.png")


@main.command(name="average")
@_model
@click.option("--with", "other", type=_FOLDER, required=True, help="An export trained on from it.")
@click.option("--share", type=click.FloatRange(0, 1), default=0.6, show_default=True, help="Of the second.")
@click.option("--out", type=_NEW_FOLDER, required=True)
def average_models(model: Path, other: Path, share: float, out: Path) -> None:
    """Write weights between those of a model and those of one trained on from it."""
    average(model, other, share, out)


@main.command(name="trim")
@_config
@_work
@_model
@click.option("--phase", "phase_name", default="write", show_default=True, help="The last that it learnt in.")
def trim_pieces(name: str, work: Path, model: Path, phase_name: str) -> None:
    """Take pieces that training hardly saw out of use, in the vocabulary of an exported model."""
    vocab = json.loads((model / "vocab.json").read_text(encoding="utf-8"))
    removed = trim(model, count_seen(load_config(name).lineage(phase_name), work / "pairs", len(vocab)))
    click.echo(f"{len(removed):,} of {len(vocab):,} pieces out of use")


@main.command()
@_work
@click.option("--phase", "phase_name", required=True)
@click.option("--out", type=_NEW_FOLDER, required=True)
def export(work: Path, phase_name: str, out: Path) -> None:
    """Copy the newest weights of a phase to a folder, all files that loading needs."""
    shutil.copytree(work / "runs" / phase_name / "export", out, dirs_exist_ok=True)


if __name__ == "__main__":
    main()
